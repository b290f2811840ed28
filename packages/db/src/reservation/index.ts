export * from './held-by.ts';
export * from './read-reservations.ts';
