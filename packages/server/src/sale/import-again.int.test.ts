import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { failingAt } from '../inventory/testing/failing-at.ts';
import { openStockCompany, refusalOf, type StockCompany, tally } from '../inventory/testing/stock-company.ts';
import { countEverything, type Entry, goodsBack, sale } from './testing/entries.ts';

let stock: StockCompany;
const NOW = new Date('2026-11-23T12:00:00.000Z');
const lineOf = (productId: string, quantity: number) => ({
  ...stock.lineOf(productId, quantity),
  unitPrice: '2.55',
});

beforeAll(async () => {
  stock = await openStockCompany({ now: () => NOW, timeZone: 'Europe/London' });
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

describe('the same entry again', () => {
  test('is left as it is and reported with the id it has, in one call and over calls; sales and returns are counted apart', async () => {
    const productId = await stock.stocked(10);
    const sold = sale([lineOf(productId, 1)], { externalId: 'SAME' });
    const back = goodsBack([lineOf(productId, 1)], { externalId: 'SAME' });
    const first = await stock.call.sales.import({ entries: [sold, sold, back] });
    expect(first.results.map(({ outcome }) => outcome)).toEqual(['imported', 'already_present', 'imported']);
    expect(first.results[1]?.id).toBe(first.results[0]?.id);
    const elsewhere = sale([lineOf(productId, 2)], { externalId: 'SAME', channel: 'web' });
    const second = await stock.call.sales.import({ entries: [back, elsewhere, sold] });
    expect(second).toMatchObject({ alreadyPresent: 2, salesImported: 1, unitsSold: 2, unitsReturned: 0 });
    expect(second.results.map(({ outcome }) => outcome)).toEqual([
      'already_present',
      'imported',
      'already_present',
    ]);
    expect(second.results[2]?.id).toBe(first.results[0]?.id);
    expect(await stock.level(productId)).toMatchObject({ onHand: 8, version: 4 });
  });

  test('with the caller’s own ids, sent again, doubles nothing', async () => {
    const productId = await stock.stocked(10);
    const entries = [sale([lineOf(productId, 1)], { id: '019a0000-0000-7000-8000-00000000000a' })];
    await stock.call.sales.import({ entries });
    expect(await stock.call.sales.import({ entries })).toMatchObject({ alreadyPresent: 1, unitsSold: 0 });
    expect(await stock.level(productId)).toMatchObject({ onHand: 9 });
  });

  test('under another number, but with an id that is taken, is refused by its field', async () => {
    const productId = await stock.stocked(10);
    const id = '019a0000-0000-7000-8000-00000000000b';
    await stock.call.sales.import({ entries: [sale([lineOf(productId, 1)], { id })] });
    const entries = [sale([lineOf(productId, 1)]), sale([lineOf(productId, 1)], { id })];
    expect(await refusalOf(stock.call.sales.import({ entries }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'entries.1.id' }] },
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 9 });
  });

  test('in ten overlapping calls at once, in any order, counts once', async () => {
    const productId = await stock.stocked(1000);
    const deadlocks = await stock.deadlocks();
    const entries = Array.from({ length: 30 }, () => sale([lineOf(productId, 1)]));
    const calls = Array.from({ length: 10 }, (_, index) =>
      stock.call.sales.import({ entries: index % 2 ? [...entries].reverse() : entries.slice(index) }),
    );
    expect(await tally(calls)).toEqual({ done: 10, refused: {} });
    expect(await stock.deadlocks()).toBe(deadlocks);
    expect(await stock.level(productId)).toMatchObject({ onHand: 970, version: 31 });
    expect(await stock.demandOf(productId)).toEqual([['2011-07-01', 30, 0]]);
  });
});

describe('interrupted', () => {
  test('at each statement in turn, nothing is left; sent once more, it is there once', async () => {
    const [first, second] = [await stock.stocked(50), await stock.stocked(50)];
    // A level that is not there yet: its making can be interrupted, too.
    const fresh = await stock.product();
    const input = {
      idempotencyKey: 'interrupted',
      entries: [
        goodsBack([lineOf(fresh, 2)]),
        sale([lineOf(first, 2), lineOf(second, 1)]),
        goodsBack([lineOf(second, 1)], { disposition: 'scrap' }),
      ],
    };
    const before = await countEverything(stock);
    let failing = 1;
    for (; ; failing += 1) {
      const faulty = failingAt(stock.database, failing);
      const call = stock.callerWith('operator', faulty.database).sales.import(input);
      if (
        await call.then(
          () => true,
          () => false,
        )
      )
        break;
      expect(await countEverything(stock)).toEqual(before);
    }
    expect(failing).toBeGreaterThan(12);
    const after = await countEverything(stock);
    expect(after).toMatchObject({
      sales: String(Number(before.sales) + 1),
      returns: String(Number(before.returns) + 2),
      movements: String(Number(before.movements) + 3),
    });
    await stock.call.sales.import(input);
    await stock.call.sales.import({ entries: input.entries });
    expect(await countEverything(stock)).toEqual(after);
    expect(await stock.call.inventory.verify({})).toMatchObject({ driftCount: 0 });
  });
});

describe('size', () => {
  test('the number of statements does not grow with the number of entries', async () => {
    const productId = await stock.stocked(5000);
    const count = async (entries: Entry[]) => {
      const counted = failingAt(stock.database, 0);
      await stock.callerWith('operator', counted.database).sales.import({ entries });
      return counted.sent();
    };
    const few = await count([sale([lineOf(productId, 1)]), goodsBack([lineOf(productId, 1)])]);
    const many = await count([
      ...Array.from({ length: 400 }, () => sale([1, 1, 1, 1].map((quantity) => lineOf(productId, quantity)))),
      ...Array.from({ length: 100 }, () =>
        goodsBack([1, 1, 1, 1].map((quantity) => lineOf(productId, quantity))),
      ),
    ]);
    expect(many).toBe(few);
    expect(few).toBeLessThanOrEqual(15);
  });

  test('more than 500 entries or 2,000 lines are refused', async () => {
    const productId = await stock.stocked(1);
    const lines = Array.from({ length: 1001 }, () => lineOf(productId, 1));
    for (const entries of [
      [sale(lines), sale(lines)],
      Array.from({ length: 501 }, () => sale([lineOf(productId, 1)])),
    ]) {
      expect(await refusalOf(stock.call.sales.import({ entries }))).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { fields: [{ path: 'entries' }] },
      });
    }
  });
});
