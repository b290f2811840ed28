import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Data, generate } from './data/generate.ts';
import { doorsOf } from './doors.ts';
import { type ObviousRow, obviousStatement, obviousStatementInStock } from './obvious.ts';

const SIZE = { companies: 2, products: 600, warehouses: 8, lines: 20_000, history: 0 };
let test_: TestDatabase;
let data: Data;

beforeAll(async () => {
  test_ = await createTestDatabase();
  data = await generate(test_, SIZE, () => undefined);
});
afterAll(() => test_.drop());

const firstPage = async () => {
  const [company] = data.companies;
  if (!company) throw new Error('no company was made');
  const now = new Date(data.now);
  const doors = await doorsOf(test_.database, company, now);
  return { company, now, page: await doors.alerts.lowStock({ limit: 50 }) };
};

describe('the query that alerts.lowStock is held against', () => {
  test('with days in stock it answers the same page and totals', async () => {
    const { company, now, page } = await firstPage();
    const statement = obviousStatementInStock(company.id, now, 50);
    const rows = await test_.database.readInCompany<ObviousRow>(company.id, statement);
    const told = rows.map((row) => [row.product_id, row.warehouse_id, Number(row.units), Number(row.days)]);
    expect(told).toEqual(
      page.alerts.map(({ product, warehouse, demand }) => [
        product.id,
        warehouse.id,
        demand.totalRecentSales,
        demand.daysInStock,
      ]),
    );
    expect(rows.length).toBeGreaterThan(10);
    expect([Number(rows[0]?.total), Number(rows[0]?.critical)]).toEqual([
      page.totalAlerts,
      page.criticalAlerts,
    ]);
    // Days without stock are in the data: else nothing was compared.
    expect(told.some(([, , , days]) => Number(days) < 90)).toBe(true);
    expect(new Set(page.alerts.map(({ thresholdSource }) => thresholdSource))).toContain('category');
  });
  test('without days in stock it finds as many', async () => {
    const { company, now, page } = await firstPage();
    const statement = obviousStatement(company.id, now, 50);
    const rows = await test_.database.readInCompany<ObviousRow>(company.id, statement);
    expect(Number(rows[0]?.total)).toBe(page.totalAlerts);
  });
});
