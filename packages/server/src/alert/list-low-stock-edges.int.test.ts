import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { alertCompany, daysAgo } from './testing/alert-company.ts';

let on: TestDatabase;

beforeAll(async () => {
  on = await createTestDatabase();
});
afterAll(() => on.drop());

describe('days', () => {
  test('the hour that comes twice at midnight when clocks go back belongs to its own day only', async () => {
    const { call, product, warehouseId, sold } = await alertCompany(on.database, 'Atlantic/Azores');
    const productId = await product();
    // On 26 October 2025 it was 00:30 twice in the Azores.
    const line = { productId, warehouseId, quantity: 5, occurredAt: '2025-10-25T12:00:00Z' };
    await call.inventory.receive({ lines: [line] });
    await sold(productId, 1, '2025-10-25T13:00:00Z');
    const { alerts } = await call.alerts.lowStock({ windowEndsOn: '2025-10-25', recentSalesDays: 10 });
    expect(alerts[0]?.demand).toMatchObject({ daysInStock: 1, velocity: 1 });
  });

  test('stock that went in the first of two midnight hours was there on that day', async () => {
    const { call, product, warehouseId, receive, sold } = await alertCompany(on.database, 'Atlantic/Azores');
    const productId = await product();
    await receive(productId, 5, 200);
    await sold(productId, 5, '2025-10-26T00:30:00Z');
    const line = { productId, warehouseId, quantity: 1, occurredAt: '2025-10-28T12:00:00Z' };
    await call.inventory.receive({ lines: [line] });
    await sold(productId, 1, '2025-10-28T13:00:00Z');
    const { alerts } = await call.alerts.lowStock({ windowEndsOn: '2025-10-30', recentSalesDays: 5 });
    expect(alerts[0]?.demand).toMatchObject({ totalRecentSales: 6, daysInStock: 2, velocity: 3 });
  });
});

describe('clocks that go back just after midnight', () => {
  test('a stretch that ends on the day before it began by the wall clock is two days, and no error', async () => {
    const { call, product, warehouseId } = await alertCompany(on.database, 'America/St_Johns');
    const productId = await product();
    // On 7 November 2010 at 00:01 it was 23:01 of the day before again.
    const move = (quantity: number, occurredAt: string) =>
      quantity > 0
        ? call.inventory.receive({ lines: [{ productId, warehouseId, quantity, occurredAt }] })
        : call.inventory.adjust({
            lines: [{ productId, warehouseId, quantityChange: quantity, reason: 'lost', occurredAt }],
          });
    await move(5, '2010-11-07T02:30:30Z');
    await move(-5, '2010-11-07T02:40:00Z');
    const list = await call.alerts.lowStock({
      windowEndsOn: '2010-11-07',
      recentSalesDays: 5,
      demand: 'any',
    });
    expect(list.alerts[0]?.demand.daysInStock).toBe(2);
  });
});

describe('large figures', () => {
  test('units of a window may be more than a level can hold', async () => {
    const { call, product, receive, sold } = await alertCompany(on.database);
    const productId = await product();
    for (const ago of [6, 3]) {
      await receive(productId, 2_147_483_647, ago);
      await sold(productId, 2_147_483_647, daysAgo(ago - 1));
    }
    const { alerts } = await call.alerts.lowStock({});
    expect(alerts[0]).toMatchObject({
      demand: { totalRecentSales: 4_294_967_294, daysInStock: 4, velocity: 1_073_741_823.5 },
      daysUntilStockout: 0,
    });
  });

  test('equal velocities are equal, whatever they are made of: the id decides', async () => {
    const { call, product, receive, sold } = await alertCompany(on.database);
    const [first, second] = [await product(), await product()].sort() as [string, string];
    // 11,333 1/3 a day, from nine days and from three.
    for (const [id, units, days] of [
      [first, 102_000, 9],
      [second, 34_000, 3],
    ] as const) {
      await receive(id, units, days);
      await sold(id, units, daysAgo(1));
    }
    const { alerts } = await call.alerts.lowStock({});
    expect(alerts.map(({ demand }) => demand.daysInStock)).toEqual([9, 3]);
    expect(alerts.map((alert) => alert.product.id)).toEqual([first, second]);
  });
});

describe('edges', () => {
  test('what lasts exactly as long as the critical days is critical, also in the totals', async () => {
    const { call, product, receive, sold } = await alertCompany(on.database);
    const id = await product({ lowStockThreshold: 20 });
    await receive(id, 24, 20);
    await sold(id, 10, daysAgo(9));
    await call.company.update({ criticalDays: 14 });
    // 10 in 10 days, and 14 left.
    const { alerts, ...totals } = await call.alerts.lowStock({ recentSalesDays: 10 });
    expect(alerts).toMatchObject([{ daysUntilStockout: 14, severity: 'critical' }]);
    expect(totals).toMatchObject({ totalAlerts: 1, criticalAlerts: 1 });
    await call.company.update({ criticalDays: 13 });
    expect(await call.alerts.lowStock({ recentSalesDays: 10 })).toMatchObject({
      alerts: [{ daysUntilStockout: 14, severity: 'low' }],
      criticalAlerts: 0,
    });
  });

  test('to set what never was there to 0 makes no level: nothing is low, and nothing drifts', async () => {
    const { call, product, warehouseId } = await alertCompany(on.database);
    const productId = await product();
    await call.inventory.set({ lines: [{ productId, warehouseId, onHand: 0, expectedOnHand: null }] });
    expect((await call.alerts.lowStock({ demand: 'any' })).alerts).toEqual([]);
    expect(await call.alerts.reconcile({})).toMatchObject({ levelsChecked: 0, levelDriftCount: 0 });
  });
});
