import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Data, generate } from './generate.ts';
import { verifyCompany } from './verify.ts';

const SIZE = { companies: 2, products: 400, warehouses: 8, lines: 8_000, history: 3 };
let test_: TestDatabase;
let data: Data;

beforeAll(async () => {
  test_ = await createTestDatabase();
  data = await generate(test_, SIZE, () => undefined);
});
afterAll(() => test_.drop());

describe('a generated data set', () => {
  test('agrees with itself by the product’s own proofs, in each company', async () => {
    for (const { id } of data.companies) {
      const { problems } = await verifyCompany(test_.database, id, new Date(data.now));
      expect(problems).toEqual([]);
    }
  });
  test('has the levels and sale lines that were asked for, and a company with more history', async () => {
    const lines: number[] = [];
    for (const { id } of data.companies) {
      const [row] = await test_.database.readInCompany<{ lines: number; levels: number }>(id, {
        text: `select (select count(*) from sale_items where company_id = $1)::integer as lines,
                      (select count(*) from inventory where company_id = $1)::integer as levels`,
        values: [id],
      });
      lines.push(row?.lines ?? 0);
      expect(row?.levels).toBe(800);
    }
    expect(lines).toEqual([4_000, 4_000, 12_000]);
  });
  test('has few low levels, some of them sold out', async () => {
    const [first] = data.companies;
    if (!first) throw new Error('no company was made');
    const { levels, low, out } = await verifyCompany(test_.database, first.id, new Date(data.now));
    expect(low / levels).toBeGreaterThan(0.015);
    expect(low / levels).toBeLessThan(0.05);
    expect(out).toBeGreaterThan(0);
  });
});
