import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, type StockCompany, tally } from '../inventory/testing/stock-company.ts';
import { saleProbes } from '../sale/testing/probes.ts';

let stock: StockCompany;
let probes: ReturnType<typeof saleProbes>;

beforeAll(async () => {
  stock = await openStockCompany();
  probes = saleProbes(stock);
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

const backOf = (saleId: string, quantity: number) =>
  stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity }] });

describe('races', () => {
  test('20 returns of 2 of a sale of 10 at once: five go through, and no unit comes back twice', async () => {
    const productId = await stock.stocked(10);
    const { id: saleId } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 10)] });
    await stock.call.sales.complete({ saleId });
    const { done, refused } = await tally(Array.from({ length: 20 }, () => backOf(saleId, 2)));
    expect(done).toBe(5);
    expect(refused).toEqual({ STATE_CONFLICT: 15 });
    expect(await probes.figures(productId)).toEqual([10, 0]);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({
      status: 'returned',
      lines: [{ quantityReturned: 10 }],
    });
    expect((await stock.call.returns.list({ saleId })).items).toHaveLength(5);
  });

  test('part shipments, returns, cancels and a completion of one sale at once leave rows that agree', async () => {
    const deadlocks = await stock.deadlocks();
    for (let round = 0; round < 10; round += 1) {
      const cup = await stock.stocked(20);
      const set = await probes.bundleOf({ [cup]: 2 });
      const { id: saleId } = await stock.call.sales.create({ lines: [stock.lineOf(set, 8)] });
      const part = () =>
        stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 1 }], rest: 'keep' });
      await part();
      const calls = Array.from({ length: 24 }, (_, index) => {
        if (index % 4 === 0) return part();
        if (index % 4 === 1) return backOf(saleId, 1);
        if (index % 4 === 2) return stock.call.sales.cancel({ saleId });
        return index === 15 ? stock.call.sales.complete({ saleId }) : part();
      });
      const { refused } = await tally(calls);
      expect(Object.keys(refused).filter((code) => !EXPECTED.has(code))).toEqual([]);
      const sale = await stock.call.sales.get({ saleId });
      const { quantityShipped = 0, quantityReturned = 0 } = sale.lines[0] ?? {};
      const { status, lines } = await probes.holdOf(saleId);
      const [, , , held = 0, committed = 0, released = 0] = (lines?.[0] ?? []) as number[];
      const open = held - committed - released;
      expect(await probes.figures(cup)).toEqual([20 - 2 * quantityShipped + 2 * quantityReturned, open]);
      expect([committed, status === 'active']).toEqual([2 * quantityShipped, open > 0]);
      expect(open > 0).toBe(sale.status === 'confirmed');
      const [day] = await stock.demandOf(cup);
      expect(day?.slice(1)).toEqual([2 * quantityShipped, 2 * quantityReturned]);
      expect(await stock.call.inventory.verify({ productId: cup })).toMatchObject({ driftCount: 0 });
    }
    expect(await stock.deadlocks()).toBe(deadlocks);
  });

  test.each([
    ['of levels that are not low', 0],
    ['of levels that are low: each marks its row of the low-stock list', 1_000],
  ])(
    'sales that share products, returned line by line to each other’s warehouse at once, all go through: %s',
    async (_, threshold) => {
      const deadlocks = await stock.deadlocks();
      const low = { lowStockThreshold: threshold };
      const [a, b] = [await stock.stocked(40, low), await stock.stocked(40, low)];
      const lines = [a, b].flatMap((productId) => [
        stock.lineOf(productId, 1),
        { ...stock.lineOf(productId, 1), warehouseId: stock.secondId },
      ]);
      await stock.call.inventory.receive({
        lines: [a, b].map((productId) => ({ productId, warehouseId: stock.secondId, quantity: 40 })),
      });
      const sales = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          stock.call.sales.create({ lines: index % 2 ? lines : [...lines].reverse() }),
        ),
      );
      await Promise.all(sales.map(({ id: saleId }) => stock.call.sales.complete({ saleId })));
      const calls = sales.map((sale) =>
        stock.call.returns.create({
          saleId: sale.id,
          lines: sale.lines.map(({ lineNumber, warehouseId }) => ({
            saleLineNumber: lineNumber,
            quantity: 1,
            warehouseId: warehouseId === stock.secondId ? stock.warehouseId : stock.secondId,
          })),
        }),
      );
      expect(await tally(calls)).toEqual({ done: 20, refused: {} });
      for (const productId of [a, b]) {
        expect(await probes.figures(productId)).toEqual([40, 0]);
        expect(await probes.figures(productId, stock.secondId)).toEqual([40, 0]);
      }
      expect(await stock.deadlocks()).toBe(deadlocks);
    },
  );

  test('returns of one low product that cross between two warehouses wait in one order, not in a circle', async () => {
    const deadlocks = await stock.deadlocks();
    const productId = await stock.stocked(60, { lowStockThreshold: 1_000 });
    const places = [stock.warehouseId, stock.secondId];
    await stock.call.inventory.receive({
      lines: [{ productId, warehouseId: stock.secondId, quantity: 60 }],
    });
    const sales = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        stock.call.sales.create({
          lines: [{ ...stock.lineOf(productId, 1), warehouseId: places[index % 2] ?? '' }],
        }),
      ),
    );
    await Promise.all(sales.map(({ id: saleId }) => stock.call.sales.complete({ saleId })));
    // Each locks the level that it comes back to, and marks the one that it was sold from as well.
    const calls = sales.map(({ id: saleId }, index) =>
      stock.call.returns.create({
        saleId,
        lines: [{ saleLineNumber: 1, quantity: 1, warehouseId: places[(index + 1) % 2] ?? '' }],
      }),
    );
    expect(await tally(calls)).toEqual({ done: 40, refused: {} });
    expect(await stock.deadlocks()).toBe(deadlocks);
  });

  test('one number of a return sent ten times at once is one return', async () => {
    const productId = await stock.stocked(1);
    const calls = Array.from({ length: 10 }, () =>
      stock.call.returns.createUnlinked({
        channel: 'once',
        externalId: 'X-1',
        lines: [{ ...stock.lineOf(productId, 1), unitPrice: '1.00' }],
      }),
    );
    expect(await tally(calls)).toEqual({ done: 1, refused: { STATE_CONFLICT: 9 } });
    expect(await probes.figures(productId)).toEqual([2, 0]);
  });
});

/** What a call that comes too late may hear. */
const EXPECTED = new Set(['STATE_CONFLICT', 'VALIDATION_FAILED']);
