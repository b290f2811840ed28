export * from './explain.ts';
export * from './explain-words.ts';
export * from './life.ts';
export * from './order-quantity.ts';
export * from './stockout.ts';
