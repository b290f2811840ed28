export * from './count-lines.ts';
export * from './count-row.ts';
export * from './count-store.ts';
export * from './list-counts.ts';
