import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import type { LowStockAlert } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AlertCompany, alertCompany, daysAgo } from './testing/alert-company.ts';

let on: TestDatabase;
let shop: AlertCompany;
const explain = (productId: string, warehouseId = shop.warehouseId) =>
  shop.call.alerts.explain({ productId, warehouseId });
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'done',
    (error: { cause: { code: string; message: string } }) => `${error.cause.code}: ${error.cause.message}`,
  );

beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());
beforeEach(async () => {
  shop = await alertCompany(on.database, 'Europe/Berlin');
});

/** The figures that list and explanation share. */
const expectSame = async (alert: LowStockAlert): Promise<void> => {
  const explained = await explain(alert.product.id, alert.warehouse.id);
  const { supplier } = alert;
  expect({
    product: explained.product,
    warehouse: explained.warehouse,
    stock: explained.stock,
    threshold: explained.threshold,
    source: explained.thresholds.find(({ counts }) => counts)?.source,
    demand: explained.demand,
    days: explained.daysUntilStockout,
    date: explained.stockoutDate,
    severity: explained.severity,
    order: explained.suggestedOrderQuantity,
    supplier: explained.supplier?.id,
  }).toMatchObject({
    product: alert.product,
    warehouse: alert.warehouse,
    stock: alert.stock,
    threshold: alert.threshold,
    source: alert.thresholdSource,
    demand: alert.demand,
    days: alert.daysUntilStockout,
    date: alert.stockoutDate,
    severity: alert.severity,
    order: alert.suggestedOrderQuantity,
    supplier: supplier?.id,
  });
  const inStock = explained.demand.inStock.reduce(
    (sum, { from, to }) => sum + (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1,
    0,
  );
  expect(Math.max(1, inStock)).toBe(alert.demand.daysInStock);
};

describe('the explanation and the list', () => {
  test('say the same of every alert; what is not listed says why', async () => {
    const { call, product, receive, sold, warehouseId } = shop;
    const category = await call.categories.create({ name: 'Tea', lowStockThreshold: 30 });
    const supplier = await call.suppliers.create({ name: 'Leaf & Co' });
    const ids: string[] = [];
    for (let index = 0; index < 16; index += 1) {
      const productId = await product({
        ...(index % 3 === 0 && { lowStockThreshold: index }),
        ...(index % 4 === 0 && { categoryId: category.id }),
      });
      ids.push(productId);
      await receive(productId, 20 + index * 3, 60 - index);
      if (index % 5 > 0) await sold(productId, 10 + index * 2, daysAgo(40 - index));
      if (index % 4 === 1) await sold(productId, 10 + index, daysAgo(3));
      if (index % 2 === 0) {
        const terms = { price: '2.5', leadTimeDays: 3 + index, minimumOrderQuantity: 5, packSize: 4 };
        await call.suppliers.setOffer({
          supplierId: supplier.id,
          productId,
          ...terms,
          primary: index % 4 === 0,
        });
      }
    }
    await call.inventory.reserve({ lines: [{ productId: ids[15] ?? '', warehouseId, quantity: 9 }] });
    await call.products.deactivate({ productId: ids[2] ?? '' });
    await call.products.update({ productId: ids[3] ?? '', lifecycle: 'discontinued' });
    const recent = await call.alerts.lowStock({ limit: 250 });
    const any = await call.alerts.lowStock({ demand: 'any', limit: 250 });
    expect(recent.totalAlerts).toBeGreaterThan(3);
    for (const alert of any.alerts) await expectSame(alert);
    const listed = new Set(recent.alerts.map((alert) => alert.product.id));
    const listedAny = new Set(any.alerts.map((alert) => alert.product.id));
    for (const id of ids) {
      const { verdict, absences } = await explain(id);
      const expected = listed.has(id)
        ? ['listed']
        : listedAny.has(id)
          ? ['listed_without_demand']
          : ['not_low', 'not_watched'];
      expect(expected).toContain(verdict);
      expect(absences.length === 0).toBe(listed.has(id));
    }
    expect((await explain(ids[2] ?? '')).absences).toContain('product_inactive');
    expect((await explain(ids[3] ?? '')).absences).toContain('product_discontinued');
    expect(await explain(ids[2] ?? '')).toMatchObject({ noSupplierReason: 'no_primary_offer' });
    expect(await explain(ids[1] ?? '')).toMatchObject({ noSupplierReason: 'no_offer' });
  });

  test('what would clear it clears it, and what would make it low makes it low', async () => {
    const productId = await shop.product({ lowStockThreshold: 8 });
    await shop.call.company.update({ alertHysteresis: 2 });
    await shop.receive(productId, 30, 20);
    await shop.sold(productId, 10, daysAgo(4));
    const { toBecomeLow } = await explain(productId);
    expect(toBecomeLow).toMatchObject({ units: 12 });
    await shop.sold(productId, toBecomeLow?.units ?? 0, daysAgo(1));
    const low = await explain(productId);
    expect(low).toMatchObject({ verdict: 'listed', hysteresis: 2, toClear: { units: 3, threshold: 7 } });
    await shop.receive(productId, 2, 1);
    const phase = async () => (await shop.call.events.list({ types: ['alert.resolved'] })).items.length;
    expect(await phase()).toBe(0);
    await shop.receive(productId, 1, 1);
    expect(await phase()).toBe(1);
  });

  test('a hold whose time is up is told apart, and does not count', async () => {
    const productId = await shop.product();
    await shop.receive(productId, 20, 5);
    const { id } = await shop.call.inventory.reserve({
      lines: [{ productId, warehouseId: shop.warehouseId, quantity: 15 }],
      ttlSeconds: 60,
    });
    const company = (await shop.call.company.get({})).id;
    await on.database.inCompany(company, (tx) =>
      tx.execute({
        text: `update reservations set expires_at = now() - interval '1 hour' where id = $1`,
        values: [id],
      }),
    );
    expect(await explain(productId)).toMatchObject({
      verdict: 'not_low',
      stock: { onHand: 20, reserved: 0, expired: 15, available: 20 },
    });
  });

  test('a pair that never met has nothing; a bundle is not watched', async () => {
    const productId = await shop.product();
    expect(await explain(productId)).toMatchObject({
      verdict: 'listed_without_demand',
      stock: { hasLevel: false, onHand: 0 },
      demand: { inStock: [], daysInStock: 1, velocity: 0 },
    });
  });

  test('what is unknown and what is another company’s is the same NOT_FOUND', async () => {
    const productId = await shop.product();
    const theirs = await alertCompany(on.database);
    const theirProduct = await theirs.product();
    const codes = await Promise.all([
      codeOf(explain(uuidv7())),
      codeOf(explain(theirProduct)),
      codeOf(explain(productId, uuidv7())),
      codeOf(explain(productId, theirs.warehouseId)),
    ]);
    expect(new Set(codes).size).toBe(1);
    expect(codes[0]).toMatch(/^NOT_FOUND/);
  });
});
