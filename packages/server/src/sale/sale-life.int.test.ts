import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;
const BEGIN = new Date('2026-11-23T23:30:00.000Z');
let now = BEGIN;

beforeAll(async () => {
  stock = await openStockCompany({ now: () => now, timeZone: 'Europe/Berlin' });
});
afterAll(() => stock.drop());

const stocked = async (quantity: number, data: { price?: string; sku?: string; name?: string } = {}) => {
  const productId = await stock.product(data);
  await stock.call.inventory.receive({ lines: [{ productId, warehouseId: stock.warehouseId, quantity }] });
  return productId;
};
const lineOf = (productId: string, quantity: number) => ({
  productId,
  warehouseId: stock.warehouseId,
  quantity,
});
const reservationOf = (saleId: string) =>
  stock.inCompany(({ prisma }) =>
    prisma.reservation.findFirst({ where: { referenceId: saleId }, include: { lines: true } }),
  );
const demandOf = (productId: string) =>
  stock.inCompany(({ prisma }) =>
    prisma.demandDaily.findMany({ where: { productId }, orderBy: { day: 'asc' } }),
  );

describe('sales.create', () => {
  test('5 on hand: sell 1 reserves 1, complete leaves 4 and none reserved', async () => {
    const productId = await stocked(5);
    const sale = await stock.call.sales.create({ lines: [lineOf(productId, 1)] });
    expect(await stock.level(productId)).toMatchObject({ onHand: 5, reserved: 1 });
    await stock.call.sales.complete({ saleId: sale.id });
    expect(await stock.level(productId)).toMatchObject({ onHand: 4, reserved: 0 });
  });

  test('answers the sale whole, with exact totals and the product’s price where none is given', async () => {
    const [tea, milk] = [await stocked(9, { price: '1.10', sku: 'TEA-9', name: 'Tea' }), await stocked(9)];
    const sale = await stock.call.sales.create({
      channel: 'web',
      externalId: 'W-1',
      customerName: 'Grace Hopper',
      customerEmail: 'Grace@Example.com',
      lines: [lineOf(tea, 3), { ...lineOf(milk, 7), unitPrice: '0.0001' }],
    });
    expect(sale).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      externalId: 'W-1',
      channel: 'web',
      status: 'confirmed',
      customerName: 'Grace Hopper',
      customerEmail: 'grace@example.com',
      total: '3.3007',
      lineCount: 2,
      notes: null,
      saleDate: now.toISOString(),
      confirmedAt: now.toISOString(),
      completedAt: null,
      cancelledAt: null,
      version: 1,
      createdAt: now.toISOString(),
      lines: [
        {
          lineNumber: 1,
          productId: tea,
          sku: 'TEA-9',
          productName: 'Tea',
          warehouseId: stock.warehouseId,
          warehouseName: 'Main warehouse',
          quantity: 3,
          quantityShipped: 0,
          quantityReturned: 0,
          unitPrice: '1.10',
          lineTotal: '3.30',
        },
        expect.objectContaining({ lineNumber: 2, productId: milk, unitPrice: '0.0001', lineTotal: '0.0007' }),
      ],
    });
    expect(await stock.call.sales.get({ saleId: sale.id })).toEqual(sale);
  });

  test('holds what it reserves: reservation, lines and movements, all for the sale', async () => {
    const productId = await stocked(5);
    const { id } = await stock.call.sales.create({ lines: [lineOf(productId, 2), lineOf(productId, 1)] });
    expect(await reservationOf(id)).toMatchObject({
      status: 'active',
      expiresAt: null,
      referenceType: 'sale',
      lines: [
        { lineNumber: 1, productId, quantity: 2 },
        { lineNumber: 2, productId, quantity: 1 },
      ],
    });
    expect((await stock.movements(productId)).slice(1)).toMatchObject([
      { kind: 'RESERVATION', onHandChange: 0, reservedChange: 2, referenceType: 'sale', referenceId: id },
      { kind: 'RESERVATION', onHandChange: 0, reservedChange: 1, referenceType: 'sale', referenceId: id },
    ]);
    expect(await demandOf(productId)).toEqual([]);
  });

  test('duplicate lines are one demand: 3 and 3 of 5 is short by name, and nothing of the sale is left', async () => {
    const [productId, other] = [await stocked(5), await stocked(5)];
    const refusal = await refusalOf(
      stock.call.sales.create({
        channel: 'short',
        lines: [lineOf(productId, 3), lineOf(other, 1), lineOf(productId, 3)],
      }),
    );
    expect(refusal).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId, warehouseId: stock.warehouseId, requested: 6, available: 5 }] },
    });
    expect(await stock.level(other)).toMatchObject({ reserved: 0, version: 1 });
    expect((await stock.call.sales.list({ channel: 'short' })).items).toEqual([]);
  });

  test('an id or an external id that is taken in its channel is refused; another channel may have it', async () => {
    const productId = await stocked(50);
    const fields = { channel: 'shop', externalId: 'S-77', lines: [lineOf(productId, 1)] };
    const { id } = await stock.call.sales.create(fields);
    expect(await refusalOf(stock.call.sales.create(fields))).toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('"S-77" in the channel "shop"'),
    });
    expect(await refusalOf(stock.call.sales.create({ id, lines: fields.lines }))).toMatchObject({
      code: 'STATE_CONFLICT',
    });
    await stock.call.sales.create({ ...fields, channel: 'fair' });
    expect(await stock.level(productId)).toMatchObject({ reserved: 2 });
  });

  test('unknown, foreign, inactive and bundled things are refused by their field, for a draft too', async () => {
    const { product: foreign, warehouseId: foreignWarehouse } = await stock.neighbour();
    const productId = await stocked(5);
    const bundle = await stock.product({ isBundle: true });
    const archived = await stock.product({ lifecycle: 'archived' });
    for (const status of ['draft', 'confirmed'] as const) {
      const lines = [
        lineOf(productId, 1),
        lineOf(await foreign(), 1),
        { ...lineOf(productId, 1), warehouseId: foreignWarehouse },
      ];
      expect(await refusalOf(stock.call.sales.create({ status, lines }))).toMatchObject({
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: 'lines.1.productId' }, { path: 'lines.2.warehouseId' }] },
      });
      expect(
        await refusalOf(stock.call.sales.create({ status, lines: [lineOf(bundle, 1), lineOf(archived, 1)] })),
      ).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { fields: [{ path: 'lines.0.productId' }, { path: 'lines.1.productId' }] },
      });
    }
  });

  test('a total that the books cannot hold is refused, not rounded', async () => {
    const productId = await stocked(5);
    const line = { ...lineOf(productId, 2_147_483_647), unitPrice: '9999999999.9999' };
    expect(await refusalOf(stock.call.sales.create({ status: 'draft', lines: [line] }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines' }] },
    });
  });
});

describe('a sale’s life', () => {
  test('a draft reserves nothing; confirmed it does, and it is sold when it is confirmed', async () => {
    const productId = await stocked(5);
    const draft = await stock.call.sales.create({ status: 'draft', lines: [lineOf(productId, 4)] });
    expect(await stock.level(productId)).toMatchObject({ reserved: 0, version: 1 });
    now = new Date('2026-11-24T09:00:00.000Z');
    const sale = await stock.call.sales.confirm({ saleId: draft.id, expectedVersion: draft.version });
    expect(sale).toMatchObject({
      status: 'confirmed',
      saleDate: now.toISOString(),
      confirmedAt: now.toISOString(),
      version: 2,
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 5, reserved: 4 });
    now = BEGIN;
  });

  test('a draft that cannot be served stays a draft', async () => {
    const productId = await stocked(5);
    const { id } = await stock.call.sales.create({ status: 'draft', lines: [lineOf(productId, 6)] });
    expect(await refusalOf(stock.call.sales.confirm({ saleId: id }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId, requested: 6, available: 5 }] },
    });
    expect(await stock.call.sales.get({ saleId: id })).toMatchObject({ status: 'draft', version: 1 });
    expect(await reservationOf(id)).toBeNull();
  });

  test('completed: stock has left, the hold is committed, the lines are shipped, and it is demand of the day it was sold', async () => {
    const productId = await stocked(9);
    const { id } = await stock.call.sales.create({ lines: [lineOf(productId, 2), lineOf(productId, 3)] });
    now = new Date('2026-12-05T08:00:00.000Z');
    const sale = await stock.call.sales.complete({ saleId: id });
    now = BEGIN;
    expect(sale).toMatchObject({
      status: 'completed',
      completedAt: '2026-12-05T08:00:00.000Z',
      saleDate: BEGIN.toISOString(),
      lines: [{ quantityShipped: 2 }, { quantityShipped: 3 }],
    });
    expect(await reservationOf(id)).toMatchObject({
      status: 'committed',
      lines: [
        { quantityCommitted: 2, quantityReleased: 0 },
        { quantityCommitted: 3, quantityReleased: 0 },
      ],
    });
    expect((await stock.movements(productId)).slice(3)).toMatchObject([
      { kind: 'SALE', onHandChange: -2, reservedChange: -2, referenceId: id },
      { kind: 'SALE', onHandChange: -3, reservedChange: -3, referenceId: id },
    ]);
    // Half past eleven in the evening in UTC is the next day in Berlin.
    expect(await demandOf(productId)).toMatchObject([
      { day: new Date('2026-11-24T00:00:00Z'), unitsSold: 5, unitsReturned: 0 },
    ]);
  });

  test('cancelled: what was held is free again, the hold is released, and no demand is left', async () => {
    const productId = await stocked(5);
    const { id } = await stock.call.sales.create({ notes: 'Gift', lines: [lineOf(productId, 5)] });
    const sale = await stock.call.sales.cancel({ saleId: id, notes: 'Changed their mind' });
    expect(sale).toMatchObject({
      status: 'cancelled',
      cancelledAt: now.toISOString(),
      notes: 'Gift\nChanged their mind',
      lines: [{ quantityShipped: 0 }],
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 5, reserved: 0 });
    expect(await reservationOf(id)).toMatchObject({ status: 'released', lines: [{ quantityReleased: 5 }] });
    expect((await stock.movements(productId)).at(-1)).toMatchObject({
      kind: 'RELEASE',
      notes: 'Changed their mind',
    });
    expect(await demandOf(productId)).toEqual([]);
  });

  test('a draft is cancelled without touching stock', async () => {
    const productId = await stocked(5);
    const { id } = await stock.call.sales.create({ status: 'draft', lines: [lineOf(productId, 5)] });
    expect(await stock.call.sales.cancel({ saleId: id })).toMatchObject({ status: 'cancelled' });
    expect(await stock.level(productId)).toMatchObject({ version: 1 });
  });

  test('what its state does not allow is refused with the state and the states that would', async () => {
    const productId = await stocked(5);
    const { id: draft } = await stock.call.sales.create({ status: 'draft', lines: [lineOf(productId, 1)] });
    const { id: done } = await stock.call.sales.create({ lines: [lineOf(productId, 1)] });
    await stock.call.sales.complete({ saleId: done });
    expect(await refusalOf(stock.call.sales.complete({ saleId: draft }))).toMatchObject({
      code: 'STATE_CONFLICT',
      details: { state: 'draft', allowed: ['confirmed'] },
    });
    for (const action of ['confirm', 'complete', 'cancel'] as const) {
      expect(await refusalOf(stock.call.sales[action]({ saleId: done }))).toMatchObject({
        code: 'STATE_CONFLICT',
        details: { state: 'completed' },
      });
    }
    expect(await refusalOf(stock.call.sales.cancel({ saleId: draft, expectedVersion: 7 }))).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { conflicts: [{ id: draft, expected: 7, current: 1 }] },
    });
  });

  test('a sale from a warehouse that was closed meanwhile cannot ship, but can be cancelled', async () => {
    const [productId, warehouseId] = [await stock.product(), await stock.warehouse('Closing')];
    await stock.call.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1 }] });
    const { id } = await stock.call.sales.create({ lines: [{ productId, warehouseId, quantity: 1 }] });
    await stock.asAdmin('update warehouses set active = false where id = $1', [warehouseId]);
    expect(await refusalOf(stock.call.sales.complete({ saleId: id }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.0.warehouseId' }] },
    });
    expect(await stock.call.sales.cancel({ saleId: id })).toMatchObject({ status: 'cancelled' });
  });

  test('what was promised before its product was deactivated still ships', async () => {
    const productId = await stocked(5);
    const { id } = await stock.call.sales.create({ lines: [lineOf(productId, 1)] });
    await stock.asAdmin('update products set active = false where id = $1', [productId]);
    expect(await stock.call.sales.complete({ saleId: id })).toMatchObject({ status: 'completed' });
  });

  test('another company’s sale is not found, in the words for one that never was', async () => {
    const other = await stock.neighbour();
    const productId = await stocked(5);
    const { id } = await stock.call.sales.create({ lines: [lineOf(productId, 1)] });
    const never = '01900000-0000-7000-8000-000000000000';
    for (const action of ['get', 'confirm', 'complete', 'cancel'] as const) {
      const foreign = await refusalOf(other.call.sales[action]({ saleId: id }));
      expect(foreign).toEqual(await refusalOf(other.call.sales[action]({ saleId: never })));
      expect(foreign.code).toBe('NOT_FOUND');
    }
    expect(await stock.call.sales.get({ saleId: id })).toMatchObject({ status: 'confirmed' });
  });

  test('a viewer reads sales and makes none', async () => {
    const productId = await stocked(5);
    const viewer = stock.callerWith('viewer');
    const lines = [lineOf(productId, 1)];
    const { id: saleId } = await stock.call.sales.create({ lines });
    expect(await viewer.sales.get({ saleId })).toMatchObject({ id: saleId });
    const writes = [
      viewer.sales.create({ lines }),
      viewer.sales.confirm({ saleId }),
      viewer.sales.complete({ saleId }),
      viewer.sales.cancel({ saleId }),
    ];
    for (const write of writes)
      expect(await refusalOf(write)).toMatchObject({ details: { required: 'sales:write' } });
  });
});
