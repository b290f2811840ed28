export * from './read-reservations.ts';
