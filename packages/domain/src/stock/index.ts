export * from './decide.ts';
export * from './explode.ts';
export * from './refusal.ts';
export * from './standing.ts';
export * from './types.ts';
