import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../inventory/testing/stock-company.ts';
import { openThresholdCompany, type ThresholdCompany } from './testing/threshold-company.ts';

let first: ThresholdCompany;
beforeAll(async () => {
  first = await openThresholdCompany();
});
afterAll(() => first.drop());

describe('thresholds.set', () => {
  test('the first that exists counts: level, product, category, company; null leaves it to the next', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([50]);
    const { id: categoryId } = await on.manager.categories.create({ name: 'Tea', lowStockThreshold: null });
    await on.manager.products.update({ productId, categoryId });
    const counts = async () => {
      const { items } = await on.manager.thresholds.list({ productIds: [productId] });
      expect(await on.thresholdOf(productId)).toBe(items[0]?.threshold);
      return [items[0]?.source, items[0]?.threshold];
    };
    const { warehouseId } = on;
    const thresholds = [
      { threshold: 11 },
      { categoryId, threshold: 12 },
      { productId, threshold: 13 },
      { productId, warehouseId, threshold: 14 },
    ];
    expect(await on.owner.thresholds.set({ thresholds })).toEqual({ matched: 4, changed: 4 });
    expect(await counts()).toEqual(['level', 14]);
    await on.manager.thresholds.set({ thresholds: [{ productId, warehouseId, threshold: null }] });
    expect(await counts()).toEqual(['product', 13]);
    await on.manager.thresholds.set({ thresholds: [{ productId, threshold: null }] });
    expect(await counts()).toEqual(['category', 12]);
    await on.manager.thresholds.set({ thresholds: [{ categoryId, threshold: null }] });
    expect(await counts()).toEqual(['company', 11]);
    expect((await on.owner.company.get()).defaultLowStockThreshold).toBe(11);
  });

  test('opens and ends alerts before it answers; what is so already changes nothing', async () => {
    const on = await first.neighbour();
    const ids = await on.stockedProducts([50, 50, 50]);
    const set = (threshold: number | null) =>
      on.manager.thresholds.set({
        thresholds: ids
          .slice(0, 2)
          .map((productId) => ({ productId, warehouseId: on.warehouseId, threshold })),
      });
    expect(await set(50)).toEqual({ matched: 2, changed: 2 });
    expect(await on.states()).toEqual({ open: 2 });
    expect(await set(50)).toEqual({ matched: 2, changed: 0 });
    expect(await set(null)).toEqual({ matched: 2, changed: 2 });
    expect(await on.states()).toEqual({ resolved: 2 });
    expect(await on.drifts()).toBe(0);
  });

  test('makes a level where there is none, which rings only when something has moved there; null makes none', async () => {
    const on = await first.neighbour();
    const [productId = '', other = ''] = await on.products(2);
    const warehouseId = on.secondId;
    await on.manager.thresholds.set({
      thresholds: [
        { productId, warehouseId, threshold: 5 },
        { productId: other, warehouseId, threshold: null },
      ],
    });
    expect(await on.level(productId, warehouseId)).toMatchObject({
      onHand: 0,
      version: 0,
      alertThreshold: 5,
    });
    expect(await on.level(other, warehouseId)).toBeNull();
    expect(await on.states()).toEqual({});
    await on.call.inventory.receive({ lines: [{ productId, warehouseId, quantity: 5 }] });
    expect(await on.alertOf(productId, warehouseId)).toMatchObject({ state: 'open' });
  });

  test('refuses all when one is unknown or foreign, naming every field, and a bundle', async () => {
    const on = await first.neighbour();
    const other = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([5]);
    const [foreign = ''] = await other.stockedProducts([5]);
    const refusal = await refusalOf(
      on.manager.thresholds.set({
        thresholds: [
          { productId, threshold: 9 },
          { productId: foreign, warehouseId: other.warehouseId, threshold: 9 },
          { categoryId: uuidv7(), threshold: 9 },
        ],
      }),
    );
    expect(refusal.code).toBe('INVALID_REFERENCE');
    const { references } = refusal.details as { references: { path: string }[] };
    expect(references.map(({ path }) => path)).toEqual([
      'thresholds.1.productId',
      'thresholds.1.warehouseId',
      'thresholds.2.categoryId',
    ]);
    const bundle = await on.product({ isBundle: true });
    expect(
      await refusalOf(on.manager.thresholds.set({ thresholds: [{ productId: bundle, threshold: 9 }] })),
    ).toMatchObject({ code: 'VALIDATION_FAILED', details: { fields: [{ path: 'thresholds.0.productId' }] } });
    expect(await on.thresholdOf(productId)).toBe(10);
  });

  test.each([
    ['a place named twice', [{ threshold: 1 }, { threshold: 2 }], 'thresholds.1'],
    ['a company without one', [{ threshold: null }], 'thresholds.0.threshold'],
    ['a warehouse of no product', [{ warehouseId: uuidv7(), threshold: 1 }], 'thresholds.0.warehouseId'],
    [
      'a category and a product',
      [{ categoryId: uuidv7(), productId: uuidv7(), threshold: 1 }],
      'thresholds.0.categoryId',
    ],
    ['one under 0', [{ threshold: -1 }], 'thresholds.0.threshold'],
    ['none', [], 'thresholds'],
  ])('refuses %s', async (_, thresholds, path) => {
    expect(await refusalOf(first.owner.thresholds.set({ thresholds }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path }] },
    });
  });

  test('the company’s own is a setting: a manager sets all others', async () => {
    const on = await first.neighbour();
    expect(await refusalOf(on.manager.thresholds.set({ thresholds: [{ threshold: 1 }] }))).toMatchObject({
      code: 'FORBIDDEN',
      details: { required: 'company:write' },
    });
    expect((await refusalOf(on.call.thresholds.set({ thresholds: [{ threshold: 1 }] }))).details).toEqual({
      required: 'catalogue:write',
    });
  });

  test('one id sent ten times at once sets once', async () => {
    const on = await first.neighbour();
    const [productId = ''] = await on.stockedProducts([5]);
    const asked = { thresholds: [{ productId, threshold: 3 }], idempotencyKey: 't-1' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => on.manager.thresholds.set(asked)));
    expect(answers).toEqual(Array.from({ length: 10 }, () => ({ matched: 1, changed: 1 })));
    expect((await on.manager.products.get({ productId })).version).toBe(2);
  });

  test('calls that set the same places in other orders, while stock moves there, never meet in a deadlock', async () => {
    const on = await first.neighbour();
    const ids = await on.stockedProducts(Array.from({ length: 40 }, () => 100));
    const { id: categoryId } = await on.manager.categories.create({ name: 'Tea' });
    const deadlocks = await on.deadlocks();
    const places = ids.flatMap((productId) => [{ productId }, { productId, warehouseId: on.warehouseId }]);
    const set = (turn: number) => {
      const rotated = [...places.slice(turn * 9), ...places.slice(0, turn * 9)];
      const all = turn % 2 === 0 ? rotated : rotated.reverse();
      return on.owner.thresholds.set({
        thresholds: [...all, { categoryId }, {}].map((place) => ({ ...place, threshold: turn })),
      });
    };
    const turns = Array.from({ length: 8 }, (_, turn) => turn);
    await Promise.all([
      ...turns.map(set),
      ...turns.map((turn) =>
        on.manager.thresholds.setWhere({ scope: 'product', where: {}, threshold: turn }),
      ),
      ...ids.map((id) => on.call.inventory.reserve({ lines: [on.lineOf(id, 1)] })),
      ...ids
        .slice(0, 10)
        .map((productId) => on.manager.products.update({ productId, lowStockThreshold: 77 })),
    ]);
    expect(await on.deadlocks()).toBe(deadlocks);
    await on.untilNothingPends();
    expect(await on.drifts()).toBe(0);
  }, 30_000);
});
