import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  checkViolation,
  type Database,
  foreignKeyViolation,
  openDatabase,
  uniqueViolation,
} from '../src/connection/index.ts';
import {
  createTestDatabase,
  type SeededCompany,
  seedCompany,
  type TestDatabase,
} from '../src/testing/index.ts';
import { openWire } from './support/proxy.ts';

let migrated: TestDatabase;
let database: Database;
let company: SeededCompany;

beforeAll(async () => {
  migrated = await createTestDatabase();
  database = migrated.database;
  company = await seedCompany(database);
});
afterAll(() => migrated.drop());

const productOf = (sku: string, of = company) => ({
  companyId: of.companyId,
  id: uuidv7(),
  sku,
  skuKey: sku.toLowerCase(),
  name: sku,
  price: '1.10',
});
const countOf = async (sku: string) =>
  (
    await database.readInCompany(company.companyId, {
      text: 'select 1 from products where sku = $1',
      values: [sku],
    })
  ).length;
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('round trips', () => {
  test('one for a read, one for a look-up, two for SQL in a transaction', async () => {
    const wire = await openWire(migrated.appUrl);
    const counted = openDatabase({ url: wire.url, poolMax: 1 });
    const trips = async (call: () => Promise<unknown>) => {
      await call(); // connected and prepared
      const before = wire.roundTrips();
      await call();
      return wire.roundTrips() - before;
    };
    const statement = {
      name: 'one',
      text: 'select id from companies where id = $1',
      values: [company.companyId],
    };
    try {
      const { companyId, email } = company;
      expect(await trips(() => counted.readInCompany(companyId, statement))).toBe(1);
      expect(await trips(() => counted.lookupEmail('user', email))).toBe(1);
      expect(await trips(() => counted.inCompanyFlush(companyId, [statement, statement, statement]))).toBe(1);
      expect(await trips(() => counted.inCompany(companyId, (tx) => tx.query(statement)))).toBe(2);
      expect(
        await trips(() => counted.inCompany(companyId, (tx) => tx.prisma.company.findFirst())),
      ).toBeLessThanOrEqual(3);
    } finally {
      await counted.close();
      await wire.close();
    }
  });

  test('a flush that fails in the middle keeps nothing and names the first error', async () => {
    const insert = (sku: string) => ({
      text: `insert into products (company_id, id, sku, sku_key, name, price) values ($1, $2, $3::text, lower($3::text), $3::text, 1)`,
      values: [company.companyId, uuidv7(), sku],
    });
    const flushed = database.inCompanyFlush(company.companyId, [
      insert('FLUSH-1'),
      { text: 'select 1/0' },
      insert('FLUSH-2'),
    ]);
    await expect(flushed).rejects.toMatchObject({ code: '22012' });
    expect(await countOf('FLUSH-1')).toBe(0);
    const [first, second] = await database.inCompanyFlush(company.companyId, [
      insert('FLUSH-1'),
      insert('FLUSH-2'),
    ]);
    expect([first?.rowCount, second?.rowCount]).toEqual([1, 1]);
    expect(await countOf('FLUSH-2')).toBe(1);
  });
});

describe('what refused a row', () => {
  const unique = { constraint: 'products_company_id_sku_key_key', table: 'products' };
  const check = { constraint: 'products_price_check', table: 'products' };
  const foreign = { constraint: 'products_company_id_category_id_fkey', table: 'products' };

  test('is told alike for SQL, for Prisma, and for SQL through Prisma', async () => {
    await database.inCompany(company.companyId, (tx) =>
      tx.prisma.product.create({ data: productOf('TWICE') }),
    );
    const refused = (changes: object, way: 'sql' | 'prisma' | 'raw') =>
      caught(
        database.inCompany(company.companyId, async (tx) => {
          const row = { ...productOf('ONCE'), categoryId: null, ...changes };
          const text = `insert into products (company_id, id, sku, sku_key, name, price, category_id)
                        values ($1::uuid, $2::uuid, $3, $4, $5, $6::numeric, $7::uuid)`;
          const values = [row.companyId, row.id, row.sku, row.skuKey, row.name, row.price, row.categoryId];
          if (way === 'sql') await tx.execute({ text, values });
          else if (way === 'raw') await tx.prisma.$executeRawUnsafe(text, ...values);
          else await tx.prisma.product.create({ data: row });
        }),
      );
    for (const way of ['sql', 'prisma', 'raw'] as const) {
      const twice = await refused({ sku: 'Twice', skuKey: 'twice' }, way);
      expect(uniqueViolation(twice), way).toEqual(unique);
      expect(checkViolation(twice)).toBeNull();
      expect(checkViolation(await refused({ price: '-1' }, way)), way).toEqual(check);
      expect(foreignKeyViolation(await refused({ categoryId: uuidv7() }, way)), way).toEqual(foreign);
    }
    expect(uniqueViolation(new Error('another'))).toBeNull();
    expect(uniqueViolation(undefined)).toBeNull();
  });
});

test('the shared connection carries the counters of a throttle', async () => {
  const limiter = new RateLimiterPostgres({
    storeClient: database.shared,
    storeType: 'pool',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    points: 3,
    duration: 60,
  });
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => limiter.consume('somebody')));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  await limiter.delete('somebody');
  expect((await limiter.consume('somebody')).consumedPoints).toBe(1);
});
