export * from './demand.ts';
export * from './import-refusal.ts';
export * from './totals.ts';
export * from './transition.ts';
