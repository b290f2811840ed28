export * from './outlook.ts';
export * from './sales-totals.ts';
