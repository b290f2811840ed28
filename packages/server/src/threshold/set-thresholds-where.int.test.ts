import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../inventory/testing/stock-company.ts';
import { openThresholdCompany, type ThresholdCompany } from './testing/threshold-company.ts';

let first: ThresholdCompany;
beforeAll(async () => {
  first = await openThresholdCompany();
});
afterAll(() => first.drop());

/** Six products: two are tea, in a category and from a supplier; all in the first warehouse, the first three in both. */
const assortment = async () => {
  const on = await first.neighbour();
  const { id: categoryId } = await on.manager.categories.create({ name: 'Tea', lowStockThreshold: null });
  const [main, second] = [
    await on.manager.suppliers.create({ name: 'Main' }),
    await on.manager.suppliers.create({ name: 'Second' }),
  ];
  const ids: string[] = [];
  for (let index = 0; index < 6; index += 1) {
    const name = index < 2 ? `Tea ${index}` : `Cup ${index}`;
    const id = await on.product({ name });
    ids.push(id);
    if (index < 2) {
      await on.manager.products.update({ productId: id, categoryId });
      const offer = { productId: id, price: '1.00', leadTimeDays: 1 };
      await on.manager.suppliers.setOffer({ ...offer, supplierId: main.id, primary: true });
      await on.manager.suppliers.setOffer({ ...offer, supplierId: second.id });
    }
    const places = index < 3 ? [on.warehouseId, on.secondId] : [on.warehouseId];
    await on.call.inventory.receive({
      lines: places.map((warehouseId) => ({ productId: id, warehouseId, quantity: 30 })),
    });
  }
  await on.product({ isBundle: true, name: 'Tea set' });
  return { ...on, ids, categoryId, mainId: main.id, secondSupplierId: second.id };
};

describe('thresholds.setWhere', () => {
  test('each condition finds its own, and all must hold', async () => {
    const on = await assortment();
    const count = async (where: object, scope: 'level' | 'product' = 'product') =>
      (await on.manager.thresholds.setWhere({ scope, where, threshold: 5, dryRun: true })).matched;
    expect(await count({})).toBe(6);
    expect(await count({ search: 'tea' })).toBe(2);
    expect(await count({ categoryIds: [on.categoryId] })).toBe(2);
    expect(await count({ supplierIds: [on.mainId] })).toBe(2);
    expect(await count({ supplierIds: [on.secondSupplierId] })).toBe(0);
    expect(await count({ productIds: on.ids.slice(1, 4) })).toBe(3);
    expect(await count({ productIds: on.ids.slice(1, 4), search: 'tea' })).toBe(1);
    expect(await count({ warehouseIds: [on.secondId] }, 'level')).toBe(3);
    expect(await count({ warehouseIds: [on.secondId, on.warehouseId], search: 'tea' }, 'level')).toBe(4);
    await on.untilNothingPends();
  });

  test('sets products’ own thresholds, says how many were another, and opens and ends alerts', async () => {
    const on = await assortment();
    const asked = { scope: 'product', where: { search: 'tea' }, threshold: 30 } as const;
    expect(await on.manager.thresholds.setWhere({ ...asked, dryRun: true })).toEqual({
      matched: 2,
      changed: 2,
    });
    expect(await on.states()).toEqual({});
    expect(await on.manager.thresholds.setWhere(asked)).toEqual({ matched: 2, changed: 2 });
    expect(await on.manager.thresholds.setWhere(asked)).toEqual({ matched: 2, changed: 0 });
    // In both warehouses, both of them.
    expect(await on.states()).toEqual({ open: 4 });
    expect(await on.manager.products.get({ productId: on.ids[0] ?? '' })).toMatchObject({
      lowStockThreshold: 30,
    });
    await on.manager.thresholds.setWhere({ ...asked, threshold: null });
    expect(await on.states()).toEqual({ resolved: 4 });
  });

  test('sets levels in the warehouses named and nowhere else, and makes none', async () => {
    const on = await assortment();
    const asked = { scope: 'level' as const, where: { warehouseIds: [on.secondId] }, threshold: 40 };
    expect(await on.manager.thresholds.setWhere(asked)).toEqual({ matched: 3, changed: 3 });
    expect(await on.states()).toEqual({ open: 3 });
    expect(await on.level(on.ids[4] ?? '', on.secondId)).toBeNull();
    expect((await on.manager.thresholds.list({ source: 'level' })).items).toHaveLength(3);
    expect(await on.drifts()).toBe(0);
  });

  test('refuses ids that are unknown, levels without warehouses and products with them', async () => {
    const on = await assortment();
    const refused = (asked: Parameters<typeof on.manager.thresholds.setWhere>[0]) =>
      refusalOf(on.manager.thresholds.setWhere(asked));
    const unknown = { warehouseIds: [on.warehouseId, uuidv7()], supplierIds: [uuidv7()] };
    expect(await refused({ scope: 'level', where: unknown, threshold: 1 })).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'where.warehouseIds.1' }, { path: 'where.supplierIds.0' }] },
    });
    const words = { code: 'VALIDATION_FAILED', details: { fields: [{ path: 'where.warehouseIds' }] } };
    expect(await refused({ scope: 'level', where: {}, threshold: 1 })).toMatchObject(words);
    expect(
      await refused({ scope: 'product', where: { warehouseIds: [on.warehouseId] }, threshold: 1 }),
    ).toMatchObject(words);
  });

  test('refuses more than 10,000; takes 10,000, and all their levels follow', async () => {
    const on = await first.neighbour();
    await on.read(
      `insert into products (company_id, id, sku, sku_key, name, price)
       select $1, gen_random_uuid(), 'X-' || n, 'x-' || n, 'Thing ' || n, 1 from generate_series(1, 10001) n`,
    );
    await on.read(
      `insert into inventory (company_id, product_id, warehouse_id, on_hand, version, alert_threshold, alert_clear_above)
       select $1, id, $2::uuid, 50, 1, 10, 10 from products where company_id = $1`,
      [on.warehouseId],
    );
    const asked = { scope: 'product', threshold: 60 } as const;
    expect(await refusalOf(on.manager.thresholds.setWhere({ ...asked, where: {} }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'where', message: expect.stringContaining('10,000') }] },
    });
    const [last] = await on.read<{ id: string }>(
      "select id from products where company_id = $1 and sku = 'X-10001'",
    );
    await on.manager.products.update({ productId: last?.id ?? '', name: 'Other', barcode: null });
    const set = await on.manager.thresholds.setWhere({ ...asked, where: { search: 'thing' } });
    expect(set).toEqual({ matched: 10_000, changed: 10_000 });
    await on.untilNothingPends();
    expect(await on.states()).toEqual({ open: 10_000 });
    const { warehouseId } = on;
    const levels = {
      scope: 'level' as const,
      where: { warehouseIds: [warehouseId], search: 'thing' },
      threshold: 5,
    };
    expect(await on.manager.thresholds.setWhere(levels)).toEqual({ matched: 10_000, changed: 10_000 });
    await on.untilNothingPends();
    expect(await on.states()).toEqual({ resolved: 10_000 });
  }, 120_000);
});

describe('thresholds.list', () => {
  test('gives each level’s threshold with all it could come from, in pages by SKU and warehouse', async () => {
    const on = await assortment();
    await on.manager.thresholds.set({
      thresholds: [
        { productId: on.ids[2] ?? '', warehouseId: on.secondId, threshold: 3 },
        { productId: on.ids[2] ?? '', threshold: 4 },
        { categoryId: on.categoryId, threshold: 5 },
      ],
    });
    const seen = [];
    for (let cursor: string | undefined; ; ) {
      const page = await on.manager.thresholds.list({ limit: 4, cursor });
      seen.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = page.nextCursor;
    }
    expect(seen).toHaveLength(9);
    expect(new Set(seen.map(({ productId, warehouseId }) => `${productId}/${warehouseId}`)).size).toBe(9);
    expect(seen.map(({ source }) => source).sort()).toEqual([
      ...Array(4).fill('category'),
      ...Array(3).fill('company'),
      'level',
      'product',
    ]);
    expect(seen.find(({ source }) => source === 'level')).toEqual({
      productId: on.ids[2],
      sku: expect.any(String),
      productName: 'Cup 2',
      warehouseId: on.secondId,
      warehouseName: 'Second warehouse',
      categoryId: null,
      threshold: 3,
      source: 'level',
      levelThreshold: 3,
      productThreshold: 4,
      categoryThreshold: null,
      companyThreshold: 10,
      watched: true,
    });
    const all = {
      productIds: on.ids,
      warehouseIds: [on.warehouseId],
      categoryIds: [on.categoryId],
      search: 'tea',
    };
    expect((await on.manager.thresholds.list({ ...all, source: 'category' })).items).toHaveLength(2);
    expect((await on.manager.thresholds.list({ ...all, source: 'company' })).items).toEqual([]);
    await on.manager.products.deactivate({ productId: on.ids[5] ?? '' });
    const [closed] = (await on.manager.thresholds.list({ productIds: [on.ids[5] ?? ''] })).items;
    expect(closed).toMatchObject({ threshold: 10, watched: false });
  });
});
