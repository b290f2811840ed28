// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
export type * from './alerts.ts';
export type * from './api-keys.ts';
export type * from './auth.ts';
export type * from './categories.ts';
export type * from './company.ts';
export type * from './errors.ts';
export type * from './inventory.ts';
export type * from './members.ts';
export type * from './primitives.ts';
export type * from './products.ts';
export type * from './reservations.ts';
export type * from './returns.ts';
export type * from './roles.ts';
export type * from './sales.ts';
export type * from './suppliers.ts';
export type * from './warehouses.ts';
