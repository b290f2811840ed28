import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LifeStep } from './life/model.ts';
import { LEVELS, tellLife } from './life/play.ts';

/** A longer look: MODEL_RUNS=1000. A look elsewhere: MODEL_SEED=7. A failure says its seed, its path and its story. */
const numRuns = Number(process.env.MODEL_RUNS ?? 20);
const seed = Number(process.env.MODEL_SEED ?? 23);

const level = fc.nat(LEVELS - 1);
const kind = <K extends LifeStep['kind']>(...kinds: K[]) => fc.constantFrom(...kinds);
const step: fc.Arbitrary<LifeStep> = fc.oneof(
  { weight: 7, arbitrary: fc.record({ kind: kind('move'), level, change: fc.integer({ min: -6, max: 8 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('reserve'), level, quantity: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('threshold'), level, threshold: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('hysteresis'), hysteresis: fc.nat(4) }) },
  { weight: 6, arbitrary: fc.record({ kind: kind('acknowledge', 'comment', 'resolve', 'reopen'), level }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('assign'), level, toOwner: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc
      .record({ kind: kind('snooze'), level, until: fc.boolean(), worse: fc.boolean() })
      .filter(({ until, worse }) => until || worse),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('time passes') }) },
);

/** What must have happened in so many stories: those in which little happens prove little. */
const SEEN = [
  'move resolved → done open',
  'move open → done resolved',
  'move acknowledged → done resolved',
  'move snoozed → done open',
  'move snoozed → done snoozed',
  'move snoozed → done resolved',
  'move resolved → done resolved',
  'threshold snoozed → done resolved',
  'reserve resolved → done open',
  'acknowledge snoozed → refused',
  'snooze resolved → refused',
  'resolve snoozed → done resolved',
  'reopen resolved → done open',
  'reopen resolved → refused',
  'reopen snoozed → done open',
];

let on: TestDatabase;
beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());

describe('the life of alerts against a model that watches everything', () => {
  test('is the model’s after every step, and level, alert, history and outbox agree', {
    timeout: Math.max(120_000, numRuns * 6_000),
  }, async () => {
    const seen = new Set<string>();
    const story = fc.array(step, { minLength: 20, maxLength: 50, size: 'max' });
    const property = fc.asyncProperty(story, (steps) => tellLife(on.database, steps, seen));
    await fc.assert(property, { numRuns, seed });
    if (numRuns >= 20) expect(SEEN.filter((one) => !seen.has(one))).toEqual([]);
  });
});
