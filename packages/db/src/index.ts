export * from './alert/index.ts';
export * from './catalogue/index.ts';
export * from './company/index.ts';
export * from './connection/index.ts';
export * from './idempotency/index.ts';
export * from './identity/index.ts';
export * from './migrate/index.ts';
