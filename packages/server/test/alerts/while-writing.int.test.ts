import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import type { LowStockAlert, LowStockAnswer } from '@stockflow/schemas';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectModelsAnswers, expectNoDrift, expectPagesOf } from './compare.ts';
import { BEGINNINGS, STEPS } from './story/arbitraries.ts';
import { StoryCompany } from './story/company.ts';
import { play } from './story/play.ts';
import type { Step } from './story/steps.ts';
import { BEFORE } from './story/tell.ts';

const seed = Number(process.env.MODEL_SEED ?? 20_261_123);
const WRITERS = 6;
/** Of each writer: calls, some of them refused. */
const CALLS = 40;
const CRITICAL_DAYS = 7;

let on: TestDatabase;
beforeAll(async () => {
  on = await createTestDatabase({ poolMax: 20 });
});
afterAll(() => on.drop());

/** What writers do. Thresholds change, too: levels learn of it while others write. */
const deed: fc.Arbitrary<Step> = fc.oneof(
  ...[STEPS.receive, STEPS.receive, STEPS.correct, STEPS.set, STEPS.move, STEPS.ship, STEPS.arrive],
  ...[
    STEPS.hold,
    STEPS.release,
    STEPS.commit,
    STEPS.expire,
    STEPS.sell,
    STEPS.sell,
    STEPS.complete,
    STEPS.complete,
  ],
  ...[STEPS.cancel, STEPS.import, STEPS.import, STEPS.importReturn, STEPS.takeBack, STEPS.takeBackUnknown],
  ...[STEPS.editProduct, STEPS.editCategory, STEPS.threshold, STEPS.keepFigures],
);

/** Where an alert stands in the list's order, as whole numbers that can be compared. */
const keyOf = ({ stock, threshold, demand, product, warehouse }: LowStockAlert) => ({
  available: BigInt(stock.available),
  threshold: BigInt(threshold || 1),
  netUnits: BigInt(Math.max(0, demand.totalRecentSales)),
  days: BigInt(demand.daysInStock),
  id: `${product.id} ${warehouse.id}`,
});

const isBefore = (one: LowStockAlert, other: LowStockAlert): boolean => {
  const [a, b] = [keyOf(one), keyOf(other)];
  const [ratioA, ratioB] = [a.available * b.threshold, b.available * a.threshold];
  if (ratioA !== ratioB) return ratioA < ratioB;
  const [velocityA, velocityB] = [a.netUnits * b.days, b.netUnits * a.days];
  return velocityA === velocityB ? a.id < b.id : velocityA > velocityB;
};

/** Whatever others write meanwhile, one answer is of one moment and agrees with itself. */
const expectConsistent = (answer: LowStockAnswer, limit: number, last: LowStockAlert | undefined): void => {
  const { alerts, totalAlerts, criticalAlerts } = answer;
  expect(alerts.length).toBeLessThanOrEqual(limit);
  expect(totalAlerts).toBeGreaterThanOrEqual(alerts.length);
  expect(criticalAlerts).toBeGreaterThanOrEqual(
    alerts.filter(({ severity }) => severity === 'critical').length,
  );
  expect(totalAlerts - criticalAlerts).toBeGreaterThanOrEqual(
    alerts.filter(({ severity }) => severity === 'low').length,
  );
  const row = last ? [last, ...alerts] : alerts;
  for (const [index, alert] of row.entries()) {
    const next = row[index + 1];
    if (next) expect(isBefore(alert, next), JSON.stringify([alert, next])).toBe(true);
  }
  if (answer.nextCursor !== null) expect(totalAlerts).toBeGreaterThan(alerts.length);
  for (const alert of alerts) expectSound(alert);
};

/** The figures of an alert follow from each other. */
const expectSound = ({ stock, threshold, demand, daysUntilStockout, severity }: LowStockAlert): void => {
  expect(stock.available).toBe(stock.onHand - stock.reserved);
  expect(stock.available).toBeLessThanOrEqual(threshold);
  const units = demand.totalRecentSales;
  const lasts = units > 0 ? Math.floor((stock.available * demand.daysInStock) / units) : null;
  expect(daysUntilStockout).toBe(stock.available === 0 ? 0 : lasts);
  expect(demand.velocity).toBe(units > 0 ? units / demand.daysInStock : 0);
  expect(severity).toBe(
    daysUntilStockout !== null && daysUntilStockout <= CRITICAL_DAYS ? 'critical' : 'low',
  );
};

describe('the low-stock list while writers run', () => {
  test('every answer agrees with itself, and when they rest it is the model’s', {
    timeout: 90_000,
  }, async () => {
    const company = await StoryCompany.open(on.database, {
      timeZone: 'Europe/London',
      begins: BEGINNINGS[0],
    });
    for (const step of BEFORE) await play(company, step);
    let isWriting = true;
    let answers = 0;
    const done = new Set<string>();

    const write = async (writer: number) => {
      for (const step of fc.sample(deed, { numRuns: CALLS, seed: seed + writer })) {
        if ((await play(company, step)) === 'done') done.add(step.do);
      }
    };
    const read = async (demand: 'any' | 'recent', limit: number) => {
      while (isWriting) {
        let cursor: string | null = null;
        let last: LowStockAlert | undefined;
        do {
          const answer: LowStockAnswer = await company.call.alerts.lowStock({
            demand,
            limit,
            ...(cursor !== null && { cursor }),
          });
          expectConsistent(answer, limit, last);
          answers += 1;
          last = answer.alerts.at(-1);
          cursor = answer.nextCursor;
        } while (cursor !== null);
      }
    };

    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer))).finally(() => {
      isWriting = false;
    });
    try {
      await Promise.all([writing, read('any', 2), read('recent', 3)]);
    } finally {
      await Promise.allSettled([writing]);
    }

    expect(answers).toBeGreaterThan(50);
    // Which of them go through is a matter of who comes first; nearly every kind does.
    expect(done.size, [...done].join()).toBeGreaterThanOrEqual(13);
    for (const demand of ['recent', 'any'] as const) {
      const [whole] = await expectModelsAnswers(company, [{ demand }]);
      if (whole) await expectPagesOf(company, { demand }, { whole, limit: 2 });
    }
    await expectNoDrift(company);
  });
});
