import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';
import { countEverything, goodsBack, sale } from './testing/entries.ts';

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

describe('sales.import', () => {
  test('a sale leaves at once, as of the day it was sold, and nothing was reserved for it', async () => {
    const productId = await stock.stocked(10);
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
    const productId = await stock.stocked(10);
    await stock.call.sales.import({
      entries: [
        sale([lineOf(productId, 2)]),
        sale([lineOf(productId, 3)], { saleDate: '2011-07-01T12:00:00Z' }),
        sale([lineOf(productId, 1)], { saleDate: '2011-12-31T23:30:00Z' }),
        goodsBack([lineOf(productId, 1)]),
      ],
    });
    expect(await stock.demandOf(productId)).toEqual([
      ['2011-07-01', 5, 0],
      ['2011-07-02', 0, 1],
      ['2011-12-31', 1, 0],
    ]);
  });

  test('what comes back is stock again; scrap is recorded and counted, and is not', async () => {
    const productId = await stock.stocked(10);
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
    expect(await stock.demandOf(productId)).toEqual([
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
    const productId = await stock.stocked(1);
    const back = goodsBack([lineOf(productId, 4)]);
    const sold = sale([lineOf(productId, 5)]);
    expect(await refusalOf(stock.call.sales.import({ entries: [sold, back] }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
    });
    await stock.call.sales.import({ entries: [back, sold] });
    expect(await stock.level(productId)).toMatchObject({ onHand: 0 });
  });

  test('short stock refuses the whole call and names every short line with its entry', async () => {
    const [plenty, little] = [await stock.stocked(100), await stock.stocked(3)];
    const before = await countEverything(stock);
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
    expect(await countEverything(stock)).toEqual(before);
  });

  test('unknown ids are named by entry and line, also in goods that are scrap', async () => {
    const productId = await stock.stocked(5);
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
    const productId = await stock.stocked(5);
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
