import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, type StockCompany, tally } from '../inventory/testing/stock-company.ts';
import { saleProbes } from './testing/probes.ts';

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

  test('parts shipped by 20 callers at once: of 12 held units 12 leave, none twice', async () => {
    const productId = await stock.stocked(30);
    const { id: saleId } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 12)] });
    const calls = Array.from({ length: 20 }, () =>
      stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 1 }], rest: 'keep' }),
    );
    expect(await tally(calls)).toEqual({ done: 12, refused: { STATE_CONFLICT: 8 } });
    expect(await stock.level(productId)).toMatchObject({ onHand: 18, reserved: 0 });
    expect(await heldUnits(productId)).toBe(0);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({
      status: 'completed',
      lines: [{ quantityShipped: 12 }],
    });
  });

  test('bundles that share components, in opposite orders, sold and cancelled at once: never more than there is', async () => {
    const probes = saleProbes(stock);
    const [cup, plate] = [await stock.stocked(60), await stock.stocked(60)];
    const one = await probes.bundleOf({ [cup]: 2, [plate]: 1 });
    const two = await probes.bundleOf({ [one]: 1, [plate]: 1 });
    const deadlocks = await stock.deadlocks();
    const calls = Array.from({ length: 40 }, async (_, index) => {
      const ids = index % 2 ? [one, two, cup] : [cup, two, one];
      const { id: saleId } = await stock.call.sales.create({ lines: ids.map((id) => stock.lineOf(id, 1)) });
      return index % 4 ? saleId : stock.call.sales.cancel({ saleId });
    });
    const { refused } = await tally(calls);
    expect(Object.keys(refused)).toEqual(['INSUFFICIENT_STOCK']);
    for (const [id, units] of [
      [cup, 5],
      [plate, 3],
    ] as const) {
      const level = await stock.level(id);
      expect(level?.reserved).toBe(await heldUnits(id));
      expect((level?.reserved ?? 0) % units).toBe(0);
      expect(level?.reserved).toBeLessThanOrEqual(60);
      expect(await stock.call.inventory.verify({ productId: id })).toMatchObject({ driftCount: 0 });
    }
    expect(await stock.deadlocks()).toBe(deadlocks);
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
