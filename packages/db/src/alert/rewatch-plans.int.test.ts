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

/** Nodes of a plan that read the whole of one of these tables. */
const scansOf = (plan: string): string[] =>
  plan.match(/Seq Scan on (inventory|alerts|alert_changes)\b/g) ?? [];

const plansOf = async (statement: Statement): Promise<string[]> => {
  const plans: string[] = [];
  const read = (text: string, values?: readonly unknown[]) =>
    on.database.inCompany(companyId, async (tx) => {
      const rows = await tx.query<Record<string, string>>({ text, values });
      plans.push(rows.map((row) => Object.values(row)[0]).join('\n'));
    });
  await read(`explain ${statement.text}`, statement.values ?? []);
  await read(`explain (generic_plan) ${statement.text}`);
  return plans;
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

describe.each(['without statistics', 'with statistics'])('%s', (statistics) => {
  beforeAll(async () => {
    await asAdmin(on.adminUrl, (client) =>
      client.query(statistics === 'with statistics' ? 'analyze' : 'select 1'),
    );
  });

  test.each(['company', 'category', 'product', 'warehouse'] as const)(
    'a change of a %s reads no level that is not concerned: no plan scans the table',
    async (scope) => {
      const statements = await statementsOf(scope);
      expect(statements.length).toBeGreaterThanOrEqual(6);
      for (const statement of statements.filter(({ text }) => !text.includes('pg_notify'))) {
        for (const plan of await plansOf(statement)) expect(scansOf(plan), plan).toEqual([]);
      }
    },
  );

  test('a query that reads the whole table is noticed', async () => {
    const [plan = ''] = await plansOf({
      text: 'select 1 from inventory where company_id = $1 or on_hand = 5',
      values: [companyId],
    });
    expect(scansOf(plan)).toEqual(['Seq Scan on inventory']);
  });

  test('waking what was snoozed scans no table', async () => {
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
      for (const plan of await plansOf(statement)) expect(scansOf(plan), plan).toEqual([]);
    }
  });
});
