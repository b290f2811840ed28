import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foreignKeyViolation, openDatabase, postgresErrorOf } from '../src/connection/index.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { companyColumn, idOf, insertOf, rowsOf } from './support/rows.ts';

const a = idOf('company', 'a');
const b = idOf('company', 'b');
const tables = [...new Set(rowsOf('a').map(({ table }) => table))];

describe('the wall between companies', () => {
  let migrated: TestDatabase;

  beforeAll(async () => {
    migrated = await createTestDatabase();
    for (const company of ['a', 'b']) {
      await migrated.database.inCompany(idOf('company', company), async (tx) => {
        for (const row of rowsOf(company)) await tx.execute(insertOf(row));
      });
    }
  });
  afterAll(() => migrated.drop());

  /** SQLSTATE of what the work throws as company A. */
  const refusal = (text: string, values: unknown[] = []) =>
    migrated.database
      .inCompany(a, (tx) => tx.execute({ text, values }))
      .then(
        (count) => count,
        (error: unknown) => postgresErrorOf(error)?.state,
      );

  /** Everything that belongs to B, as text. */
  const everythingOfB = () =>
    asAdmin(migrated.adminUrl, async (client) => {
      const found: unknown[] = [];
      for (const table of tables) {
        const { rows } = await client.query(
          `select * from ${table} where ${companyColumn(table)} = $1 order by 1, 2`,
          [b],
        );
        expect(rows.length, table).toBeGreaterThan(0);
        found.push(rows);
      }
      return JSON.stringify(found);
    });

  test.each(tables)("%s: another company's rows can be neither seen nor touched", async (table) => {
    const column = companyColumn(table);
    const before = await everythingOfB();

    const seen = await migrated.database.readInCompany<{ company: string }>(a, {
      text: `select ${column} as company from ${table}`,
    });
    expect(new Set(seen.map(({ company }) => company))).toEqual(new Set([a]));

    const stranger = [...rowsOf('b', 'second'), ...rowsOf('c')].find((row) => row.table === table);
    expect(stranger).toBeDefined();
    const { text, values } = insertOf(stranger as { table: string; row: Record<string, unknown> });
    expect(await refusal(text, values)).toBe('42501');

    // 0 rows where the role may change the table at all, "permission denied" where it may not.
    expect(await refusal(`update ${table} set ${column} = ${column} where ${column} = $1`, [b])).toBeOneOf([
      0,
      '42501',
    ]);
    expect(await refusal(`update ${table} set ${column} = $1`, [b])).toBe('42501');
    expect(await refusal(`delete from ${table} where ${column} = $1`, [b])).toBeOneOf([0, '42501']);
    expect(await refusal(`truncate ${table}`)).toBe('42501');

    expect(await everythingOfB()).toBe(before);
  });

  test.each(tables)('%s: without a company there is nothing, and nothing goes in', async (table) => {
    const { rows } = await migrated.database.shared.query(`select * from ${table}`);
    expect(rows).toEqual([]);
    const stranger = [...rowsOf('a', 'second'), ...rowsOf('c')].find((row) => row.table === table);
    const inserted = migrated.database.shared.query(
      insertOf(stranger as { table: string; row: Record<string, unknown> }),
    );
    await expect(inserted).rejects.toMatchObject({ code: '42501' });
  });

  test('Prisma without a filter, or with an undefined one, stays inside', async () => {
    await migrated.database.inCompany(a, async ({ prisma }) => {
      const found = await prisma.product.findMany({ where: { companyId: undefined as unknown as string } });
      expect(new Set(found.map(({ companyId }) => companyId))).toEqual(new Set([a]));
      const { count } = await prisma.product.updateMany({ data: { description: 'touched' } });
      expect(count).toBe(2);
    });
    const { rows } = await asAdmin(migrated.adminUrl, (client) =>
      client.query('select description from products where company_id = $1', [b]),
    );
    expect(rows.every(({ description }) => description === null)).toBe(true);
  });

  test('a row cannot point at a row of another company, by any foreign key', async () => {
    const keys = await asAdmin(migrated.adminUrl, async (client) => {
      const { rows } = await client.query<{ name: string; table: string; columns: string[] }>(
        `select conname as name, conrelid::regclass::text as table,
                array(select attname::text from unnest(conkey[2:]) k join pg_attribute on attrelid = conrelid and attnum = k) as columns
           from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and cardinality(conkey) > 1`,
      );
      return rows;
    });
    expect(keys.length).toBeGreaterThan(25);
    const own = rowsOf('a', 'second');
    await asAdmin(migrated.adminUrl, async (client) => {
      for (const { name, table, columns } of keys) {
        // Of two rows of one table (products) the one that uses the key.
        const uses = (candidate: (typeof own)[number]) =>
          candidate.table === table && columns.every((column) => candidate.row[column] !== undefined);
        const index = own.findIndex(uses);
        const theirs = rowsOf('b').find(uses)?.row ?? {};
        // Sums of levels aside, each key is tried with everything else as it should be.
        const borrowed = Object.fromEntries(columns.map((column) => [column, theirs[column]]));
        expect(index, name).toBeGreaterThanOrEqual(0);
        await client.query('begin');
        for (const row of own.slice(0, index)) await client.query(insertOf(row));
        const changed = { table, row: { ...own[index]?.row, ...borrowed } };
        const error = await client.query(insertOf(changed)).catch((caught: unknown) => caught);
        expect(foreignKeyViolation(error)?.table, name).toBe(table);
        await client.query('rollback');
      }
    });
  });

  test('the company is forgotten with its transaction, however that ended', async () => {
    const single = openDatabase({ url: migrated.appUrl, poolMax: 1 });
    const setting = async () =>
      (
        await single.shared.query<{ company: string | null; pid: number }>(
          `select nullif(current_setting('app.company_id', true), '') as company, pg_backend_pid() as pid`,
        )
      ).rows[0];
    try {
      const first = await setting();
      await single.inCompany(a, (tx) => tx.query({ text: 'select 1' }));
      expect(await setting()).toEqual({ company: null, pid: first?.pid });
      await single.inCompany(a, () => Promise.reject(new Error('no'))).catch(() => {});
      expect(await setting()).toEqual({ company: null, pid: first?.pid });
      await single.inCompany(a, (tx) => tx.query({ text: 'select 1/0' })).catch(() => {});
      expect(await setting()).toEqual({ company: null, pid: first?.pid });
      await single.readInCompany(a, { text: 'select 1/0' }).catch(() => {});
      expect(await setting()).toEqual({ company: null, pid: first?.pid });
    } finally {
      await single.close();
    }
  });

  test('what is no UUID never reaches a statement', async () => {
    for (const forged of [
      `${a}'; set local app.company_id = '${b}`,
      '',
      'x',
      a.toUpperCase(),
      undefined as unknown as string,
    ]) {
      await expect(migrated.database.inCompany(forged, async () => 1)).rejects.toThrow(TypeError);
      await expect(migrated.database.readInCompany(forged, { text: 'select 1' })).rejects.toThrow(TypeError);
    }
  });
});

describe('the look-up of an address', () => {
  let migrated: TestDatabase;
  const email = 'b-first@example.com';

  beforeAll(async () => {
    migrated = await createTestDatabase();
    await migrated.database.inCompany(b, async (tx) => {
      for (const row of rowsOf('b').slice(0, 3)) await tx.execute(insertOf(row));
    });
  });
  afterAll(() => migrated.drop());

  test('finds the one holder of the exact address, and nobody else', async () => {
    const { database } = migrated;
    expect(await database.lookupEmail('user', email)).toEqual({
      companyId: b,
      userId: idOf('b', 'first', 'user'),
    });
    expect(await database.lookupEmail('company', email)).toBeNull();
    for (const other of [
      '',
      '%',
      'B-FIRST@example.com',
      "' or true --",
      `${email}'`,
      '\\',
      "x', true); select ('",
    ]) {
      expect(await database.lookupEmail('user', other)).toBeNull();
    }
  });

  test('shows a row to read only, and is forgotten afterwards', async () => {
    const { database } = migrated;
    const changed = await database.inCompany(a, async (tx) => {
      await tx.query({ text: `select set_config('app.lookup_email', $1, true)`, values: [email] });
      const seen = await tx.query({ text: 'select * from email_claims' });
      const updated = await tx.execute({ text: `update email_claims set user_id = user_id` });
      const deleted = await tx.execute({ text: 'delete from email_claims' });
      return [seen.length, updated, deleted];
    });
    expect(changed).toEqual([1, 0, 0]);
    await database.lookupEmail('user', email);
    expect((await database.shared.query('select * from email_claims')).rows).toEqual([]);
  });

  test('an address that another company holds cannot be claimed, and says nothing of the holder', async () => {
    const claim = (conflict: string) => ({
      text: `insert into email_claims (scope, email, company_id, user_id) values ('user', $1, $2, $2) ${conflict}`,
      values: [email, a],
    });
    expect(await migrated.database.inCompany(a, (tx) => tx.execute(claim('on conflict do nothing')))).toBe(0);
    const refused = migrated.database.inCompany(a, (tx) => tx.execute(claim('')));
    await expect(refused).rejects.toMatchObject({ code: '23505', constraint: 'email_claims_pkey' });
  });
});
