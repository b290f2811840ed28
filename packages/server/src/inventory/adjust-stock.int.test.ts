import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany, tally } from './testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

/** A product with so many on hand, and so many of these reserved by a sale. */
const stocked = async (onHand: number, reserved = 0) => {
  const productId = await stock.product();
  const { warehouseId } = stock;
  await stock.call.inventory.receive({ lines: [{ productId, warehouseId, quantity: onHand }] });
  if (reserved > 0)
    await stock.call.sales.create({ lines: [{ productId, warehouseId, quantity: reserved }] });
  return productId;
};
const adjust = (productId: string, ...changes: number[]) =>
  stock.call.inventory.adjust({
    lines: changes.map((quantityChange) => ({
      productId,
      warehouseId: stock.warehouseId,
      quantityChange,
      reason: 'correction',
    })),
  });

describe('inventory.adjust', () => {
  test('of 100 on hand and 80 reserved, 20 can go and 21 cannot, and the refusal changes nothing', async () => {
    const productId = await stocked(100, 80);
    const before = { level: await stock.level(productId), movements: await stock.movements(productId) };
    expect(await refusalOf(adjust(productId, -21))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      message: expect.stringContaining('21 asked for, 20 available'),
      details: {
        shortages: [{ productId, warehouseId: stock.warehouseId, requested: 21, available: 20 }],
      },
    });
    expect({ level: await stock.level(productId), movements: await stock.movements(productId) }).toEqual(
      before,
    );
    expect((await adjust(productId, -20)).levels).toMatchObject([{ onHand: 80, reserved: 80, available: 0 }]);
  });

  test('two lines of one item are one demand', async () => {
    const productId = await stocked(5);
    expect(await refusalOf(adjust(productId, -3, -3))).toMatchObject({
      details: { shortages: [{ productId, requested: 6, available: 5 }] },
    });
    expect((await adjust(productId, -9, 5)).levels).toMatchObject([{ onHand: 1, version: 3 }]);
  });

  test('a refusal names every short line and only these, with their SKUs, and moves none of the others', async () => {
    const [enough, short, none] = [
      await stocked(50),
      await stocked(2),
      await stock.product({ sku: 'NEVER-SEEN' }),
    ];
    const { warehouseId } = stock;
    const refusal = await refusalOf(
      stock.call.inventory.adjust({
        lines: [none, enough, short].map((productId) => ({
          productId,
          warehouseId,
          quantityChange: -10,
          reason: 'lost',
        })),
      }),
    );
    expect(refusal).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: {
        shortages: [
          { productId: none, sku: 'NEVER-SEEN', requested: 10, available: 0 },
          { productId: short, requested: 10, available: 2 },
        ],
      },
    });
    expect(await stock.level(enough)).toMatchObject({ onHand: 50, version: 1 });
  });

  test('a compare-and-set that does not hold says the current figure and changes nothing', async () => {
    const productId = await stocked(5);
    const line = { productId, warehouseId: stock.warehouseId, quantityChange: 1, reason: 'found' as const };
    const call = (expectedOnHand: number) =>
      stock.call.inventory.adjust({ lines: [{ ...line, expectedOnHand }] });
    expect(await refusalOf(call(4))).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { conflicts: [{ id: productId, warehouseId: stock.warehouseId, expected: 4, current: 5 }] },
    });
    expect((await call(5)).levels).toMatchObject([{ onHand: 6 }]);
  });

  test('of ten compare-and-sets that expect the same figure at once, one goes through', async () => {
    const productId = await stocked(5);
    const line = { productId, warehouseId: stock.warehouseId, quantityChange: -1, reason: 'lost' as const };
    const calls = Array.from({ length: 10 }, () =>
      stock.call.inventory.adjust({ lines: [{ ...line, expectedOnHand: 5 }] }),
    );
    expect(await tally(calls)).toEqual({ done: 1, refused: { VERSION_CONFLICT: 9 } });
    expect(await stock.level(productId)).toMatchObject({ onHand: 4, version: 2 });
  });

  test('the reason and the notes stand in the ledger; "other" needs notes', async () => {
    const productId = await stocked(5);
    const line = { productId, warehouseId: stock.warehouseId, quantityChange: -1, reason: 'other' as const };
    expect(await refusalOf(stock.call.inventory.adjust({ lines: [line] }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.0.notes' }] },
    });
    await stock.call.inventory.adjust({ lines: [{ ...line, notes: 'Lent to the fair' }] });
    expect((await stock.movements(productId)).at(-1)).toMatchObject({
      kind: 'ADJUSTMENT',
      reason: 'other',
      notes: 'Lent to the fair',
    });
  });
});

describe('under attack', () => {
  test('50 callers who take one unit each from 30 take 30: in the rows, not only in the counter', async () => {
    const productId = await stocked(30);
    const result = await tally(Array.from({ length: 50 }, () => adjust(productId, -1)));
    expect(result).toEqual({ done: 30, refused: { INSUFFICIENT_STOCK: 20 } });
    const movements = await stock.movements(productId);
    expect(movements.slice(1).map(({ onHandChange }) => onHandChange)).toEqual(Array(30).fill(-1));
    expect(await stock.level(productId)).toMatchObject({ onHand: 0, version: 31 });
  });

  test('three-line calls in opposite orders: no deadlock reaches a caller, and every line counts', async () => {
    const ids = [await stocked(1000), await stocked(1000), await stocked(1000)];
    const deadlocks = await stock.deadlocks();
    const calls = Array.from({ length: 60 }, (_, index) => {
      const order = index % 2 === 0 ? ids : [...ids].reverse();
      return stock.call.inventory.adjust({
        lines: order.map((productId) => ({
          productId,
          warehouseId: stock.warehouseId,
          quantityChange: -1,
          reason: 'sample',
        })),
      });
    });
    expect(await tally(calls)).toEqual({ done: 60, refused: {} });
    for (const id of ids) expect(await stock.level(id)).toMatchObject({ onHand: 940, version: 61 });
    // Nor did one happen behind a retry.
    expect(await stock.deadlocks()).toBe(deadlocks);
  });

  test('one idempotency key sent ten times at once acts once, and all ten hear the same', async () => {
    const productId = await stocked(100);
    const lines = [
      { productId, warehouseId: stock.warehouseId, quantityChange: -7, reason: 'damaged' as const },
    ];
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => stock.call.inventory.adjust({ lines, idempotencyKey: 'adjust-once' })),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await stock.level(productId)).toMatchObject({ onHand: 93, version: 2 });
  });

  test('a refusal for short stock is replayed as it was, also when there is enough by now', async () => {
    const productId = await stocked(1);
    const lines = [
      { productId, warehouseId: stock.warehouseId, quantityChange: -2, reason: 'lost' as const },
    ];
    const call = () => stock.call.inventory.adjust({ lines, idempotencyKey: 'short-once' });
    const first = await refusalOf(call());
    await adjust(productId, 10);
    expect(await refusalOf(call())).toEqual(first);
    expect(first).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ requested: 2, available: 1 }] },
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 11 });
  });
});
