import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Data, generate } from './data/generate.ts';
import { explained, plansOf } from './plans.ts';

let test_: TestDatabase;
let data: Data;

beforeAll(async () => {
  test_ = await createTestDatabase();
  data = await generate(
    test_,
    { companies: 2, products: 1_000, warehouses: 8, lines: 15_000, history: 0 },
    () => undefined,
  );
});
afterAll(() => test_.drop());

const firstCompany = () => {
  const [company] = data.companies;
  if (!company) throw new Error('no company was made');
  return company;
};

describe('plans of what alerts ask of the database', () => {
  test('none reads a table from end to end, or would if it were large', async () => {
    const plans = await plansOf(test_.database, firstCompany(), new Date(data.now));
    const names = plans.map(({ statement }) => statement);
    expect(names).toEqual(
      expect.arrayContaining(['low-stock', 'low-stock-filtered', 'low-stock-found', 'figures-keep']),
    );
    expect(names.some((name) => name.startsWith('ledger+levels+fo+a'))).toBe(true);
    // Until every level knows of a change of thresholds the list looks at all levels of the company: a third of the table here.
    const asWanted = ({ statement, scanned }: (typeof plans)[number]) =>
      scanned.every((name) => statement === 'low-stock-found' && name === 'inventory');
    expect(plans.filter((plan) => !asWanted(plan) || plan.unfound.length > 0)).toEqual([]);
  });
  test('a statement that reads all sale lines of a company is found out', async () => {
    const company = firstCompany();
    const text = 'select count(*) from sale_items where quantity = 3';
    const plan = await explained(test_.database, { companyId: company.id, name: 'scan', text }, 'generic');
    expect([...plan.scanned, ...plan.companyWide].join()).toContain('sale_items');
  });
  test('a statement that has no index to go by is found out, although its table is small', async () => {
    const company = firstCompany();
    const text = 'select count(*) from rate_limits where points = 3';
    const plan = await explained(test_.database, { companyId: company.id, name: 'scan', text }, 'generic');
    expect(plan.unfound).toEqual(['rate_limits']);
  });
});
