import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CompanyTransaction, type Database, TransactionMisuseError } from '../src/connection/index.ts';
import {
  createTestDatabase,
  type SeededCompany,
  seedCompany,
  type TestDatabase,
} from '../src/testing/index.ts';

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

describe('one transaction, two ways to speak', () => {
  test('SQL and Prisma see what the other wrote, and commit together', async () => {
    await database.inCompany(company.companyId, async (tx) => {
      await tx.prisma.product.create({ data: productOf('BOTH-1') });
      const seen = await tx.query<{ name: string }>({
        text: `select name from products where sku = 'BOTH-1'`,
      });
      expect(seen).toEqual([{ name: 'BOTH-1' }]);
      expect(await tx.execute({ text: `update products set name = 'Both' where sku = 'BOTH-1'` })).toBe(1);
      const read = await tx.prisma.product.findFirst({ where: { companyId: tx.companyId, sku: 'BOTH-1' } });
      expect(read?.name).toBe('Both');
    });
    expect(await countOf('BOTH-1')).toBe(1);
  });

  test('what the work throws rolls both back and comes out as it is', async () => {
    const reason = new Error('a reason');
    const thrown = await caught(
      database.inCompany(company.companyId, async (tx) => {
        await tx.prisma.product.create({ data: productOf('GONE-1') });
        await tx.execute({ text: 'update products set name = name' });
        throw reason;
      }),
    );
    expect(thrown).toBe(reason);
    expect(await countOf('GONE-1')).toBe(0);
  });

  test('a read-only transaction writes nothing', async () => {
    const write = database.inCompany(
      company.companyId,
      (tx) => tx.prisma.product.create({ data: productOf('RO-1') }),
      { readOnly: true },
    );
    await expect(write).rejects.toThrow('read-only');
  });

  test('columns come as they are promised', async () => {
    const [row] = await database.readInCompany(company.companyId, {
      text: `select 1.10::numeric(14, 4) as money, 9007199254740993::int8 as large, date '2026-02-28' as day,
                    timestamptz '2026-02-28T12:00:00Z' as instant, array[1.10, 2]::numeric[] as moneys,
                    array[9007199254740993]::int8[] as larges, array[date '2026-02-28'] as days, '{"a": 1}'::jsonb as json,
                    true as flag, 7 as number, array['x'] as words, null as nothing`,
    });
    expect(row).toEqual({
      money: '1.1000',
      large: '9007199254740993',
      day: '2026-02-28',
      instant: new Date('2026-02-28T12:00:00Z'),
      moneys: ['1.10', '2'],
      larges: ['9007199254740993'],
      days: ['2026-02-28'],
      json: { a: 1 },
      flag: true,
      number: 7,
      words: ['x'],
      nothing: null,
    });
  });
});

describe('nested writes of Prisma', () => {
  const offerOf = (supplierId: string) => ({
    companyId: company.companyId,
    supplierId,
    price: '1',
    leadTimeDays: 1,
  });
  /** Product and offer in one call: Prisma wraps them into a transaction, here a savepoint. */
  const withOffer = (tx: CompanyTransaction, sku: string, supplierId = company.supplierId) => {
    const { companyId, ...data } = productOf(sku);
    return tx.prisma.product.create({
      data: {
        ...data,
        company: { connect: { id: companyId } },
        offers: { create: [{ ...offerWithout(supplierId) }] },
      },
    });
  };
  const offerWithout = (supplierId: string) => {
    const { companyId, supplierId: id, ...rest } = offerOf(supplierId);
    return {
      ...rest,
      company: { connect: { id: companyId } },
      supplier: { connect: { companyId_id: { companyId, id } } },
    };
  };

  test('run on a savepoint, inside the transaction', async () => {
    await caught(
      database.inCompany(company.companyId, async (tx) => {
        await withOffer(tx, 'NEST-1');
        expect(await tx.prisma.supplierProduct.count()).toBe(1);
        throw new Error('undone');
      }),
    );
    expect(await countOf('NEST-1')).toBe(0);
    await database.inCompany(company.companyId, (tx) => withOffer(tx, 'NEST-1'));
    expect(await countOf('NEST-1')).toBe(1);
  });

  test('that fail are undone alone, and the transaction goes on', async () => {
    await database.inCompany(company.companyId, async (tx) => {
      await tx.prisma.product.create({ data: productOf('NEST-2') });
      await expect(withOffer(tx, 'NEST-3', uuidv7())).rejects.toThrow();
      await tx.execute({ text: `update products set name = 'went on' where sku = 'NEST-2'` });
    });
    expect([await countOf('NEST-2'), await countOf('NEST-3')]).toEqual([1, 0]);
  });

  test('at once with others keep apart: one that fails takes nobody along', async () => {
    const skus = Array.from({ length: 8 }, (_, index) => `MIX-${index}`);
    await database.inCompany(company.companyId, async (tx) => {
      const outcomes = await Promise.allSettled(
        skus.flatMap((sku, index) => [
          withOffer(tx, sku, index % 2 === 0 ? company.supplierId : uuidv7()),
          tx.execute({ text: `update products set description = $1 where sku = 'NEST-2'`, values: [sku] }),
          tx.prisma.product.count(),
        ]),
      );
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    });
    const kept = await Promise.all(skus.map(countOf));
    expect(kept).toEqual([1, 0, 1, 0, 1, 0, 1, 0]);
  });
});

describe('the end of a transaction', () => {
  test('with queries under way is refused, and nothing is kept', async () => {
    const floating: Promise<unknown>[] = [];
    for (const start of [
      (tx: CompanyTransaction) => tx.prisma.product.create({ data: productOf('FLOAT-1') }).then((row) => row),
      (tx: CompanyTransaction) => tx.execute({ text: `select pg_sleep(0.05)` }),
    ]) {
      const ended = database.inCompany(company.companyId, async (tx) => {
        await tx.prisma.product.create({ data: productOf('FLOAT-2') });
        floating.push(caught(start(tx)));
      });
      await expect(ended).rejects.toThrow(TransactionMisuseError);
    }
    await Promise.all(floating);
    expect([await countOf('FLOAT-1'), await countOf('FLOAT-2')]).toEqual([0, 0]);
  });

  test('closes it: what comes after reaches no database', async () => {
    let kept: CompanyTransaction | undefined;
    await database.inCompany(company.companyId, async (tx) => {
      kept = tx;
      await tx.prisma.product.count();
    });
    const { prisma } = kept as CompanyTransaction;
    await expect(kept?.query({ text: 'select 1' })).rejects.toThrow(TransactionMisuseError);
    await expect(kept?.execute({ text: 'select 1' })).rejects.toThrow(TransactionMisuseError);
    await expect(prisma.product.count()).rejects.toThrow(TransactionMisuseError);
    await expect(prisma.$queryRaw`select 1`).rejects.toThrow(TransactionMisuseError);
    await expect(prisma.product.findFirst().offers()).rejects.toThrow(TransactionMisuseError);
  });

  test('waits for the queries beside one that failed, and throws that one', async () => {
    const both = database.inCompany(company.companyId, (tx) =>
      Promise.all([
        tx.query({ text: 'select 1/0' }),
        tx.prisma.product.create({ data: productOf('BESIDE-1') }),
        tx.query({ text: 'select pg_sleep(0.05)' }),
      ]),
    );
    await expect(both).rejects.toMatchObject({ code: '22012' });
    expect(await countOf('BESIDE-1')).toBe(0);
  });

  test('after a failed query that was swallowed says that nothing was kept', async () => {
    const swallowed = database.inCompany(company.companyId, async (tx) => {
      await tx.prisma.product.create({ data: productOf('SWALLOW-1') });
      await caught(tx.query({ text: 'select 1/0' }));
      return 'done';
    });
    await expect(swallowed).rejects.toThrow(/PostgreSQL kept nothing/);
    expect(await countOf('SWALLOW-1')).toBe(0);
  });
});

describe('many at once', () => {
  test('two hundred transactions of two companies never see each other', async () => {
    const other = await seedCompany(database);
    const pair = [company, other] as const;
    for (const each of pair) {
      await database.inCompany(each.companyId, (tx) =>
        tx.prisma.product.createMany({ data: ['X-1', 'X-2', 'X-3'].map((sku) => productOf(sku, each)) }),
      );
    }
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) => {
        const { companyId, warehouseId } = pair[index % 2] as SeededCompany;
        const key = { where: { companyId_id: { companyId, id: warehouseId } } };
        return database.inCompany(companyId, async ({ prisma, query }) => {
          const parts = await Promise.all([
            prisma.warehouse.findUnique(key), // merged by Prisma's dataloader, within this transaction only
            prisma.warehouse.findUnique({ ...key, select: { companyId: true } }),
            prisma.product.findMany({ where: { sku: { startsWith: 'X-' } } }),
          ]).catch(() => []);
          return { companyId, parts, query };
        });
      }),
    );
    for (const { companyId, parts } of answers) {
      const [first, second, many] = parts as [
        { companyId: string },
        { companyId: string },
        { companyId: string }[],
      ];
      expect([first?.companyId, second?.companyId, ...many.map((row) => row.companyId)]).toEqual(
        Array.from({ length: 5 }, () => companyId),
      );
    }
    expect(database.figures()).toMatchObject({ total: 5, idle: 5, waiting: 0 });
  });

  test('of one transaction are sent together', async () => {
    const sums = await database.inCompany(company.companyId, (tx) =>
      Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          tx.query<{ n: number }>({ name: 'echo', text: 'select $1::int as n', values: [n] }),
        ),
      ),
    );
    expect(sums.flat().map(({ n }) => n)).toEqual(Array.from({ length: 20 }, (_, n) => n));
  });
});
