import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from './testing/stock-company.ts';

let stock: StockCompany;
const NOW = new Date('2026-11-23T12:00:00.000Z');

beforeAll(async () => {
  stock = await openStockCompany({ now: () => NOW });
});
afterAll(() => stock.drop());

describe('inventory.receive', () => {
  test('makes the level and its first movement, and answers both as they are stored', async () => {
    const productId = await stock.product();
    const { warehouseId, userId } = stock;
    const line = { productId, warehouseId, quantity: 40, unitCost: '2.35', notes: 'Pallet 7' };
    const { movements, levels } = await stock.call.inventory.receive({ lines: [line] });
    expect(levels).toEqual([
      { productId, warehouseId, onHand: 40, reserved: 0, available: 40, incoming: 0, version: 1 },
    ]);
    expect(movements).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
        productId,
        warehouseId,
        sequence: 1,
        kind: 'RECEIPT',
        onHandChange: 40,
        reservedChange: 0,
        onHandBefore: 0,
        onHandAfter: 40,
        reservedBefore: 0,
        reservedAfter: 0,
        unitCost: '2.35',
        reason: null,
        referenceType: null,
        referenceId: null,
        notes: 'Pallet 7',
        actorType: 'user',
        actorId: userId,
        occurredAt: NOW.toISOString(),
        recordedAt: NOW.toISOString(),
      },
    ]);
    const { items } = await stock.call.inventory.history({ productId, warehouseId });
    expect(items).toEqual(movements);
    expect(await stock.movements(productId)).toMatchObject([{ requestId: expect.stringMatching(/^test-/) }]);
  });

  test('500 lines are one call: all there, each level once, movements in the order of the lines', async () => {
    const ids = await stock.products(250);
    const lines = [...ids, ...ids].map((productId, index) => ({
      productId,
      warehouseId: stock.warehouseId,
      quantity: index + 1,
    }));
    const { movements, levels } = await stock.call.inventory.receive({ lines });
    expect(movements.map(({ onHandChange }) => onHandChange)).toEqual(lines.map(({ quantity }) => quantity));
    expect(levels).toHaveLength(250);
    expect(levels[0]).toMatchObject({ productId: ids[0], onHand: 1 + 251, version: 2 });
  });

  test('a unit cost moves average and last cost, exactly', async () => {
    const productId = await stock.product();
    const receive = (quantity: number, unitCost?: string) =>
      stock.call.inventory.receive({
        lines: [
          {
            productId,
            warehouseId: stock.warehouseId,
            quantity,
            ...(unitCost !== undefined && { unitCost }),
          },
        ],
      });
    await receive(1, '1');
    await receive(2, '2.00');
    await receive(7);
    const { items } = await stock.call.inventory.levels({ productIds: [productId] });
    expect(items).toMatchObject([{ onHand: 10, averageCost: '1.666667', lastCost: '2.00' }]);
  });

  test('unknown and foreign products and warehouses are refused in the same words, each by its field', async () => {
    const other = await stock.neighbour();
    const foreign = await other.product();
    const productId = await stock.product();
    const nobody = '01900000-0000-7000-8000-000000000000';
    const { warehouseId } = stock;
    const refusal = await refusalOf(
      stock.call.inventory.receive({
        lines: [
          { productId, warehouseId, quantity: 1 },
          { productId: foreign, warehouseId, quantity: 1 },
          { productId: nobody, warehouseId: other.warehouseId, quantity: 1 },
        ],
      }),
    );
    expect(refusal).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: {
        references: [
          { path: 'lines.1.productId', message: 'There is no such product in this company.' },
          { path: 'lines.2.productId', message: 'There is no such product in this company.' },
          { path: 'lines.2.warehouseId', message: 'There is no such warehouse in this company.' },
        ],
      },
    });
    expect(await stock.level(productId)).toBeNull();
  });

  test('bundles, closed warehouses and inactive products receive nothing, and the field says why', async () => {
    const closed = await stock.warehouse('Closed', { active: false });
    const bundle = await stock.product({ isBundle: true });
    const inactive = await stock.product({ active: false });
    const discontinued = await stock.product({ lifecycle: 'discontinued' });
    const { warehouseId } = stock;
    const refusal = await refusalOf(
      stock.call.inventory.receive({
        lines: [
          { productId: bundle, warehouseId, quantity: 1 },
          { productId: inactive, warehouseId, quantity: 1 },
          { productId: discontinued, warehouseId: closed, quantity: 1 },
        ],
      }),
    );
    expect(refusal).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: {
        fields: [
          { path: 'lines.0.productId', message: expect.stringContaining('bundle') },
          { path: 'lines.1.productId', message: expect.stringContaining('not active') },
          { path: 'lines.2.warehouseId', message: expect.stringContaining('not active') },
        ],
      },
    });
    await stock.call.inventory.receive({ lines: [{ productId: discontinued, warehouseId, quantity: 1 }] });
  });

  test('what is to happen more than five minutes from now is refused by its field; the past is kept as it was', async () => {
    const productId = await stock.product();
    const { warehouseId } = stock;
    const line = { productId, warehouseId, quantity: 1 };
    const refusal = await refusalOf(
      stock.call.inventory.receive({
        lines: [
          { ...line, occurredAt: '2026-11-23T12:05:00Z' },
          { ...line, occurredAt: '2026-11-23T12:05:01Z' },
        ],
      }),
    );
    expect(refusal).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.1.occurredAt' }] },
    });
    const { movements } = await stock.call.inventory.receive({
      lines: [{ ...line, occurredAt: '2011-12-09T12:50:00+02:00' }],
    });
    expect(movements).toMatchObject([
      { occurredAt: '2011-12-09T10:50:00.000Z', recordedAt: NOW.toISOString() },
    ]);
  });

  test('a level takes 2,147,483,647 and not one more', async () => {
    const productId = await stock.product();
    const line = { productId, warehouseId: stock.warehouseId };
    await stock.call.inventory.receive({ lines: [{ ...line, quantity: 2_147_483_646 }] });
    const refusal = await refusalOf(
      stock.call.inventory.receive({
        lines: [
          { ...line, quantity: 1 },
          { ...line, quantity: 1 },
        ],
      }),
    );
    expect(refusal).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.0' }, { path: 'lines.1' }] },
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 2_147_483_646, version: 1 });
  });

  test('a viewer may not', async () => {
    const productId = await stock.product();
    const lines = [{ productId, warehouseId: stock.warehouseId, quantity: 1 }];
    expect(await refusalOf(stock.callerWith('viewer').inventory.receive({ lines }))).toMatchObject({
      code: 'FORBIDDEN',
      details: { required: 'stock:write' },
    });
  });

  test('ten calls at once that make the same twenty new levels, in any order, all go through', async () => {
    const ids = await stock.products(20);
    const deadlocks = await stock.deadlocks();
    const calls = Array.from({ length: 10 }, (_, index) => {
      const order = index % 2 === 0 ? ids : [...ids].reverse();
      return stock.call.inventory.receive({
        lines: order.map((productId) => ({ productId, warehouseId: stock.secondId, quantity: 1 })),
      });
    });
    await Promise.all(calls);
    for (const id of ids)
      expect(await stock.level(id, stock.secondId)).toMatchObject({ onHand: 10, version: 10 });
    expect(await stock.deadlocks()).toBe(deadlocks);
  });
});
