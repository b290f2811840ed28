export * from './company-store.ts';
