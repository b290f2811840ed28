export * from './bundle.ts';
export * from './fold.ts';
export * from './money.ts';
export * from './new-products.ts';
export * from './parents.ts';
export * from './thresholds.ts';
