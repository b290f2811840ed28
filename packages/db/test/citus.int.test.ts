import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  asAdmin,
  citusScript,
  citusTables,
  createTestDatabase,
  type TestDatabase,
} from '../src/testing/index.ts';
import { createStandIn } from './support/citus-stand-in.ts';

/** What Citus asks of tables that are spread by company, held by the catalogue: Citus itself is not to be had everywhere. */
describe('the catalogue, as Citus asks for it', () => {
  const { distributed, local } = citusTables();
  const order = [...distributed.keys()];
  let migrated: TestDatabase;
  beforeAll(async () => {
    migrated = await createTestDatabase();
  });
  afterAll(() => migrated.drop());
  const rows = <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    asAdmin(migrated.adminUrl, async (client) => (await client.query<Row>(sql, values)).rows);

  test('every table is in one of the two lists of deploy/citus/distribute.sql, and in one only', async () => {
    const found = await rows<{ name: string }>(
      `select relname as name from pg_class
       where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'f', 'm')`,
    );
    expect([...order, ...local].sort()).toEqual(found.map(({ name }) => name).sort());
  });

  test('the company is in every primary key, unique index and exclusion of a distributed table', async () => {
    const keys = await rows<{ table: string; index: string; columns: string[] }>(
      `select c.relname as table, i.indexrelid::regclass::text as index,
              (select array_agg(a.attname::text) from pg_attribute a
               where a.attrelid = i.indrelid and a.attnum = any(i.indkey::int2[])) as columns
       from pg_index i join pg_class c on c.oid = i.indrelid
       where c.relname = any($1) and (i.indisunique or i.indisexclusion)`,
      [order],
    );
    expect(keys.length).toBeGreaterThan(order.length);
    const wrong = keys.filter(({ table, columns }) => !columns.includes(distributed.get(table) ?? ''));
    expect(wrong).toEqual([]);
    const keyed = new Set(keys.map(({ table }) => table));
    expect(order.filter((table) => !keyed.has(table))).toEqual([]);
  });

  test('every foreign key holds the company on both sides in one place, and points at a table that is spread before', async () => {
    const keys = await rows<{ name: string; from: string; to: string; pairs: string[] }>(
      `select conname as name, f.relname as from, t.relname as to,
              (select array_agg(fa.attname || ' = ' || ta.attname)
               from unnest(conkey, confkey) as pair (f, t)
               join pg_attribute fa on fa.attrelid = conrelid and fa.attnum = pair.f
               join pg_attribute ta on ta.attrelid = confrelid and ta.attnum = pair.t) as pairs
       from pg_constraint
       join pg_class f on f.oid = conrelid
       join pg_class t on t.oid = confrelid
       where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    expect(keys.length).toBeGreaterThan(40);
    const wrong = keys.filter(({ from, to, pairs }) => {
      const isBefore = from === to || order.indexOf(to) < order.indexOf(from);
      const isSpread = distributed.has(from) && distributed.has(to);
      return !(isSpread && isBefore && pairs.includes(`${distributed.get(from)} = ${distributed.get(to)}`));
    });
    expect(wrong).toEqual([]);
  });

  test('a distributed table has no trigger, rule, sequence, identity, parent or child', async () => {
    expect(
      await rows(
        `select tgname from pg_trigger where not tgisinternal
         union all select rulename from pg_rules where schemaname = 'public'
         union all select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace
         union all select attname from pg_attribute join pg_class c on c.oid = attrelid
           where c.relnamespace = 'public'::regnamespace and attidentity <> ''
         union all select inhrelid::regclass::text from pg_inherits join pg_class c on c.oid = inhparent
           where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`,
      ),
    ).toEqual([]);
  });

  test('no default of a distributed table counts on one node or differs on each', async () => {
    const found = await rows<{ default: string }>(
      `select pg_get_expr(adbin, adrelid) as default from pg_attrdef d join pg_class c on c.oid = d.adrelid
       where c.relname = any($1)`,
      [order],
    );
    expect(found.filter(({ default: text }) => /nextval|random|pg_|clock_timestamp/.test(text))).toEqual([]);
  });
});

describe('deploy/citus/distribute.sql', () => {
  let migrated: TestDatabase;
  beforeAll(async () => {
    migrated = await createTestDatabase();
  });
  afterAll(() => migrated.drop());
  const run = (script: string) => asAdmin(migrated.adminUrl, (client) => client.query(script));

  test('without Citus it says what to do and changes nothing', async () => {
    await expect(run(citusScript())).rejects.toThrow(/has no Citus.*create extension citus/);
  });

  test('spreads every table beside companies, parents first, and nothing when it is run again', async () => {
    const standIn = await createStandIn(migrated.adminUrl);
    await run(standIn.script);
    const first = await standIn.spread();
    expect(first).toEqual(
      [...citusTables().distributed].map(([table, key]) => ({
        table,
        key,
        beside: table === 'companies' ? 'none' : 'companies',
      })),
    );
    await run(standIn.script);
    expect(await standIn.spread()).toEqual(first);
  });

  test('an owner who is held by the wall is refused before he copies the rows that he cannot see', async () => {
    const standIn = await createStandIn(migrated.adminUrl);
    await expect(
      run(`begin; set local role stockflow_app; ${standIn.script.replace(/^begin;/m, '')}`),
    ).rejects.toThrow(/sees no rows behind the wall/);
  });
});
