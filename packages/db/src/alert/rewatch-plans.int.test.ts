import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompanyTransaction, Database, Statement } from '../connection/index.ts';
import { asAdmin, createTestDatabase, seedCompany, type TestDatabase } from '../testing/index.ts';
import { markThresholds, type ThresholdScope } from './mark-thresholds.ts';
import { rewatchRound } from './rewatch.ts';
import { wakeSnoozed } from './wake-snoozed.ts';

const COMPANIES = 4;
const PRODUCTS = 200;
const WAREHOUSES = 20;

let on: TestDatabase;
let companyId: string;
let ids: Record<ThresholdScope['scope'], string>;
beforeAll(async () => {
  on = await createTestDatabase();
  for (let count = 0; count < COMPANIES; count += 1) {
    const seeded = await seedCompany(on.database);
    companyId = seeded.companyId;
    const productId = uuidv7();
    await on.database.inCompany(companyId, (tx) => fill(tx, seeded.categoryId, productId));
    ids = {
      company: companyId,
      category: seeded.categoryId,
      product: productId,
      warehouse: seeded.warehouseId,
    };
  }
});
afterAll(() => on.drop());

/** 200 products in 20 warehouses, one unit of each in each. A tenth is in the category. */
const fill = async (tx: CompanyTransaction, categoryId: string, productId: string): Promise<void> => {
  const statement = (text: string, values: unknown[] = []) =>
    tx.execute({ text, values: [tx.companyId, ...values] });
  await statement(
    `insert into warehouses (company_id, id, name, name_key)
     select $1, gen_random_uuid(), 'W ' || n, 'w ' || n from generate_series(2, ${WAREHOUSES}) n`,
  );
  await statement(
    `insert into products (company_id, id, sku, sku_key, name, price, category_id)
     select $1, case when n = 1 then $2::uuid else gen_random_uuid() end, 'P-' || n, 'p-' || n, 'P', 1,
            case when n % 10 = 1 then $3::uuid end
     from generate_series(1, ${PRODUCTS}) n`,
    [productId, categoryId],
  );
  await statement(
    `insert into inventory (company_id, product_id, warehouse_id, on_hand, version)
     select $1, p.id, w.id, 1, 1
     from products p join warehouses w on w.company_id = p.company_id
     where p.company_id = $1`,
  );
};

/** The database, and every statement that went through it since. */
const listening = (database: Database) => {
  const heard = new Map<string, Statement>();
  const hear = (statement: Statement): Statement => {
    heard.set(statement.text, statement);
    return statement;
  };
  const listeningIn = (tx: CompanyTransaction): CompanyTransaction => ({
    companyId: tx.companyId,
    get prisma() {
      return tx.prisma;
    },
    query: (statement) => tx.query(hear(statement)),
    execute: (statement) => tx.execute(hear(statement)),
    atCommit: (statement) => tx.atCommit(hear(statement)),
    forgetAtCommit: () => tx.forgetAtCommit(),
  });
  const own: Partial<Database> = {
    inCompany: (id, work, options) => database.inCompany(id, (tx) => work(listeningIn(tx)), options),
    readInCompany: (id, statement) => database.readInCompany(id, hear(statement)),
    inCompanyFlush: (id, statements, options) => database.inCompanyFlush(id, statements.map(hear), options),
  };
  const proxy = new Proxy(database, {
    get: (target, key) => Reflect.get(own, key) ?? Reflect.get(target, key, target),
  });
  return { database: proxy, heard };
};

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly Node[];
}

/** What an index must be asked for, beside the company: else all of the company is read. */
const LEVELS: Readonly<Record<string, RegExp>> = { inventory: /product_id|warehouse_id/ };
const ALL: typeof LEVELS = {
  ...LEVELS,
  alerts: /\b(id|state|product_id)\b/,
  alert_changes: /alert_id/,
  products: /\b(id|category_id)\b/,
};

/** Nodes that read more of a table than is asked for: the whole of it, or all that is the company's. */
const broadReads = (node: Node, narrowed: typeof LEVELS): string[] => {
  const { 'Node Type': type, 'Relation Name': table = '', 'Index Cond': own, Plans: inner = [] } = node;
  const condition = [own, ...inner.map((part) => part['Index Cond'])].join(' ').replaceAll('company_id', '');
  const isBroad = type !== 'ModifyTable' && narrowed[table]?.test(condition) === false;
  return [
    ...(isBroad ? [`${type} of ${table}`] : []),
    ...inner.flatMap((part) => broadReads(part, narrowed)),
  ];
};

/** As it is planned for these values, and for any. */
const broadReadsOf = async ({ text, values = [] }: Statement, narrowed: typeof LEVELS): Promise<string[]> => {
  const explained = [
    { text: `explain (format json) ${text}`, values },
    { text: `explain (format json, generic_plan) ${text}` },
  ];
  const found: string[] = [];
  for (const statement of explained) {
    const rows = await on.database.inCompany(companyId, (tx) =>
      tx.query<{ 'QUERY PLAN': { Plan: Node }[] }>(statement),
    );
    found.push(...rows.flatMap((row) => row['QUERY PLAN'].flatMap(({ Plan }) => broadReads(Plan, narrowed))));
  }
  return found;
};

const statementsOf = async (scope: ThresholdScope['scope']): Promise<Statement[]> => {
  const { database, heard } = listening(on.database);
  // Levels that know another threshold than counts, and some alerts whose snooze is over.
  await on.database.inCompany(companyId, async (tx) => {
    await tx.execute({
      text: 'update companies set default_low_stock_threshold = 11, alert_hysteresis = 1 where id = $1',
      values: [companyId],
    });
    await tx.execute({
      text: 'update inventory set alert_threshold = 12, alert_clear_above = 12 where company_id = $1',
      values: [companyId],
    });
    markThresholds(tx, [{ scope, id: ids[scope] }]);
  });
  let written = 0;
  const horizons = new Map<string, bigint>();
  const onWritten = (levels: number) => {
    written += levels;
  };
  // More than one round where transactions of other tests are under way on the same server.
  while ((await rewatchRound(database, companyId, { horizons, onWritten })).found > 0);
  const all = PRODUCTS * WAREHOUSES;
  const expected = { company: all, category: all / 10, product: WAREHOUSES, warehouse: PRODUCTS };
  expect(written).toBe(expected[scope]);
  return [...heard.values()];
};

// Without statistics, and in a small table, the planner thinks that any index by company is as good for products as another.
describe.each([
  ['without statistics', LEVELS],
  ['with statistics', ALL],
])('%s', (statistics, narrowed) => {
  beforeAll(async () => {
    if (statistics === 'with statistics') await asAdmin(on.adminUrl, (client) => client.query('analyze'));
  });

  test.each(['company', 'category', 'product', 'warehouse'] as const)(
    'a change of a %s: no plan reads more levels than are asked for',
    async (scope) => {
      const statements = await statementsOf(scope);
      expect(statements.length).toBeGreaterThanOrEqual(6);
      for (const statement of statements.filter(({ text }) => !text.includes('pg_notify'))) {
        expect(await broadReadsOf(statement, narrowed), statement.text).toEqual([]);
      }
    },
  );

  test('a query that reads all levels of the company is noticed', async () => {
    const found = await broadReadsOf(
      {
        text: 'select 1 from inventory where company_id = $1 and on_hand = 5',
        values: [companyId],
      },
      narrowed,
    );
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/ of inventory$/);
  });

  test('waking what was snoozed reads no more than that', async () => {
    await on.database.inCompany(companyId, (tx) =>
      tx.execute({
        text: `update alerts set state = 'snoozed', snoozed_until = now() - interval '1 hour', resolved_at = null, resolution = null
               where company_id = $1`,
        values: [companyId],
      }),
    );
    const { database, heard } = listening(on.database);
    await wakeSnoozed(database, companyId);
    expect(heard.size).toBeGreaterThanOrEqual(5);
    for (const statement of [...heard.values()].filter(({ text }) => !text.includes('pg_notify'))) {
      expect(await broadReadsOf(statement, narrowed), statement.text).toEqual([]);
    }
  });
});
