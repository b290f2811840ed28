import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import type { LowStockAlert } from '@stockflow/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AlertCompany, alertCompany, daysAgo } from './testing/alert-company.ts';

let on: TestDatabase;
let call: AlertCompany['call'];
let warehouseId: string;
let product: AlertCompany['product'];
let receive: AlertCompany['receive'];
let sold: AlertCompany['sold'];

beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());

const freshCompany = async (timeZone?: string) => {
  ({ call, warehouseId, product, receive, sold } = await alertCompany(on.database, timeZone));
};
beforeEach(() => freshCompany());

const alertOf = (alerts: LowStockAlert[], productId: string) =>
  alerts.find((alert) => alert.product.id === productId);

describe('what is low', () => {
  test('30 sold in 90 days, all in stock, 12 available: a third of a unit a day, 36 days', async () => {
    const id = await product({ lowStockThreshold: 20 });
    await receive(id, 42, 120);
    for (const ago of [80, 40, 1]) await sold(id, 10, daysAgo(ago));
    const { alerts } = await call.alerts.lowStock({});
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      stock: { onHand: 12, reserved: 0, available: 12 },
      threshold: 20,
      thresholdSource: 'product',
      severity: 'low',
      daysUntilStockout: 36,
      stockoutDate: '2026-05-06',
      demand: { totalRecentSales: 30, activeSalesDays: 3, daysInStock: 90 },
      supplier: null,
      suggestedOrderQuantity: null,
    });
    expect(alerts[0]?.demand.velocity).toBeCloseTo(0.3333, 4);
  });

  test('sold 60 in the first 30 days of the window and empty since: still listed, 2 a day, 0 days', async () => {
    const id = await product();
    await receive(id, 60, 200);
    // The window's first day is 89 days ago; it sells out on its thirtieth.
    await sold(id, 30, daysAgo(89));
    await sold(id, 30, daysAgo(60));
    const { alerts } = await call.alerts.lowStock({});
    expect(alertOf(alerts, id)).toMatchObject({
      daysUntilStockout: 0,
      severity: 'critical',
      stock: { available: 0 },
      demand: { velocity: 2, daysInStock: 30, totalRecentSales: 60 },
    });
  });

  test('what is reserved is not available: 8 of 10 reserved under a threshold of 5 is low', async () => {
    const id = await product({ lowStockThreshold: 5 });
    await receive(id, 11, 30);
    await sold(id, 1, daysAgo(3));
    expect((await call.alerts.lowStock({})).alerts).toEqual([]);
    await call.sales.create({ lines: [{ productId: id, warehouseId, quantity: 8 }] });
    const { alerts } = await call.alerts.lowStock({});
    expect(alertOf(alerts, id)?.stock).toMatchObject({ onHand: 10, reserved: 8, available: 2 });
  });

  test('a threshold of 0 lists what is at 0; discontinued and inactive products and warehouses are not listed', async () => {
    const zero = await product({ lowStockThreshold: 0 });
    const gone = await product();
    const off = await product();
    for (const id of [zero, gone, off]) {
      await receive(id, 5, 20);
      await sold(id, 5, daysAgo(2));
    }
    await call.products.update({ productId: gone, lifecycle: 'discontinued' });
    await call.products.deactivate({ productId: off });
    expect((await call.alerts.lowStock({})).alerts.map((alert) => alert.product.id)).toEqual([zero]);
    await call.warehouses.deactivate({ warehouseId });
    expect((await call.alerts.lowStock({ demand: 'any' })).alerts).toEqual([]);
  });

  test('without demand it is listed only when asked for any, with no made-up number of days', async () => {
    const id = await product();
    await receive(id, 3, 20);
    expect((await call.alerts.lowStock({})).totalAlerts).toBe(0);
    const { alerts } = await call.alerts.lowStock({ demand: 'any' });
    expect(alertOf(alerts, id)).toMatchObject({
      daysUntilStockout: null,
      daysUntilStockoutReason: 'no_recent_sales',
      stockoutDate: null,
      severity: 'low',
      demand: { velocity: 0, totalRecentSales: 0 },
    });
  });
});

describe('threshold, window and returns', () => {
  test('the threshold is the first that exists: product, category, company', async () => {
    const category = await call.categories.create({ name: 'Teas', lowStockThreshold: 7 });
    const inherited = await call.categories.create({ name: 'Loose', lowStockThreshold: null });
    const own = await product({ lowStockThreshold: 8, categoryId: category.id });
    const byCategory = await product({ categoryId: category.id });
    const byCompany = await product({ categoryId: inherited.id });
    for (const id of [own, byCategory, byCompany]) await receive(id, 2, 9);
    const { alerts } = await call.alerts.lowStock({ demand: 'any' });
    const source = (id: string) => [alertOf(alerts, id)?.threshold, alertOf(alerts, id)?.thresholdSource];
    expect(source(own)).toEqual([8, 'product']);
    expect(source(byCategory)).toEqual([7, 'category']);
    expect(source(byCompany)).toEqual([10, 'company']);
  });

  test('returns subtract, and what came back entirely is not in demand', async () => {
    const some = await product();
    const all = await product();
    for (const id of [some, all]) {
      await receive(id, 8, 50);
      await sold(id, 6, daysAgo(20));
    }
    const back = (externalId: string, productId: string, quantity: number) =>
      call.sales.import({
        entries: [
          {
            type: 'return',
            externalId,
            returnedAt: daysAgo(10),
            lines: [{ productId, warehouseId, quantity, unitPrice: '5.00' }],
          },
        ],
      });
    await back('R-1', some, 2);
    await back('R-2', all, 6);
    const { alerts } = await call.alerts.lowStock({ recentSalesDays: 50 });
    expect(alerts.map((alert) => alert.product.id)).toEqual([some]);
    expect(alerts[0]?.demand).toMatchObject({
      totalRecentSales: 4,
      activeSalesDays: 1,
      dailyAverage: 4 / 50,
    });
  });

  test('a day is a day in the company’s zone: a sale late in the evening there counts on that day', async () => {
    await freshCompany('America/New_York');
    const id = await product();
    await receive(id, 9, 40);
    // 2026-03-22T02:30Z is still 21 March in New York: the first day of a ten-day window is 22 March.
    await sold(id, 4, '2026-03-22T02:30:00Z');
    expect((await call.alerts.lowStock({ recentSalesDays: 10 })).totalAlerts).toBe(0);
    const { alerts, summary } = await call.alerts.lowStock({ recentSalesDays: 11 });
    expect(alerts).toHaveLength(1);
    expect(summary).toMatchObject({
      windowStartsOn: '2026-03-21',
      windowEndsOn: '2026-03-31',
      timeZone: 'America/New_York',
    });
  });

  test('windowEndsOn looks at a history that ended in the past', async () => {
    const id = await product();
    await receive(id, 9, 400);
    await sold(id, 4, '2025-04-10T12:00:00Z');
    expect((await call.alerts.lowStock({})).totalAlerts).toBe(0);
    const { alerts } = await call.alerts.lowStock({ windowEndsOn: '2025-04-12', recentSalesDays: 10 });
    expect(alerts[0]).toMatchObject({
      daysUntilStockout: 12,
      stockoutDate: '2025-04-24',
      demand: { daysInStock: 10 },
    });
  });
});

describe('supplier, order and pages', () => {
  test('names the primary supplier and what to order; two offers without a primary are one row without supplier', async () => {
    const supplier = await call.suppliers.create({ name: 'Leaf & Co', contactEmail: 'orders@leaf.example' });
    const other = await call.suppliers.create({ name: 'Other' });
    const withPrimary = await product();
    const without = await product();
    for (const id of [withPrimary, without]) {
      await receive(id, 95, 90);
      await sold(id, 90, daysAgo(1));
      for (const from of [supplier, other]) {
        await call.suppliers.setOffer({
          supplierId: from.id,
          productId: id,
          price: '2.1',
          leadTimeDays: 14,
          minimumOrderQuantity: 10,
          packSize: 6,
          primary: id === withPrimary && from.id === supplier.id,
        });
      }
    }
    const { alerts } = await call.alerts.lowStock({ recentSalesDays: 90 });
    expect(alerts).toHaveLength(2);
    expect(alertOf(alerts, withPrimary)).toMatchObject({
      supplier: {
        id: supplier.id,
        name: 'Leaf & Co',
        contactEmail: 'orders@leaf.example',
        price: '2.10',
        leadTimeDays: 14,
        packSize: 6,
      },
      // 90 in 90 days: 21 days to cover less 5 on the shelf is 16, in packs of 6.
      suggestedOrderQuantity: 18,
      severity: 'critical',
      daysUntilStockout: 5,
    });
    expect(alertOf(alerts, without)).toMatchObject({ supplier: null, suggestedOrderQuantity: null });
    const filtered = await call.alerts.lowStock({ supplierIds: [supplier.id] });
    expect(filtered.alerts.map((alert) => alert.product.id)).toEqual([withPrimary]);
  });

  test('totals are of the whole result; pages follow the order without skipping or repeating', async () => {
    const products = Array.from({ length: 60 }, (_, index) => ({
      sku: `M-${index}`,
      name: `Many ${index}`,
      price: '1.00',
      warehouseId,
      initialQuantity: index % 12,
      lowStockThreshold: index % 5 === 0 ? 0 : 20,
    }));
    await call.products.createMany({ products });
    const whole = await call.alerts.lowStock({ demand: 'any', limit: 250 });
    const pages: LowStockAlert[] = [];
    let cursor: string | undefined;
    do {
      const page = await call.alerts.lowStock({ demand: 'any', limit: 7, ...(cursor && { cursor }) });
      expect(page.totalAlerts).toBe(whole.totalAlerts);
      expect(page.criticalAlerts).toBe(whole.criticalAlerts);
      pages.push(...page.alerts);
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(pages).toEqual(whole.alerts);
    expect(whole.totalAlerts).toBe(whole.alerts.length);
    expect(whole.criticalAlerts).toBe(whole.alerts.filter((alert) => alert.severity === 'critical').length);
    const ratio = (alert: LowStockAlert) => alert.stock.available / (alert.threshold || 1);
    expect(whole.alerts.map(ratio)).toEqual(whole.alerts.map(ratio).sort((a, b) => a - b));
    const critical = await call.alerts.lowStock({ demand: 'any', severity: 'critical', limit: 250 });
    expect(critical.alerts).toEqual(whole.alerts.filter((alert) => alert.severity === 'critical'));
  });

  test('200 levels low, page of 50: totals say 200 on each of four pages', async () => {
    const products = Array.from({ length: 200 }, (_, index) => ({
      sku: `H-${index}`,
      name: `Hundred ${index}`,
      price: '1.00',
      warehouseId,
      initialQuantity: index % 10,
    }));
    await call.products.createMany({ products });
    const read: string[] = [];
    for (let cursor: string | undefined, page = 1; page <= 4; page += 1) {
      const answer = await call.alerts.lowStock({ demand: 'any', limit: 50, ...(cursor && { cursor }) });
      expect(answer).toMatchObject({ totalAlerts: 200, criticalAlerts: 20 });
      expect(answer.nextCursor === null).toBe(page === 4);
      read.push(...answer.alerts.map(({ product: { id } }) => id));
      cursor = answer.nextCursor ?? undefined;
    }
    expect(new Set(read).size).toBe(200);
  });

  test('malformed filters are refused with the field named, a cursor of another list too', async () => {
    const refusal = (input: object) =>
      call.alerts.lowStock(input as never).catch((error: { cause: unknown }) => error.cause);
    expect(await refusal({ recentSalesDays: 366 })).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'recentSalesDays' }] },
    });
    expect(await refusal({ warehouseIds: ['x'] })).toMatchObject({
      details: { fields: [{ path: 'warehouseIds.0' }] },
    });
    expect(await refusal({ cursor: 'bm9wZQ' })).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'cursor' }] },
    });
  });

  test('another company’s stock is never in the list', async () => {
    const mine = await product();
    await receive(mine, 2, 3);
    await freshCompany();
    expect((await call.alerts.lowStock({ demand: 'any' })).alerts).toEqual([]);
    expect((await call.alerts.lowStock({ demand: 'any' })).totalAlerts).toBe(0);
  });
});
