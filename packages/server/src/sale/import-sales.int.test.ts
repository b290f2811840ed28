import type { ImportSalesInput } from '@stockflow/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failingAt } from '../../test/failing-database.ts';
import { openStockCompany, refusalOf, type StockCompany, tally } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;
const NOW = new Date('2026-11-23T12:00:00.000Z');
type Entry = ImportSalesInput['entries'][number];

beforeAll(async () => {
  stock = await openStockCompany({ now: () => NOW, timeZone: 'Europe/London' });
});
afterAll(() => stock.drop());

const stocked = async (quantity: number) => {
  const productId = await stock.product();
  await stock.call.inventory.receive({ lines: [{ productId, warehouseId: stock.warehouseId, quantity }] });
  return productId;
};
let serial = 0;
const lineOf = (productId: string, quantity: number) => ({
  productId,
  warehouseId: stock.warehouseId,
  quantity,
  unitPrice: '2.55',
});
const sale = (lines: Entry['lines'], more: Partial<Extract<Entry, { type: 'sale' }>> = {}): Entry => ({
  type: 'sale',
  channel: 'till',
  externalId: `T-${++serial}`,
  saleDate: '2011-06-30T23:30:00Z',
  lines,
  ...more,
});
const goodsBack = (lines: Entry['lines'], more: Partial<Extract<Entry, { type: 'return' }>> = {}): Entry => ({
  type: 'return',
  channel: 'till',
  externalId: `C-${++serial}`,
  returnedAt: '2011-07-02T10:00:00Z',
  lines,
  ...more,
});
const demandOf = async (productId: string) =>
  (
    await stock.asAdmin(
      `select day::text, units_sold as sold, units_returned as returned
       from demand_daily where product_id = $1 order by day`,
      [productId],
    )
  ).map(({ day, sold, returned }) => [day, sold, returned]);
/** Everything that the company has, counted. */
const everything = () =>
  stock.asAdmin(`select (select count(*) from sales) as sales, (select count(*) from sale_items) as items,
    (select count(*) from sale_returns) as returns, (select count(*) from sale_return_items) as return_items,
    (select count(*) from inventory) as levels, (select sum(on_hand) from inventory) as on_hand,
    (select count(*) from inventory_history) as movements, (select sum(units_sold) from demand_daily) as sold,
    (select count(*) from idempotency_records) as keys`);

describe('sales.import', () => {
  test('a sale leaves at once, as of the day it was sold, and nothing was reserved for it', async () => {
    const productId = await stocked(10);
    const entry = sale([lineOf(productId, 3), lineOf(productId, 1)], { customerName: 'Customer 17850' });
    const { results, ...counts } = await stock.call.sales.import({ entries: [entry] });
    expect(counts).toEqual({
      salesImported: 1,
      returnsImported: 0,
      alreadyPresent: 0,
      unitsSold: 4,
      unitsReturned: 0,
    });
    const saleId = results[0]?.id ?? '';
    expect(results).toEqual([{ externalId: entry.externalId, id: saleId, outcome: 'imported' }]);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({
      status: 'completed',
      channel: 'till',
      customerName: 'Customer 17850',
      total: '10.20',
      saleDate: '2011-06-30T23:30:00.000Z',
      completedAt: '2011-06-30T23:30:00.000Z',
      confirmedAt: null,
      createdAt: NOW.toISOString(),
      lines: [
        { quantity: 3, quantityShipped: 3, lineTotal: '7.65' },
        { quantity: 1, quantityShipped: 1 },
      ],
    });
    expect((await stock.movements(productId)).slice(1)).toMatchObject([
      { kind: 'SALE', onHandChange: -3, reservedChange: 0, referenceType: 'sale', referenceId: saleId },
      { kind: 'SALE', onHandChange: -1, occurredAt: new Date('2011-06-30T23:30:00Z'), recordedAt: NOW },
    ]);
  });

  test('demand is counted on the local day: half past eleven in UTC is tomorrow in a London summer', async () => {
    const productId = await stocked(10);
    await stock.call.sales.import({
      entries: [
        sale([lineOf(productId, 2)]),
        sale([lineOf(productId, 3)], { saleDate: '2011-07-01T12:00:00Z' }),
        sale([lineOf(productId, 1)], { saleDate: '2011-12-31T23:30:00Z' }),
        goodsBack([lineOf(productId, 1)]),
      ],
    });
    expect(await demandOf(productId)).toEqual([
      ['2011-07-01', 5, 0],
      ['2011-07-02', 0, 1],
      ['2011-12-31', 1, 0],
    ]);
  });

  test('what comes back is stock again; scrap is recorded and counted, and is not', async () => {
    const productId = await stocked(10);
    const entries = [
      sale([lineOf(productId, 5)]),
      goodsBack([lineOf(productId, 2)]),
      goodsBack([lineOf(productId, 1)], { disposition: 'scrap', externalId: 'SCRAP-1' }),
    ];
    expect(await stock.call.sales.import({ entries })).toMatchObject({
      returnsImported: 2,
      unitsReturned: 3,
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 7, version: 3 });
    expect((await stock.movements(productId)).at(-1)).toMatchObject({
      kind: 'RETURN',
      referenceType: 'sale_return',
    });
    expect(await demandOf(productId)).toEqual([
      ['2011-07-01', 5, 0],
      ['2011-07-02', 0, 3],
    ]);
    const rows = await stock.asAdmin(
      `select disposition, quantity, r.total from sale_return_items i join sale_returns r on r.id = i.return_id
       where product_id = $1 order by quantity`,
      [productId],
    );
    expect(rows).toEqual([
      { disposition: 'scrap', quantity: 1, total: '2.5500' },
      { disposition: 'restock', quantity: 2, total: '5.1000' },
    ]);
  });

  test('entries count in their order: a return first covers a sale after it, and not the other way round', async () => {
    const productId = await stocked(1);
    const back = goodsBack([lineOf(productId, 4)]);
    const sold = sale([lineOf(productId, 5)]);
    expect(await refusalOf(stock.call.sales.import({ entries: [sold, back] }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
    });
    await stock.call.sales.import({ entries: [back, sold] });
    expect(await stock.level(productId)).toMatchObject({ onHand: 0 });
  });

  test('short stock refuses the whole call and names every short line with its entry', async () => {
    const [plenty, little] = [await stocked(100), await stocked(3)];
    const before = await everything();
    const entries = [
      sale([lineOf(plenty, 1)]),
      sale([lineOf(little, 2), lineOf(plenty, 1), lineOf(little, 2)], { externalId: 'SHORT-A' }),
      sale([lineOf(plenty, 100)], { externalId: 'SHORT-B' }),
      sale([lineOf(little, 3)]),
    ];
    expect(await refusalOf(stock.call.sales.import({ entries }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      message: 'There is not enough stock for entries.1 (SHORT-A), entries.2 (SHORT-B).',
      details: {
        shortages: [
          { productId: little, requested: 4, available: 3, path: 'entries.1' },
          { productId: plenty, requested: 100, available: 99, path: 'entries.2' },
        ],
      },
    });
    expect(await everything()).toEqual(before);
  });

  test('unknown ids are named by entry and line, also in goods that are scrap', async () => {
    const productId = await stocked(5);
    const other = await stock.neighbour();
    const entries = [
      sale([lineOf(productId, 1), lineOf(await other.product(), 1)]),
      goodsBack([{ ...lineOf(productId, 1), warehouseId: other.warehouseId }], { disposition: 'scrap' }),
    ];
    expect(await refusalOf(stock.call.sales.import({ entries }))).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: {
        references: [{ path: 'entries.0.lines.1.productId' }, { path: 'entries.1.lines.0.warehouseId' }],
      },
    });
  });

  test('what is to happen in the future is refused, naming every field', async () => {
    const productId = await stocked(5);
    const entries = [
      sale([lineOf(productId, 1)], { saleDate: '2026-11-23T12:04:00Z' }),
      sale([lineOf(productId, 1)], { saleDate: '2026-11-23T12:06:00Z' }),
      goodsBack([lineOf(productId, 1)], { returnedAt: '2027-01-01T00:00:00Z' }),
    ];
    expect(await refusalOf(stock.call.sales.import({ entries }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'entries.1.saleDate' }, { path: 'entries.2.returnedAt' }] },
    });
  });
});

describe('the same entry again', () => {
  test('is left as it is and reported with the id it has, in one call and over calls; sales and returns are counted apart', async () => {
    const productId = await stocked(10);
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
    const productId = await stocked(10);
    const entries = [sale([lineOf(productId, 1)], { id: '019a0000-0000-7000-8000-00000000000a' })];
    await stock.call.sales.import({ entries });
    expect(await stock.call.sales.import({ entries })).toMatchObject({ alreadyPresent: 1, unitsSold: 0 });
    expect(await stock.level(productId)).toMatchObject({ onHand: 9 });
  });

  test('under another number, but with an id that is taken, is refused by its field', async () => {
    const productId = await stocked(10);
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
    const productId = await stocked(1000);
    const entries = Array.from({ length: 30 }, () => sale([lineOf(productId, 1)]));
    const calls = Array.from({ length: 10 }, (_, index) =>
      stock.call.sales.import({ entries: index % 2 ? [...entries].reverse() : entries.slice(index) }),
    );
    expect(await tally(calls)).toEqual({ done: 10, refused: {} });
    expect(await stock.level(productId)).toMatchObject({ onHand: 970, version: 31 });
    expect(await demandOf(productId)).toEqual([['2011-07-01', 30, 0]]);
  });
});

describe('interrupted', () => {
  test('at each statement in turn, nothing is left; sent once more, it is there once', async () => {
    const [first, second] = [await stocked(50), await stocked(50)];
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
    const before = await everything();
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
      expect(await everything()).toEqual(before);
    }
    expect(failing).toBeGreaterThan(12);
    const [after] = await everything();
    expect(after).toMatchObject({
      sales: String(Number(before[0].sales) + 1),
      returns: String(Number(before[0].returns) + 2),
      movements: String(Number(before[0].movements) + 3),
    });
    await stock.call.sales.import(input);
    await stock.call.sales.import({ entries: input.entries });
    expect(await everything()).toEqual([after]);
    expect(await stock.call.inventory.verify({})).toMatchObject({ driftCount: 0 });
  });
});

describe('size', () => {
  test('the number of statements does not grow with the number of entries', async () => {
    const productId = await stocked(5000);
    const count = async (entries: Entry[]) => {
      const counted = failingAt(stock.database, -1);
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
    expect(few).toBeLessThanOrEqual(9);
  });

  test('more than 500 entries or 2,000 lines are refused', async () => {
    const productId = await stocked(1);
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
