export * from './idempotency-store.ts';
export * from './stored-answer.ts';
