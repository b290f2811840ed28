export * from './event-data.ts';
export * from './plan-return.ts';
