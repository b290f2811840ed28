import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkViolation, uniqueViolation } from '../src/connection/index.ts';
import { asAdmin, createTestDatabase, type TestDatabase } from '../src/testing/index.ts';
import { refused } from './support/refused-rows.ts';
import { insertOf, type Row, rowsOf } from './support/rows.ts';

describe('rules of one row, in the database itself', () => {
  let migrated: TestDatabase;
  const valid = rowsOf('checked');
  const tableOf = (constraint: string) =>
    valid
      .map(({ table }) => table)
      .filter((table) => constraint.startsWith(`${table}_`))
      .sort((a, b) => b.length - a.length)[0];

  beforeAll(async () => {
    migrated = await createTestDatabase();
  });
  afterAll(() => migrated.drop());

  /** Inserts in a transaction that is rolled back; answers the error. */
  async function attempt(client: pg.Client, table: string, changes: Row): Promise<unknown> {
    await client.query('begin');
    try {
      for (const { table: name, row } of valid) {
        if (name === table) {
          await client.query(insertOf({ table, row: { ...row, ...changes } }));
          return undefined;
        }
        await client.query(insertOf({ table: name, row }));
      }
      throw new Error(`no row for ${table}`);
    } catch (error) {
      return error;
    } finally {
      await client.query('rollback');
    }
  }

  test('the valid rows go in', async () => {
    await asAdmin(migrated.adminUrl, async (client) => {
      await client.query('begin');
      for (const row of valid) await client.query(insertOf(row));
      await client.query('rollback');
    });
  });

  test('every CHECK of the database is tried below', async () => {
    const { rows } = await asAdmin(migrated.adminUrl, (client) =>
      client.query<{ name: string }>(
        `select conname as name from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace order by 1`,
      ),
    );
    expect(rows.map(({ name }) => name)).toEqual(Object.keys(refused).sort());
  });

  test.each(Object.entries(refused))('%s refuses', async (constraint, cases) => {
    const table = tableOf(constraint) ?? '';
    await asAdmin(migrated.adminUrl, async (client) => {
      for (const [name, changes] of Object.entries(cases)) {
        const violation = checkViolation(await attempt(client, table, changes));
        expect(violation, name).toEqual({ constraint, table });
      }
    });
  });

  test('a product has at most one primary offer, an address one open invitation, a company one owner', async () => {
    const second = rowsOf('checked', 'second');
    const insertBoth = async (table: string, changes: (first: Row) => Row) => {
      const all = [...valid, ...second.filter((row) => row.table === 'suppliers' || row.table === 'users')];
      const first = valid.find((row) => row.table === table)?.row ?? {};
      return asAdmin(migrated.adminUrl, async (client) => {
        await client.query('begin');
        for (const row of all) await client.query(insertOf(row));
        return client.query(insertOf({ table, row: { ...first, ...changes(first) } })).then(
          () => null,
          (error: unknown) => uniqueViolation(error),
        );
      });
    };
    const supplier = second.find(({ table }) => table === 'suppliers')?.row.id;
    const offer = (is_primary: boolean) =>
      insertBoth('supplier_products', () => ({ supplier_id: supplier, is_primary }));
    const id = '01890000-0000-7000-8000-000000000009';
    expect(await offer(true)).toEqual({
      constraint: 'supplier_products_one_primary_key',
      table: 'supplier_products',
    });
    expect(await offer(false)).toBeNull();
    expect(await insertBoth('invitations', () => ({ id }))).toEqual({
      constraint: 'invitations_one_open_key',
      table: 'invitations',
    });
    const person = (role: string) => insertBoth('users', () => ({ id, email: 'second@example.test', role }));
    expect(await person('owner')).toEqual({ constraint: 'users_one_owner_key', table: 'users' });
    expect(await person('admin')).toBeNull();
    expect(await insertBoth('invitations', () => ({ id, revoked_at: '2026-01-01' }))).toBeNull();
  });
});
