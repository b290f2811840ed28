import type { Database } from '@stockflow/db';
import { uuidv7 } from 'uuidv7';
import type { World } from '../world.ts';

/** Makes an input that the owner may send and that goes through; may prepare what it needs by other doors. */
export type Example = (world: World, database: Database) => Promise<object> | object;

/** Inputs by the path of their door. */
export type Examples = Readonly<Record<string, Example>>;

/** A postal address with every field. */
export const address = {
  line1: 'Kai 1',
  line2: 'Hof',
  city: 'Hamburg',
  region: 'HH',
  postalCode: '20457',
  country: 'Germany',
};

/** An idempotency key that nobody has used. */
export const key = () => ({ idempotencyKey: uuidv7() });

/** A page. */
export const page = { limit: 10 };
