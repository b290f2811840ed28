import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { movingStory } from './story/arbitraries.ts';
import { tell } from './story/tell.ts';

/** As for the stories of companies that stay where they are: MODEL_RUNS, MODEL_SEED. */
const numRuns = Number(process.env.MODEL_RUNS ?? 20);
const seed = Number(process.env.MODEL_SEED ?? 20_261_123);
const timeout = Math.max(90_000, numRuns * 3_000);

let on: TestDatabase;
beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());

describe('the low-stock list of a company that changes its time zone', () => {
  test('is the model’s, with every day a day of the zone that it has now', { timeout }, async () => {
    const property = fc.asyncProperty(movingStory, (told) => tell(on.database, told));
    await fc.assert(property, { numRuns, seed });
  });
});
