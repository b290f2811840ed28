import { compareDemand, type Database, keepFigures } from '@stockflow/db';
import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import type { LowStockAnswer } from '@stockflow/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AlertCompany, alertCompany, daysAgo } from './testing/alert-company.ts';

const NOW = new Date('2026-03-31T10:00:00Z');
let on: TestDatabase;
let database: Database;
let shop: AlertCompany;
let companyId: string;

beforeAll(async () => {
  on = await createTestDatabase();
  database = on.database;
});
afterAll(() => on.drop());
beforeEach(async () => {
  shop = await alertCompany(database, 'Pacific/Auckland');
  companyId = (await shop.call.company.get({})).id;
});

/** How many figures are kept that are true of their level's version. */
const kept = async (): Promise<number> => {
  const [row] = await database.readInCompany<{ count: number }>(companyId, {
    text: `select count(*)::int as count from low_stock_figures g
             join inventory i using (company_id, product_id, warehouse_id)
            where g.level_version = i.version`,
  });
  return row?.count ?? 0;
};

/** The list as it is, then as it is without anything kept. They are the same, whatever is kept. */
const list = async (): Promise<LowStockAnswer> => {
  const withKept = await shop.call.alerts.lowStock({ demand: 'any', limit: 250 });
  const computed = await shop.call.alerts.lowStock({
    demand: 'any',
    limit: 250,
    recentSalesDays: withKept.summary.recentSalesDays,
    windowEndsOn: withKept.summary.windowEndsOn,
  });
  await database.inCompany(companyId, (tx) =>
    tx.execute({
      text: 'update low_stock_figures set level_version = -1, invalidations = invalidations + 1',
    }),
  );
  const without = await shop.call.alerts.lowStock({ demand: 'any', limit: 250 });
  expect(withKept).toEqual(without);
  expect(computed).toEqual(without);
  return without;
};

const low = async (quantity = 20, sold = 15): Promise<string> => {
  const productId = await shop.product();
  await shop.receive(productId, quantity, 30);
  await shop.sold(productId, sold, daysAgo(5));
  return productId;
};

describe('figures that are kept', () => {
  test('are kept for what is low, once', async () => {
    await low();
    await low(100, 1);
    // The second was low when it was made: there was nothing on it yet.
    expect(await keepFigures(database, companyId, NOW)).toBe(2);
    expect(await kept()).toBe(1);
    expect(await keepFigures(database, companyId, NOW)).toBe(0);
    expect((await list()).alerts).toMatchObject([{ demand: { totalRecentSales: 15, daysInStock: 30 } }]);
  });

  test('are of before once the level moves, and count again when they are read anew', async () => {
    const productId = await low();
    await keepFigures(database, companyId, NOW);
    await shop.sold(productId, 2, daysAgo(1));
    expect(await kept()).toBe(0);
    expect(await keepFigures(database, companyId, NOW)).toBe(1);
    expect((await list()).alerts).toMatchObject([{ demand: { totalRecentSales: 17, activeSalesDays: 2 } }]);
  });

  test('are of before on another day, in another window and in another time zone', async () => {
    await low();
    await keepFigures(database, companyId, NOW);
    expect(await keepFigures(database, companyId, new Date(NOW.getTime() + 86_400_000))).toBe(1);
    await shop.call.company.update({ recentSalesWindowDays: 3 });
    expect((await list()).alerts).toMatchObject([{ demand: { totalRecentSales: 0, daysInStock: 3 } }]);
    await keepFigures(database, companyId, NOW);
    await shop.call.company.update({ timeZone: 'America/New_York', recentSalesWindowDays: 90 });
    expect((await list()).alerts).toMatchObject([{ demand: { totalRecentSales: 15 } }]);
  });

  test('are of before when goods come back that move no stock: as scrap, or to another warehouse', async () => {
    const productId = await low();
    const { results } = await shop.sold(productId, 3, daysAgo(2));
    const saleId = results[0]?.id ?? '';
    const other = await shop.call.warehouses.create({ name: 'Second' });
    await keepFigures(database, companyId, NOW);
    const lines = [{ saleLineNumber: 1, quantity: 1, disposition: 'scrap' as const }];
    await shop.call.returns.create({ saleId, lines });
    expect(await kept()).toBe(0);
    expect((await list()).alerts[0]?.demand.totalRecentSales).toBe(17);
    await keepFigures(database, companyId, NOW);
    await shop.call.returns.create({
      saleId,
      lines: [{ saleLineNumber: 1, quantity: 2, warehouseId: other.id }],
    });
    expect(
      (await list()).alerts.find(({ warehouse }) => warehouse.id === shop.warehouseId)?.demand
        .totalRecentSales,
    ).toBe(15);
  });

  test('who computes while goods come back does not keep what it read before', async () => {
    const productId = await low();
    const { results } = await shop.sold(productId, 3, daysAgo(2));
    const saleId = results[0]?.id ?? '';
    await shop.call.returns.create({
      saleId,
      lines: [{ saleLineNumber: 1, quantity: 1, disposition: 'scrap' }],
    });
    // A row is held that the keeper has to wait for, with what it read already behind it.
    let keeping: Promise<number> | undefined;
    await database.inCompany(companyId, async (tx) => {
      await tx.query({
        text: 'select 1 from low_stock_figures where product_id = $1 for update',
        values: [productId],
      });
      keeping = keepFigures(database, companyId, NOW);
      await tx.query({ text: 'select pg_sleep(0.3)' });
      await tx.execute({
        text: `update low_stock_figures set level_version = -1, invalidations = invalidations + 1 where product_id = $1`,
        values: [productId],
      });
    });
    expect(await keeping).toBe(0);
    expect(await kept()).toBe(0);
    expect((await list()).alerts[0]?.demand.totalRecentSales).toBe(17);
  });
});

describe('another time zone', () => {
  test('moves each sale to the day it was there, also across a change of the clocks', async () => {
    const productId = await shop.product();
    await shop.receive(productId, 500, 80);
    // New York changes its clocks on 2026-03-08; Auckland on 2026-04-05.
    for (const at of [
      '2026-03-08T04:59:00Z',
      '2026-03-08T05:01:00Z',
      '2026-03-09T03:59:00Z',
      '2026-03-09T04:01:00Z',
    ]) {
      await shop.sold(productId, 1, at);
    }
    const days = () =>
      database.readInCompany<{ day: string; sold: number }>(companyId, {
        text: 'select day, units_sold as sold from demand_daily where units_sold > 0 order by day',
      });
    expect(await days()).toEqual([
      { day: '2026-03-08', sold: 2 },
      { day: '2026-03-09', sold: 2 },
    ]);
    await shop.call.company.update({ timeZone: 'America/New_York' });
    expect(await days()).toEqual([
      { day: '2026-03-07', sold: 1 },
      { day: '2026-03-08', sold: 2 },
      { day: '2026-03-09', sold: 1 },
    ]);
    expect(await database.inCompany(companyId, (tx) => compareDemand(tx, 10))).toMatchObject({ drifting: 0 });
  });

  test('loses no sale that comes while demand is counted anew', async () => {
    const productId = await shop.product();
    await shop.receive(productId, 5_000, 80);
    const zones = ['Asia/Kolkata', 'Europe/London', 'America/New_York', 'Pacific/Auckland'];
    const selling = Promise.all(
      Array.from({ length: 40 }, (_, index) => shop.sold(productId, 1, daysAgo(1 + (index % 7)))),
    );
    for (const timeZone of zones) await shop.call.company.update({ timeZone });
    await selling;
    const compared = await database.inCompany(companyId, (tx) => compareDemand(tx, 10));
    expect(compared).toMatchObject({ drifting: 0, drifts: [] });
    expect(compared.days).toBeGreaterThanOrEqual(7);
  });
});
