export { type SeedOptions, seedDemo } from './wholesaler/seed-demo.ts';
