import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';
import { saleProbes } from '../sale/testing/probes.ts';

let stock: StockCompany;
let probes: ReturnType<typeof saleProbes>;
const SOLD = new Date('2026-11-23T23:30:00.000Z');
const BACK = new Date('2026-11-27T09:00:00.000Z');
let now = SOLD;

beforeAll(async () => {
  stock = await openStockCompany({ now: () => now, timeZone: 'Europe/Berlin' });
  probes = saleProbes(stock);
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

/** A completed sale of so many of new products, each with 5 on hand before; four days later. */
const shipped = async (...quantities: number[]) => {
  now = SOLD;
  const products: string[] = [];
  for (const _ of quantities) products.push(await stock.stocked(5));
  const lines = quantities.map((quantity, index) => ({
    ...stock.lineOf(products[index] ?? '', quantity),
    unitPrice: '1.1015',
  }));
  const { id: saleId } = await stock.call.sales.create({ channel: 'web', lines });
  await stock.call.sales.complete({ saleId });
  now = BACK;
  return { saleId, productId: products[0] ?? '', products };
};

describe('returns.create for a known sale', () => {
  test('5 on hand: sell 1 → 5/1, complete → 4/0, return → 5/0, and the sale is returned', async () => {
    const productId = await stock.stocked(5);
    const { id: saleId } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 1)] });
    expect(await probes.figures(productId)).toEqual([5, 1]);
    await stock.call.sales.complete({ saleId });
    expect(await probes.figures(productId)).toEqual([4, 0]);
    await stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 1 }] });
    expect(await probes.figures(productId)).toEqual([5, 0]);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({ status: 'returned', version: 3 });
    expect(await stock.call.inventory.verify({ productId })).toMatchObject({ driftCount: 0 });
  });

  test('answers the return whole, with exact totals at the sale’s price; the ledger, demand and events tell it', async () => {
    const { saleId, productId, products } = await shipped(3, 2);
    const back = await stock.call.returns.create({
      saleId,
      externalId: 'RMA-1',
      notes: 'Too big',
      returnedAt: '2026-11-26T10:00:00+01:00',
      lines: [
        { saleLineNumber: 1, quantity: 2 },
        { saleLineNumber: 2, quantity: 1 },
      ],
    });
    expect(back).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      saleId,
      externalId: 'RMA-1',
      channel: 'web',
      total: '3.3045',
      notes: 'Too big',
      returnedAt: '2026-11-26T09:00:00.000Z',
      createdAt: BACK.toISOString(),
      lines: [
        {
          lineNumber: 1,
          saleLineNumber: 1,
          productId,
          sku: expect.any(String),
          productName: expect.any(String),
          warehouseId: stock.warehouseId,
          quantity: 2,
          unitPrice: '1.1015',
          disposition: 'restock',
        },
        expect.objectContaining({ lineNumber: 2, saleLineNumber: 2, productId: products[1], quantity: 1 }),
      ],
    });
    expect(await stock.call.returns.get({ returnId: back.id })).toEqual(back);
    expect((await stock.movements(productId)).at(-1)).toMatchObject({
      kind: 'RETURN',
      onHandChange: 2,
      referenceType: 'sale_return',
      referenceId: back.id,
      occurredAt: new Date('2026-11-26T09:00:00.000Z'),
      recordedAt: BACK,
    });
    // The sale was made at half past eleven in the evening in UTC: the next day in Berlin.
    expect(await stock.demandOf(productId)).toEqual([['2026-11-24', 3, 2]]);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({
      status: 'completed',
      version: 3,
      lines: [
        { quantityShipped: 3, quantityReturned: 2 },
        { quantityShipped: 2, quantityReturned: 1 },
      ],
    });
    await stock.call.returns.create({
      saleId,
      lines: [
        { saleLineNumber: 1, quantity: 1 },
        { saleLineNumber: 2, quantity: 1 },
      ],
    });
    expect((await probes.eventsOf(saleId)).slice(2)).toMatchObject([
      {
        type: 'return.created',
        payload: {
          returnId: back.id,
          channel: 'web',
          total: '3.3045',
          lineCount: 2,
          lines: [{ quantity: 2 }, {}],
        },
      },
      { type: 'return.created' },
      {
        type: 'sale.returned',
        payload: { status: 'returned', lines: [{ quantityReturned: 3 }, { quantityReturned: 2 }] },
      },
    ]);
  });

  test('scrap counts as returned and leaves no movement; some of a line can be stock and some scrap', async () => {
    const { saleId, productId } = await shipped(3);
    const { id } = await stock.call.returns.create({
      saleId,
      lines: [
        { saleLineNumber: 1, quantity: 2, disposition: 'scrap' },
        { saleLineNumber: 1, quantity: 1 },
      ],
    });
    expect(await probes.figures(productId)).toEqual([3, 0]);
    expect(await probes.movesOf(productId, id)).toEqual([['RETURN', 1, 0]]);
    expect(await stock.demandOf(productId)).toEqual([['2026-11-24', 3, 3]]);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({
      status: 'returned',
      lines: [{ quantityReturned: 3 }],
    });
  });

  test('goods may come back to another warehouse; demand is less where they were sold', async () => {
    const { saleId, productId } = await shipped(2);
    await stock.call.returns.create({
      saleId,
      lines: [{ saleLineNumber: 1, quantity: 2, warehouseId: stock.secondId }],
    });
    expect([await probes.figures(productId), await probes.figures(productId, stock.secondId)]).toEqual([
      [3, 0],
      [2, 0],
    ]);
    const rows = await stock.asAdmin(
      'select warehouse_id, units_sold, units_returned from demand_daily where product_id = $1',
      [productId],
    );
    expect(rows).toEqual([{ warehouse_id: stock.warehouseId, units_sold: 2, units_returned: 2 }]);
  });

  test('more than was shipped and is not back is refused by its line, two lines of one as one demand', async () => {
    const { saleId, productId } = await shipped(3, 1);
    await stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 1 }] });
    const lines = [
      { saleLineNumber: 1, quantity: 1 },
      { saleLineNumber: 2, quantity: 1 },
      { saleLineNumber: 1, quantity: 2, disposition: 'scrap' as const },
      { saleLineNumber: 9, quantity: 1 },
    ];
    expect(await refusalOf(stock.call.returns.create({ saleId, lines }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: {
        fields: [
          { path: 'lines.0.quantity', message: 'Of this line 2 were shipped and are not back yet.' },
          { path: 'lines.2.quantity' },
          { path: 'lines.3.saleLineNumber' },
        ],
      },
    });
    expect(await probes.figures(productId)).toEqual([3, 0]);
  });

  test('a sale of which nothing can come back is refused in its state', async () => {
    const productId = await stock.stocked(5);
    const lines = [{ saleLineNumber: 1, quantity: 1 }];
    const { id: draft } = await stock.call.sales.create({
      status: 'draft',
      lines: [stock.lineOf(productId, 1)],
    });
    const { id: held } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 1)] });
    const conflict = (state: string) => ({
      code: 'STATE_CONFLICT',
      details: { state, allowed: ['confirmed', 'completed'] },
    });
    expect(await refusalOf(stock.call.returns.create({ saleId: draft, lines }))).toMatchObject(
      conflict('draft'),
    );
    expect(await refusalOf(stock.call.returns.create({ saleId: held, lines }))).toMatchObject({
      details: { fields: [{ path: 'lines.0.quantity' }] },
    });
    await stock.call.sales.cancel({ saleId: held });
    expect(await refusalOf(stock.call.returns.create({ saleId: held, lines }))).toMatchObject(
      conflict('cancelled'),
    );
    const { saleId } = await shipped(1);
    await stock.call.returns.create({ saleId, lines });
    expect(await refusalOf(stock.call.returns.create({ saleId, lines }))).toMatchObject(conflict('returned'));
  });

  test('the same id of a write returns once; draft → confirmed → completed → returned', async () => {
    const productId = await stock.stocked(5);
    const { id: saleId } = await stock.call.sales.create({
      status: 'draft',
      lines: [stock.lineOf(productId, 4)],
    });
    await stock.call.sales.confirm({ saleId });
    await stock.call.sales.complete({ saleId });
    const input = { saleId, idempotencyKey: 'back-once', lines: [{ saleLineNumber: 1, quantity: 4 }] };
    const back = await stock.call.returns.create(input);
    expect(await stock.call.returns.create(input)).toEqual(back);
    expect(await probes.figures(productId)).toEqual([5, 0]);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({ status: 'returned' });
    const moves = await probes.movesOf(productId, saleId);
    expect(moves).toEqual([
      ['RESERVATION', 0, 4],
      ['SALE', -4, -4],
    ]);
  });
});

describe('walls', () => {
  test('another company’s sale and return are not found, in the words for what never was; a viewer only reads', async () => {
    const other = await stock.neighbour();
    const { saleId } = await shipped(2);
    const lines = [{ saleLineNumber: 1, quantity: 1 }];
    const { id: returnId } = await stock.call.returns.create({ saleId, lines });
    const never = '01900000-0000-7000-8000-000000000000';
    const { call } = other;
    const asked = [
      (id: string) => call.returns.get({ returnId: id === saleId ? returnId : id }),
      (id: string) => call.returns.create({ saleId: id, lines }),
    ];
    for (const ask of asked) {
      const refusal = await refusalOf(ask(saleId));
      expect(refusal).toEqual(await refusalOf(ask(never)));
      expect(refusal.code).toBe('NOT_FOUND');
    }
    expect((await call.returns.list({})).items).toEqual([]);
    const viewer = stock.callerWith('viewer');
    expect(await viewer.returns.get({ returnId })).toMatchObject({ id: returnId });
    expect(await refusalOf(viewer.returns.create({ saleId, lines }))).toMatchObject({
      details: { required: 'sales:write' },
    });
  });
});
