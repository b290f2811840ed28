export * from './order-quantity.ts';
export * from './stockout.ts';
