export * from './api-key-rules.ts';
export * from './member-rules.ts';
export * from './standing.ts';
