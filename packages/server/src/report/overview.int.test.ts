import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callAs } from '../testing/index.ts';
import { type ReportCompany, reportCompany } from './testing/report-company.ts';

let on: TestDatabase;
let company: ReportCompany;
const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();

beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());
beforeEach(async () => {
  company = await reportCompany(on.database, 'Europe/Berlin');
});

const overview = () => company.call.reports.overview();

describe('stock', () => {
  test('is worth on hand times average cost, else the product’s cost, to the last decimal; what has no cost is counted apart', async () => {
    const averaged = await company.product({ cost: '9' });
    const known = await company.product({ cost: '0.0001' });
    const unknown = await company.product();
    await company.receive(averaged, company.hall, 10, daysAgo(9), '1.1');
    await company.receive(averaged, company.hall, 5, daysAgo(8), '1.25');
    await company.receive(averaged, company.shop, 1, daysAgo(8), '3');
    await company.receive(known, company.shop, 2_000_000_000, daysAgo(5));
    await company.receive(unknown, company.hall, 7, daysAgo(5));
    // 15 × 1.15 + 1 × 3 + 2,000,000,000 × 0.0001
    expect((await overview()).stock).toEqual({
      units: 2_000_000_023,
      value: '200020.25',
      unitsWithoutCost: 7,
      productsStocked: 3,
      stockOuts: 0,
    });
  });

  test('is out where nothing is available in any active warehouse, and the list of products finds exactly these', async () => {
    const { call, hall, shop } = company;
    const reserved = await company.product();
    const elsewhere = await company.product();
    const closed = await company.product();
    const never = await company.product();
    const discontinued = await company.product();
    const third = (await call.warehouses.create({ name: 'Closed' })).id;
    await company.receive(reserved, hall, 4, daysAgo(3));
    await call.inventory.reserve({
      lines: [{ productId: reserved, warehouseId: hall, quantity: 4 }],
      ttlSeconds: 600,
    });
    await company.receive(elsewhere, hall, 1, daysAgo(3));
    await company.sold(elsewhere, hall, 1, daysAgo(1));
    await company.receive(elsewhere, shop, 1, daysAgo(3));
    await company.receive(closed, third, 9, daysAgo(3));
    await company.receive(closed, hall, 1, daysAgo(3));
    await company.sold(closed, hall, 1, daysAgo(1));
    await company.sold(closed, third, 9, daysAgo(1));
    await call.warehouses.deactivate({ warehouseId: third });
    await company.receive(discontinued, hall, 1, daysAgo(3));
    await company.sold(discontinued, hall, 1, daysAgo(1));
    await call.products.update({ productId: discontinued, lifecycle: 'discontinued' });
    const { stock } = await overview();
    expect(stock).toMatchObject({ productsStocked: 3, stockOuts: 2, units: 4 + 1 });
    const out = await call.products.list({ stock: 'out', active: true, lifecycle: 'active' });
    expect(out.items.map(({ id }) => id).sort()).toEqual([reserved, closed].sort());
    const there = await call.products.list({ stock: 'in' });
    expect(there.items.map(({ id }) => id)).toEqual([elsewhere]);
    expect(never).not.toBe('');
  });

  test('a bundle is no stock-out, whatever its components', async () => {
    const part = await company.product();
    await company.receive(part, company.hall, 1, daysAgo(3));
    const components = [{ productId: part, quantity: 2 }];
    await company.call.products.createBundle({ sku: 'KIT', name: 'Kit', price: '1', components });
    expect((await overview()).stock).toMatchObject({ productsStocked: 1, stockOuts: 0 });
    expect((await company.call.products.list({ stock: 'out' })).items).toEqual([]);
  });
});

describe('what needs a person', () => {
  test('counts alerts as the inbox does, sales to ship and drafts, holds about to end, transfers and counts', async () => {
    const { call, hall, shop } = company;
    const productId = await company.product({ lowStockThreshold: 90 });
    await company.receive(productId, hall, 100, daysAgo(30));
    await company.sold(productId, hall, 60, daysAgo(20));
    const lines = [{ productId, warehouseId: hall, quantity: 1 }];
    const sale = await call.sales.create({ lines: [{ ...lines[0], unitPrice: '1' } as never] });
    await call.sales.create({ lines: [{ ...lines[0], unitPrice: '1' } as never], status: 'draft' });
    for (const hours of [1, 23, 25]) await call.inventory.reserve({ lines, ttlSeconds: hours * 3600 });
    await call.transfers.ship({
      fromWarehouseId: hall,
      toWarehouseId: shop,
      lines: [{ productId, quantity: 2 }],
    });
    await call.counts.open({ warehouseId: hall });
    const { counts } = await call.alerts.list();
    expect(counts.byState.open).toBe(1);
    const first = await overview();
    expect(first).toMatchObject({
      alerts: { open: 1, acknowledged: 0, ...counts.bySeverity },
      sales: { toShip: 1, drafts: 1, oldestToShipAt: sale.saleDate },
      reservationsEnding: 2,
      transfersInTransit: 1,
      countsOpen: 1,
      catalogue: { products: 1, warehouses: 2 },
    });
    expect((await call.reports.overview({ endingWithinHours: 26 })).reservationsEnding).toBe(3);
    await call.sales.complete({ saleId: sale.id });
    expect((await overview()).sales).toMatchObject({ toShip: 0, oldestToShipAt: null });
  });

  test('leaves out what the caller’s key may not read', async () => {
    const { key } = await company.call.apiKeys.create({ name: 'Display', scopes: ['stock:read'] });
    const { identify } = await import('../auth/identify.ts');
    const call = callAs(on.database, () =>
      identify({ database: on.database, now: new Date(), credential: key }),
    );
    expect(await call.reports.overview()).toMatchObject({ alerts: null, sales: null, stock: { units: 0 } });
    await expect(call.reports.salesTrend()).rejects.toMatchObject({ cause: { code: 'FORBIDDEN' } });
  });
});
