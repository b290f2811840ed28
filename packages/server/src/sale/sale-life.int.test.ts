import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;
const BEGIN = new Date('2026-11-23T23:30:00.000Z');
let now = BEGIN;

beforeAll(async () => {
  stock = await openStockCompany({ now: () => now, timeZone: 'Europe/Berlin' });
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

const reservationOf = (saleId: string) =>
  stock.inCompany(({ prisma }) =>
    prisma.reservation.findFirst({ where: { referenceId: saleId }, include: { lines: true } }),
  );

describe('a sale’s life', () => {
  test('a draft reserves nothing; confirmed it does, and it is sold when it is confirmed', async () => {
    const productId = await stock.stocked(5);
    const draft = await stock.call.sales.create({ status: 'draft', lines: [stock.lineOf(productId, 4)] });
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
    const productId = await stock.stocked(5);
    const { id } = await stock.call.sales.create({ status: 'draft', lines: [stock.lineOf(productId, 6)] });
    expect(await refusalOf(stock.call.sales.confirm({ saleId: id }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId, requested: 6, available: 5 }] },
    });
    expect(await stock.call.sales.get({ saleId: id })).toMatchObject({ status: 'draft', version: 1 });
    expect(await reservationOf(id)).toBeNull();
  });

  test('completed: stock has left, the hold is committed, the lines are shipped, and it is demand of the day it was sold', async () => {
    const productId = await stock.stocked(9);
    const { id } = await stock.call.sales.create({
      lines: [stock.lineOf(productId, 2), stock.lineOf(productId, 3)],
    });
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
    expect(await stock.demandOf(productId)).toEqual([['2026-11-24', 5, 0]]);
  });

  test('cancelled: what was held is free again, the hold is released, and no demand is left', async () => {
    const productId = await stock.stocked(5);
    const { id } = await stock.call.sales.create({ notes: 'Gift', lines: [stock.lineOf(productId, 5)] });
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
    expect(await stock.demandOf(productId)).toEqual([]);
  });

  test('a draft is cancelled without touching stock', async () => {
    const productId = await stock.stocked(5);
    const { id } = await stock.call.sales.create({ status: 'draft', lines: [stock.lineOf(productId, 5)] });
    expect(await stock.call.sales.cancel({ saleId: id })).toMatchObject({ status: 'cancelled' });
    expect(await stock.level(productId)).toMatchObject({ version: 1 });
  });

  test('what its state does not allow is refused with the state and the states that would', async () => {
    const productId = await stock.stocked(5);
    const { id: draft } = await stock.call.sales.create({
      status: 'draft',
      lines: [stock.lineOf(productId, 1)],
    });
    const { id: done } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 1)] });
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
    const productId = await stock.stocked(5);
    const { id } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 1)] });
    await stock.asAdmin('update products set active = false where id = $1', [productId]);
    expect(await stock.call.sales.complete({ saleId: id })).toMatchObject({ status: 'completed' });
  });

  test('another company’s sale is not found, in the words for one that never was', async () => {
    const other = await stock.neighbour();
    const productId = await stock.stocked(5);
    const { id } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 1)] });
    const never = '01900000-0000-7000-8000-000000000000';
    for (const action of ['get', 'confirm', 'complete', 'cancel'] as const) {
      const foreign = await refusalOf(other.call.sales[action]({ saleId: id }));
      expect(foreign).toEqual(await refusalOf(other.call.sales[action]({ saleId: never })));
      expect(foreign.code).toBe('NOT_FOUND');
    }
    expect(await stock.call.sales.get({ saleId: id })).toMatchObject({ status: 'confirmed' });
  });

  test('a viewer reads sales and makes none', async () => {
    const productId = await stock.stocked(5);
    const viewer = stock.callerWith('viewer');
    const lines = [stock.lineOf(productId, 1)];
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
