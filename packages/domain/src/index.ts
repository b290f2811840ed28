export * from './refusal.ts'
export * from './catalogue/index.ts'
export * from './identity/index.ts';
