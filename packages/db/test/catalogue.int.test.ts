import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { APP_ROLE } from '../src/migrate/index.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { commentsOfSchema } from '../src/testing/schema-comments.ts';
import { sharedTables, tablesOf } from './support/catalogue.ts';

describe('the catalogue of a migrated database', () => {
  let migrated: TestDatabase;
  let tables: string[];

  beforeAll(async () => {
    migrated = await createTestDatabase();
    tables = await asAdmin(migrated.adminUrl, tablesOf);
  });
  afterAll(() => migrated.drop());

  const rows = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    asAdmin(migrated.adminUrl, async (client) => (await client.query<Row>(sql, values)).rows);
  /** The first column of each row. */
  const list = async (sql: string, values: unknown[] = []) =>
    (await rows(sql, values)).map((row) => String(Object.values(row)[0]));

  test('is not empty', () => {
    expect(tables.length).toBe(32);
  });

  test('row-level security is enabled and forced on every table', async () => {
    const open = await list(
      `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
        and relname <> '_prisma_migrations' and not (relrowsecurity and relforcerowsecurity)`,
    );
    expect(open).toEqual([]);
  });

  test('every tenant table has one wall, for reading and for writing, on the company', async () => {
    const found = await rows(
      `select tablename, policyname, permissive, roles::text, cmd, qual, with_check from pg_policies order by 1, 2`,
    );
    const setting = `(NULLIF(current_setting('app.company_id'::text, true), ''::text))::uuid`;
    const walls = tables
      .filter((table) => !sharedTables.includes(table))
      .map((tablename) => {
        const rule = `(${tablename === 'companies' ? 'id' : 'company_id'} = ${setting})`;
        return { tablename, policyname: 'company_wall', cmd: 'ALL', qual: rule, with_check: rule };
      });
    const others = [
      {
        tablename: 'email_claims',
        policyname: 'exact_address',
        cmd: 'SELECT',
        qual: `(email = NULLIF(current_setting('app.lookup_email'::text, true), ''::text))`,
        with_check: null,
      },
      {
        tablename: 'rate_limits',
        policyname: 'shared_counters',
        cmd: 'ALL',
        qual: 'true',
        with_check: 'true',
        roles: `{${APP_ROLE}}`,
      },
    ];
    const expected = [...walls, ...others].map((policy) => ({
      permissive: 'PERMISSIVE',
      roles: '{public}',
      ...policy,
    }));
    const key = (policy: Record<string, unknown>) => `${policy.tablename} ${policy.policyname}`;
    expect(found).toEqual(expected.sort((a, b) => (key(a) < key(b) ? -1 : 1)));
  });

  test('the company comes first in every primary key of a tenant table', async () => {
    const firsts = await rows<{ table: string; first: string }>(
      `select conrelid::regclass::text as table, a.attname as first
         from pg_constraint join pg_attribute a on a.attrelid = conrelid and a.attnum = conkey[1]
        where contype = 'p' and connamespace = 'public'::regnamespace`,
    );
    const own = { companies: 'id', email_claims: 'scope', rate_limits: 'key', _prisma_migrations: 'id' };
    const expected = new Map([
      ...tables.map((table) => [table, 'company_id'] as const),
      ...Object.entries(own),
    ]);
    expect(new Map(firsts.map(({ table, first }) => [table, first]))).toEqual(expected);
  });

  test('the company comes first in every unique key', async () => {
    const others = await list(
      `select indexrelid::regclass::text from pg_index i join pg_attribute a on a.attrelid = indrelid and a.attnum = indkey[0]
        where indisunique and not indisprimary and indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
          and a.attname <> 'company_id'`,
    );
    expect(others).toEqual([]);
  });

  test('every foreign key begins with the company, on both sides, and deletes nothing', async () => {
    const keys = await rows<{ name: string; to: string; from: string; deletes: string; updates: string }>(
      `select conname as name, f.attname as from, t.attname as to, confdeltype as deletes, confupdtype as updates
         from pg_constraint
         join pg_attribute f on f.attrelid = conrelid and f.attnum = conkey[1]
         join pg_attribute t on t.attrelid = confrelid and t.attnum = confkey[1]
        where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    expect(keys.length).toBeGreaterThan(40);
    const wrong = keys.filter(
      ({ from, to, deletes, updates }) =>
        from !== 'company_id' || !['company_id', 'id'].includes(to) || deletes !== 'a' || updates !== 'a',
    );
    expect(wrong).toEqual([]);
    const toId = keys.filter(({ to }) => to === 'id').map(({ name }) => name);
    expect(toId.every((name) => name.endsWith('_company_id_fkey'))).toBe(true);
  });

  test('every tenant table leads to its company, itself or through what it points at', async () => {
    const pointing = await list(
      `with recursive reached (id) as (
         select conrelid from pg_constraint where contype = 'f' and confrelid = 'companies'::regclass
         union
         select c.conrelid from reached join pg_constraint c on c.contype = 'f' and c.confrelid = reached.id)
       select id::regclass::text from reached`,
    );
    const exempt = ['companies', 'email_claims', ...sharedTables];
    expect(tables.filter((table) => !pointing.includes(table) && !exempt.includes(table))).toEqual([]);
  });

  test('the application may do what it needs and nothing else', async () => {
    const granted = await rows<{ table: string; may: string }>(
      `select table_name as table, string_agg(privilege_type, ' ' order by privilege_type) as may
         from information_schema.role_table_grants where grantee = $1 group by 1`,
      [APP_ROLE],
    );
    const may = new Map(granted.map((grant) => [grant.table, grant.may]));
    const added = [
      'inventory_history',
      'sale_returns',
      'sale_return_items',
      'outbox_events',
      'alert_changes',
    ];
    const deleted = [
      'sessions',
      'supplier_products',
      'product_bundles',
      'idempotency_records',
      'email_claims',
      'rate_limits',
      'threshold_changes',
      'low_stock_figures',
    ];
    const expected = tables.map((table) => [
      table,
      added.includes(table)
        ? 'INSERT SELECT'
        : deleted.includes(table)
          ? 'DELETE INSERT SELECT UPDATE'
          : 'INSERT SELECT UPDATE',
    ]);
    expect(Object.fromEntries(may)).toEqual(Object.fromEntries(expected));
    const columns = await rows(
      `select table_name as table, column_name as column from information_schema.column_privileges
        where grantee = $1 and privilege_type = 'UPDATE' and table_name = any($2)`,
      [APP_ROLE, added],
    );
    expect(columns).toEqual([{ table: 'outbox_events', column: 'sequence' }]);
  });

  test('everybody else may do nothing', async () => {
    expect(
      await list(
        `select table_name from information_schema.role_table_grants where grantee = 'PUBLIC' and table_schema = 'public'`,
      ),
    ).toEqual([]);
    expect(await list(`select 1 where has_schema_privilege($1, 'public', 'create')`, [APP_ROLE])).toEqual([]);
    expect(
      await list(`select 1 where has_table_privilege($1, '_prisma_migrations', 'select')`, [APP_ROLE]),
    ).toEqual([]);
  });

  test("the application's role owns nothing and has no power", async () => {
    const [role] = await rows(
      `select rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication, rolinherit,
              (select count(*)::int from pg_shdepend where refobjid = pg_roles.oid and deptype = 'o') as owned,
              (select count(*)::int from pg_auth_members where member = pg_roles.oid) as memberships
         from pg_roles where rolname = $1`,
      [APP_ROLE],
    );
    expect(role).toEqual({
      rolsuper: false,
      rolbypassrls: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolreplication: false,
      rolinherit: false,
      owned: 0,
      memberships: 0,
    });
  });

  test('there is no trigger, no sequence, no function and no view', async () => {
    expect(await list('select tgname from pg_trigger where not tgisinternal')).toEqual([]);
    expect(await list(`select proname from pg_proc where pronamespace = 'public'::regnamespace`)).toEqual([]);
    expect(
      await list(
        `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('S', 'v', 'm', 'f')`,
      ),
    ).toEqual([]);
  });

  test('every constraint is validated and none is deferred', async () => {
    expect(await list('select conname from pg_constraint where not convalidated or condeferrable')).toEqual(
      [],
    );
  });

  test('every table and column says what it means, in the words of schema.prisma', async () => {
    const found = await rows<{ table: string; column: string | null; text: string | null }>(
      `select c.relname as table, a.attname as column, col_description(c.oid, a.attnum) as text
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        where c.relname = any($1) and c.relnamespace = 'public'::regnamespace
       union all
       select relname, null, obj_description(oid, 'pg_class') from pg_class
        where relname = any($1) and relnamespace = 'public'::regnamespace`,
      [tables],
    );
    const line = ({ table, column, text }: (typeof found)[number]) => `${table}.${column ?? '*'}: ${text}`;
    // schema.prisma has no word for a generated column.
    const said = found.filter(({ table, column }) => `${table}.${column}` !== 'inventory.is_low');
    expect(said.map(line).sort()).toEqual(commentsOfSchema().map(line).sort());
    expect(found.filter(({ text }) => !text)).toEqual([]);
  });
});
