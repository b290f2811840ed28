export * from './api-key-store.ts';
export * from './email-store.ts';
export * from './invitation-store.ts';
export * from './member-store.ts';
export * from './prune-store.ts';
export * from './session-store.ts';
export * from './user-store.ts';
