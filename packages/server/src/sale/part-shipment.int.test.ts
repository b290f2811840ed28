import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';
import { saleProbes } from './testing/probes.ts';

let stock: StockCompany;
let probes: ReturnType<typeof saleProbes>;
const NOW = new Date('2026-11-23T12:00:00.000Z');

beforeAll(async () => {
  stock = await openStockCompany({ now: () => NOW });
  probes = saleProbes(stock);
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

const sold = async (...quantities: number[]) => {
  const products: string[] = [];
  for (const _ of quantities) products.push(await stock.stocked(10));
  const lines = quantities.map((quantity, index) => stock.lineOf(products[index] ?? '', quantity));
  const { id: saleId } = await stock.call.sales.create({ lines });
  return { saleId, products };
};
const typesOf = async (saleId: string) => (await probes.eventsOf(saleId)).map(({ type }) => type);

describe('sales.complete in part', () => {
  test('keep: what is named leaves, the rest stays reserved and the sale confirmed, until the last of it has left', async () => {
    const { saleId, products } = await sold(3, 2);
    const [tea = '', milk = ''] = products;
    const first = await stock.call.sales.complete({
      saleId,
      lines: [{ lineNumber: 1, quantity: 2 }],
      rest: 'keep',
    });
    expect(first).toMatchObject({
      status: 'confirmed',
      version: 2,
      completedAt: null,
      lines: [{ quantityShipped: 2 }, { quantityShipped: 0 }],
    });
    expect(first).toEqual(await stock.call.sales.get({ saleId }));
    expect([await probes.figures(tea), await probes.figures(milk)]).toEqual([
      [8, 1],
      [10, 2],
    ]);
    expect(await stock.demandOf(tea)).toEqual([['2026-11-23', 2, 0]]);
    expect(await probes.holdOf(saleId)).toEqual({
      status: 'active',
      lines: [
        [1, tea, null, 3, 2, 0],
        [2, milk, null, 2, 0, 0],
      ],
    });
    const last = await stock.call.sales.complete({ saleId, rest: 'keep' });
    expect(last).toMatchObject({
      status: 'completed',
      completedAt: NOW.toISOString(),
      lines: [{ quantityShipped: 3 }, { quantityShipped: 2 }],
    });
    expect([await probes.figures(tea), await probes.figures(milk)]).toEqual([
      [7, 0],
      [8, 0],
    ]);
    expect(await probes.holdOf(saleId)).toMatchObject({ status: 'committed' });
    expect(await stock.demandOf(tea)).toEqual([['2026-11-23', 3, 0]]);
    expect(await probes.eventsOf(saleId)).toMatchObject([
      { type: 'sale.created' },
      {
        type: 'sale.shipped',
        payload: {
          saleId,
          status: 'confirmed',
          lines: [
            { lineNumber: 1, productId: tea, quantity: 3, quantityShipped: 2, quantityReturned: 0 },
            { lineNumber: 2, productId: milk, quantity: 2, quantityShipped: 0, quantityReturned: 0 },
          ],
        },
      },
      { type: 'sale.completed', payload: { status: 'completed', channel: 'direct', externalId: null } },
    ]);
  });

  test('release: what is named leaves, the rest is free again, and the sale is completed with what left', async () => {
    const { saleId, products } = await sold(3, 2);
    const [tea = '', milk = ''] = products;
    const sale = await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }] });
    expect(sale).toMatchObject({
      status: 'completed',
      lines: [{ quantityShipped: 2 }, { quantityShipped: 0 }],
    });
    expect([await probes.figures(tea), await probes.figures(milk)]).toEqual([
      [8, 0],
      [10, 0],
    ]);
    expect(await probes.movesOf(tea, saleId)).toEqual([
      ['RESERVATION', 0, 3],
      ['SALE', -2, -2],
      ['RELEASE', 0, -1],
    ]);
    expect(await probes.holdOf(saleId)).toEqual({
      status: 'committed',
      lines: [
        [1, tea, null, 3, 2, 1],
        [2, milk, null, 2, 0, 2],
      ],
    });
    expect([await stock.demandOf(tea), await stock.demandOf(milk)]).toEqual([[['2026-11-23', 2, 0]], []]);
    expect(await typesOf(saleId)).toEqual(['sale.created', 'sale.completed']);
  });

  test('bundles leave whole: 2 of 3 ship twice their components', async () => {
    const [cup, plate] = [await stock.stocked(10), await stock.stocked(10)];
    const set = await probes.bundleOf({ [cup]: 2, [plate]: 1 });
    const { id: saleId } = await stock.call.sales.create({ lines: [stock.lineOf(set, 3)] });
    await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }], rest: 'keep' });
    expect([await probes.figures(cup), await probes.figures(plate)]).toEqual([
      [6, 2],
      [8, 1],
    ]);
    expect(await stock.demandOf(cup)).toEqual([['2026-11-23', 4, 0]]);
    await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 0 }] });
    expect([await probes.figures(cup), await probes.figures(plate)]).toEqual([
      [6, 0],
      [8, 0],
    ]);
    expect((await stock.call.sales.get({ saleId })).lines).toMatchObject([
      { quantity: 3, quantityShipped: 2 },
    ]);
  });

  test('more than has not left, an unknown line, and nothing at all to keep are refused by their field', async () => {
    const { saleId, products } = await sold(3, 2);
    await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }], rest: 'keep' });
    const lines = [
      { lineNumber: 2, quantity: 2 },
      { lineNumber: 1, quantity: 2 },
      { lineNumber: 7, quantity: 1 },
    ];
    expect(await refusalOf(stock.call.sales.complete({ saleId, lines }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: {
        fields: [
          { path: 'lines.1.quantity', message: 'Of this line 1 have not left yet.' },
          { path: 'lines.2.lineNumber' },
        ],
      },
    });
    const nothing = { saleId, lines: [{ lineNumber: 1, quantity: 0 }], rest: 'keep' as const };
    expect(await refusalOf(stock.call.sales.complete(nothing))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines', message: expect.stringContaining("rest 'release'") }] },
    });
    expect(await probes.figures(products[1] ?? '')).toEqual([10, 2]);
  });

  test('a place in the input, not in the sale, is named when lines are given', async () => {
    const warehouseId = await stock.warehouse('Closing in part');
    const productId = await stock.stocked(5);
    await stock.call.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1 }] });
    const { id: saleId } = await stock.call.sales.create({
      lines: [stock.lineOf(productId, 1), { productId, warehouseId, quantity: 1 }],
    });
    await stock.asAdmin('update warehouses set active = false where id = $1', [warehouseId]);
    const call = stock.call.sales.complete({ saleId, lines: [{ lineNumber: 2, quantity: 1 }] });
    expect(await refusalOf(call)).toMatchObject({ details: { fields: [{ path: 'lines.0.warehouseId' }] } });
  });

  test('with nothing shipped at all, the hold is released and nothing is demand', async () => {
    const { saleId, products } = await sold(3);
    const sale = await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 0 }] });
    expect(sale).toMatchObject({ status: 'completed', lines: [{ quantityShipped: 0 }] });
    expect(await probes.holdOf(saleId)).toMatchObject({ status: 'released' });
    expect(await probes.figures(products[0] ?? '')).toEqual([10, 0]);
    expect(await stock.demandOf(products[0] ?? '')).toEqual([]);
  });

  test('a partly shipped sale is not cancelled, and is told what can be done; once all that left is back, it is', async () => {
    const { saleId, products } = await sold(3);
    await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }], rest: 'keep' });
    expect(await refusalOf(stock.call.sales.cancel({ saleId }))).toMatchObject({
      code: 'STATE_CONFLICT',
      message: "A part of this sale has left: complete it with rest 'release', or return what left.",
      details: { state: 'confirmed', allowed: [] },
    });
    await stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 2 }] });
    expect(await stock.call.sales.get({ saleId })).toMatchObject({ status: 'confirmed' });
    expect(await stock.call.sales.cancel({ saleId })).toMatchObject({ status: 'cancelled' });
    expect(await probes.figures(products[0] ?? '')).toEqual([10, 0]);
    expect(await probes.holdOf(saleId)).toMatchObject({
      status: 'committed',
      lines: [[1, products[0], null, 3, 2, 1]],
    });
  });

  test('completed when all that left is back already, it is returned', async () => {
    const { saleId } = await sold(3);
    await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }], rest: 'keep' });
    await stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 2 }] });
    const sale = await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 0 }] });
    expect(sale).toMatchObject({ status: 'returned', completedAt: NOW.toISOString() });
    expect(await typesOf(saleId)).toEqual([
      'sale.created',
      'sale.shipped',
      'return.created',
      'sale.completed',
      'sale.returned',
    ]);
  });
});

describe('events', () => {
  test('a sale’s life is told step by step, and a refused step tells nothing', async () => {
    const productId = await stock.stocked(5);
    const { id: saleId } = await stock.call.sales.create({
      status: 'draft',
      channel: 'web',
      externalId: 'E-1',
      lines: [stock.lineOf(productId, 1)],
    });
    await refusalOf(stock.call.sales.complete({ saleId }));
    await stock.call.sales.confirm({ saleId });
    await stock.call.sales.cancel({ saleId, notes: 'words of a person' });
    const events = await probes.eventsOf(saleId);
    expect(events.map(({ type, payload }) => [type, payload.status])).toEqual([
      ['sale.created', 'draft'],
      ['sale.confirmed', 'confirmed'],
      ['sale.cancelled', 'cancelled'],
    ]);
    expect(events[0]?.payload).toEqual({
      saleId,
      channel: 'web',
      externalId: 'E-1',
      status: 'draft',
      total: '5.00',
      lineCount: 1,
      lines: [
        {
          lineNumber: 1,
          productId,
          warehouseId: stock.warehouseId,
          quantity: 1,
          quantityShipped: 0,
          quantityReturned: 0,
        },
      ],
    });
    expect(JSON.stringify(events)).not.toContain('words of a person');
  });
});
