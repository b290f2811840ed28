export * from './alert/index.ts';
export * from './catalogue/index.ts';
export * from './identity/index.ts';
export * from './money.ts';
export * from './refusal.ts';
export * from './sale/index.ts';
export * from './stock/index.ts';
export * from './time.ts';
