import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, type StockCompany, tally } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

const heldUnits = async (productId: string): Promise<number> => {
  const [row] = await stock.asAdmin(
    `select coalesce(sum(quantity - quantity_committed - quantity_released), 0) as held
     from reservation_lines where product_id = $1`,
    [productId],
  );
  return Number(row.held);
};

describe('races', () => {
  test('50 callers of 2 units each for 60: 30 sales in the rows, 60 held, none sold twice', async () => {
    const productId = await stock.stocked(60);
    const calls = Array.from({ length: 50 }, () =>
      stock.call.sales.create({ channel: 'storm', lines: [stock.lineOf(productId, 2)] }),
    );
    expect(await tally(calls)).toEqual({ done: 30, refused: { INSUFFICIENT_STOCK: 20 } });
    const sales = await stock.call.sales.list({ channel: 'storm', limit: 250 });
    expect(sales.items).toHaveLength(30);
    expect(await heldUnits(productId)).toBe(60);
    expect(await stock.level(productId)).toMatchObject({ onHand: 60, reserved: 60 });
    expect(await stock.call.inventory.verify({ productId })).toMatchObject({
      driftCount: 0,
      movementsChecked: 31,
    });
  });

  test('three-line sales in opposite orders all go through', async () => {
    const ids = [await stock.stocked(100), await stock.stocked(100), await stock.stocked(100)];
    const calls = Array.from({ length: 50 }, (_, index) =>
      stock.call.sales.create({
        lines: (index % 2 ? ids : [...ids].reverse()).map((id) => stock.lineOf(id, 2)),
      }),
    );
    expect(await tally(calls)).toEqual({ done: 50, refused: {} });
    for (const id of ids) expect(await stock.level(id)).toMatchObject({ reserved: 100 });
  });

  test('complete and cancel of one sale, ten of each at once: one goes through, and the hold ends once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const productId = await stock.stocked(5);
      const { id } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 3)] });
      const calls = Array.from({ length: 20 }, (_, index) =>
        index % 2 ? stock.call.sales.complete({ saleId: id }) : stock.call.sales.cancel({ saleId: id }),
      );
      expect(await tally(calls)).toEqual({ done: 1, refused: { STATE_CONFLICT: 19 } });
      const { status } = await stock.call.sales.get({ saleId: id });
      expect(await stock.level(productId)).toMatchObject({
        onHand: status === 'completed' ? 2 : 5,
        reserved: 0,
        version: 3,
      });
      expect(await heldUnits(productId)).toBe(0);
    }
  });

  test('a draft confirmed ten times at once reserves once', async () => {
    const productId = await stock.stocked(50);
    const { id } = await stock.call.sales.create({ status: 'draft', lines: [stock.lineOf(productId, 4)] });
    const calls = Array.from({ length: 10 }, () => stock.call.sales.confirm({ saleId: id }));
    expect(await tally(calls)).toEqual({ done: 1, refused: { STATE_CONFLICT: 9 } });
    expect(await stock.level(productId)).toMatchObject({ reserved: 4, version: 2 });
    expect(await heldUnits(productId)).toBe(4);
  });

  test('one idempotency key sent ten times at once sells once, and all ten hear the same sale', async () => {
    const productId = await stock.stocked(50);
    const sales = await Promise.all(
      Array.from({ length: 10 }, () =>
        stock.call.sales.create({ idempotencyKey: 'sell-once', lines: [stock.lineOf(productId, 1)] }),
      ),
    );
    expect(new Set(sales.map(({ id }) => id)).size).toBe(1);
    expect(await stock.level(productId)).toMatchObject({ reserved: 1 });
  });

  test('one external id sent ten times at once is one sale', async () => {
    const productId = await stock.stocked(50);
    const calls = Array.from({ length: 10 }, () =>
      stock.call.sales.create({ channel: 'once', externalId: 'X-1', lines: [stock.lineOf(productId, 1)] }),
    );
    expect(await tally(calls)).toEqual({ done: 1, refused: { STATE_CONFLICT: 9 } });
    expect(await stock.level(productId)).toMatchObject({ reserved: 1 });
  });
});
