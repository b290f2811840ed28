export * from './life.ts';
export * from './order-quantity.ts';
export * from './stockout.ts';
