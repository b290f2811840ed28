export * from './low-stock.ts';
