import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STEPS, story } from './story/arbitraries.ts';
import { tell } from './story/tell.ts';

/** A longer look: MODEL_RUNS=1000. A look elsewhere: MODEL_SEED=7. A failure says its seed, its path and its story. */
const numRuns = Number(process.env.MODEL_RUNS ?? 40);
const seed = Number(process.env.MODEL_SEED ?? 23);
const timeout = Math.max(90_000, numRuns * 3_000);

let on: TestDatabase;
beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());

/** What must have happened in so many stories: those in which little happens prove little. */
const SEEN_IN_FORTY_RUNS = [
  ...Object.keys(STEPS).filter((kind) => kind !== 'zone'),
  ...[
    'severity critical',
    'severity low',
    'in demand',
    'not in demand',
    'runs out one day',
    'runs out never',
  ],
  ...['threshold of level', 'threshold of product', 'threshold of category', 'threshold of company'],
  ...[
    'somebody to order from',
    'nobody to order from',
    'something to order',
    'enough on its way',
    'reserved',
    'incoming',
  ],
  ...['out of stock for days', 'returned on balance'],
];

describe('the low-stock list against a model that reads all history', () => {
  test('is the model’s in every field of every alert, order, totals and pages, whatever happens in a company', {
    timeout,
  }, async () => {
    const seen = new Set<string>();
    const property = fc.asyncProperty(story, (told) => tell(on.database, told, seen));
    await fc.assert(property, { numRuns, seed });
    if (numRuns >= 40) expect([...seen].sort()).toEqual([...SEEN_IN_FORTY_RUNS].sort());
  });
});
