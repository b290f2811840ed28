export * from './demand.ts';
export * from './event-data.ts';
export * from './import-refusal.ts';
export * from './shipment.ts';
export * from './stocked-lines.ts';
export * from './totals.ts';
export * from './transition.ts';
