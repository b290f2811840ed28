import { type Database, openDatabase } from '@stockflow/db';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, type StockCompany } from '../../src/inventory/testing/stock-company.ts';
import { stated } from './arbitraries.ts';
import { type Ask, STOCKED } from './asks.ts';
import { explained, moments } from './at-once.ts';
import { asking, compare, type Real } from './commands.ts';
import { Driver } from './driver.ts';
import { readReal, rowsModel, rowsReal } from './reads.ts';
import { begin } from './state.ts';

/** A longer look: MODEL_RUNS=2000. A look elsewhere: MODEL_SEED=7. A failure says its seed and its path. */
const numRuns = Number(process.env.MODEL_RUNS ?? 50);
const seed = Number(process.env.MODEL_SEED ?? 20_261_123);
const timeout = Math.max(90_000, numRuns * 3_000);

let stock: StockCompany;
/** As another process has it: a gate and connections of its own. */
let other: Database;

beforeAll(async () => {
  stock = await openStockCompany();
  other = openDatabase({ ...stock.way, poolMax: 10 });
});
afterAll(async () => {
  await other.close();
  await stock.drop();
});

const STOCK_UP: Ask = {
  do: 'receive',
  lines: STOCKED.flatMap((product) => [
    { product, warehouse: 'w1', quantity: 9 },
    { product, warehouse: 'w2', quantity: 5 },
  ]),
};

/** An engine and a model with the same stock. */
const opened = async (seen = new Set<string>()) => {
  const real: Real = { stock, driver: await Driver.open(stock), seen };
  const model = begin();
  await compare(model, real, STOCK_UP);
  return { real, model };
};

const SEEN_IN_FORTY_RUNS = [
  ...['receive', 'adjust', 'set', 'reserve', 'commit', 'release', 'extend', 'expire'],
  ...['transfer', 'ship', 'arrive', 'turnBack', 'sell', 'confirm', 'complete', 'cancel', 'takeBack'],
  ...['VALIDATION_FAILED', 'INVALID_REFERENCE', 'NOT_FOUND', 'INSUFFICIENT_STOCK', 'VERSION_CONFLICT'],
  ...['STATE_CONFLICT', 'RESERVATION_EXPIRED', 'ID_REUSED'],
];

describe('the engine against a model in memory', () => {
  test('tells one caller what the model tells, whatever is asked in whatever order, and its rows are the model’s', {
    timeout,
  }, async () => {
    const seen = new Set<string>();
    const property = fc.asyncProperty(asking, async (commands) => {
      const { real, model } = await opened(seen);
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await real.driver.endDue();
      expect(await rowsReal(stock, real.driver.names)).toEqual(rowsModel(model));
    });
    await fc.assert(property, { numRuns, seed });
    if (numRuns >= 40) expect([...seen].sort()).toEqual([...SEEN_IN_FORTY_RUNS].sort());
  });

  test('tells callers in two processes at once what the model tells in some order, and its rows are the model’s then', {
    timeout,
  }, async () => {
    const property = fc.asyncProperty(moments, async (asked) => {
      const { real, model: start } = await opened();
      const { driver } = real;
      let model = start;
      for (const [number, { first, asks }] of asked.entries()) {
        if (first) await compare(model, real, stated(model, first));
        const sent = asks.flatMap(({ draft, hasTwin }, nth) => {
          const one = { ask: stated(model, draft, nth), id: `id ${number}.${nth}` };
          return hasTwin ? [one, { ...one }] : [one];
        });
        const told = await Promise.all(
          sent.map(async ({ ask, id }, nth) => {
            const database = nth % 2 ? other : undefined;
            return { ask, id, told: await driver.ask(ask, { id, database }) };
          }),
        );
        const { levels } = await readReal(stock, driver.names);
        const after = explained(model, told, levels);
        if (!after)
          expect.fail(`no order explains ${JSON.stringify({ told, levels, before: model }, null, 1)}`);
        model = after;
      }
      expect(await rowsReal(stock, driver.names)).toEqual(rowsModel(model));
    });
    await fc.assert(property, { numRuns, seed });
  });
});
