export * from './transfer-store.ts';
