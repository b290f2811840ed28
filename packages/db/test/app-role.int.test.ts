import { type PostgresServer, startPostgres } from '@stockflow/postgres';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../src/connection/index.ts';
import { APP_ROLE, AppRoleError, prepareDatabase } from '../src/migrate/index.ts';
import { asAdmin, seedCompany } from '../src/testing/index.ts';

// Roles belong to the cluster, and these tests change the application's: each describe has a cluster of its own.

const onDatabase = (url: string, name: string, user?: string, password?: string) => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  if (user !== undefined) changed.username = user;
  if (password !== undefined) changed.password = password;
  return changed.toString();
};
const query = <Row extends pg.QueryResultRow>(url: string, sql: string) =>
  asAdmin(url, async (client) => (await client.query<Row>(sql)).rows);

/** The reason for which a preparation is refused. */
const refusalOf = async (options: Parameters<typeof prepareDatabase>[0]) => {
  const error = await prepareDatabase(options).then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(AppRoleError);
  return (error as Error).message;
};

describe("the application's role", () => {
  let server: PostgresServer;
  let adminUrl: string;

  beforeAll(async () => {
    server = await startPostgres({ ephemeral: true });
    adminUrl = onDatabase(server.adminUrl, 'shop');
  });
  afterAll(() => server.stop());

  const verifier = async () =>
    (
      await query<{ kept: string }>(
        adminUrl,
        `select rolpassword as kept from pg_authid where rolname = '${APP_ROLE}'`,
      )
    )[0]?.kept;

  test('is made by four preparations of four databases at once', async () => {
    const names = ['shop', 'second', 'third', 'fourth'];
    for (const name of names) await query(server.adminUrl, `create database ${name}`);
    const prepared = await Promise.all(
      names.map((name) => prepareDatabase({ adminUrl: onDatabase(server.adminUrl, name) })),
    );
    expect(prepared.every(({ applied }) => applied.length > 0)).toBe(true);
    for (const { appUrl } of prepared) {
      expect(await query(appUrl, 'select current_user as who')).toEqual([{ who: APP_ROLE }]);
    }
  });

  test('keeps its password, and gets it again when somebody has changed it or taken the login', async () => {
    const before = await verifier();
    const { appUrl } = await prepareDatabase({ adminUrl });
    expect(await verifier()).toBe(before);
    expect(before).toMatch(/^SCRAM-SHA-256\$4096:/);
    for (const change of [`password 'forgotten'`, 'nologin', 'password null']) {
      await query(adminUrl, `alter role ${APP_ROLE} ${change}`);
      expect((await prepareDatabase({ adminUrl })).appUrl).toBe(appUrl);
      expect(await query(appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
    }
  });

  test("is derived from the administrator's password, wherever that stands", async () => {
    const { appUrl } = await prepareDatabase({ adminUrl });
    process.env.PGPASSWORD = decodeURIComponent(new URL(adminUrl).password);
    try {
      const without = new URL(adminUrl);
      without.password = '';
      expect((await prepareDatabase({ adminUrl: without.toString() })).appUrl).toBe(appUrl);
    } finally {
      delete process.env.PGPASSWORD;
    }
    expect(appUrl).not.toContain(new URL(adminUrl).password);
  });

  test('may be another one, if it is a member of this one and of nothing else', async () => {
    await query(adminUrl, `create role shop_app login password 'chosen'`);
    const appUrl = onDatabase(adminUrl, 'shop', 'shop_app', 'chosen');
    expect(await refusalOf({ adminUrl, appUrl })).toContain(
      `may not read the tables: grant ${APP_ROLE} to "shop_app"`,
    );
    await query(adminUrl, `grant ${APP_ROLE} to shop_app`);
    expect(await prepareDatabase({ adminUrl, appUrl })).toEqual({ appUrl, applied: [] });

    const database = openDatabase({ url: appUrl });
    const { companyId } = await seedCompany(database);
    await database.shared.query('select * from rate_limits');
    expect(await database.readInCompany(companyId, { text: 'select id from companies' })).toEqual([
      { id: companyId },
    ]);
    await database.close();
  });

  describe('is refused', () => {
    let undo = '';
    afterEach(() => query(adminUrl, undo));

    test('when it is superuser', async () => {
      undo = 'select 1';
      const reason = await refusalOf({ adminUrl, appUrl: adminUrl });
      expect(reason).toContain('is superuser');
      expect(reason).toContain('it owns the table companies');
      expect(reason).not.toContain(new URL(adminUrl).password);
    });

    test('when it passes row-level security', async () => {
      undo = `alter role ${APP_ROLE} nobypassrls`;
      await query(adminUrl, `alter role ${APP_ROLE} bypassrls`);
      expect(await refusalOf({ adminUrl })).toContain(`${APP_ROLE} bypasses row-level security`);
    });

    test('when it is a member of who may more', async () => {
      undo = `revoke ${new URL(adminUrl).username} from ${APP_ROLE}`;
      await query(adminUrl, `grant ${new URL(adminUrl).username} to ${APP_ROLE}`);
      expect(await refusalOf({ adminUrl })).toContain('is superuser');
    });

    test('when it owns a table', async () => {
      undo = `drop table mine`;
      await query(adminUrl, `create table mine (); alter table mine owner to ${APP_ROLE}`);
      expect(await refusalOf({ adminUrl })).toContain('it owns the table mine');
    });

    test('when a table that it reaches is not behind the wall', async () => {
      undo = 'alter table sales force row level security';
      await query(adminUrl, 'alter table sales no force row level security');
      expect(await refusalOf({ adminUrl })).toContain('the table sales has no forced row-level security');
    });

    test('when the ledger could be rewritten', async () => {
      undo = `revoke update on inventory_history from ${APP_ROLE}`;
      await query(adminUrl, `grant update on inventory_history to ${APP_ROLE}`);
      expect(await refusalOf({ adminUrl })).toContain('it may change the ledger');
    });
  });
});

describe('an administrator who is no superuser', () => {
  let server: PostgresServer;
  let adminUrl: string;

  beforeAll(async () => {
    server = await startPostgres({ ephemeral: true });
    await query(server.adminUrl, `create role boss login createrole password 'boss'`);
    await query(server.adminUrl, 'create database shop owner boss');
    adminUrl = onDatabase(server.adminUrl, 'shop', 'boss', 'boss');
  });
  afterAll(() => server.stop());

  test('and may not manage roles is told so before anything is done', async () => {
    await query(server.adminUrl, `create role clerk login password 'clerk'`);
    await query(server.adminUrl, 'create database other owner clerk');
    const other = onDatabase(server.adminUrl, 'other', 'clerk', 'clerk');
    expect(await refusalOf({ adminUrl: other })).toContain('alter role clerk createrole');
    expect(await query(other, `select relname from pg_class where relname = '_prisma_migrations'`)).toEqual(
      [],
    );
  });

  test('can prepare a database of their own, and the wall holds for them, too', async () => {
    const { appUrl, applied } = await prepareDatabase({ adminUrl });
    expect(applied.length).toBeGreaterThan(0);
    const database = openDatabase({ url: appUrl });
    const { companyId } = await seedCompany(database);
    expect(await database.readInCompany(companyId, { text: 'select id from companies' })).toHaveLength(1);
    expect(await query(adminUrl, 'select id from companies')).toEqual([]);
    await database.close();
  });

  test('and has another password than the one the role was given is told what to do', async () => {
    const reason = await refusalOf({ adminUrl: onDatabase(server.adminUrl, 'other', 'clerk', 'clerk') });
    expect(reason).toContain('CREATEROLE');
    expect(reason).toContain('DATABASE_APP_URL');
  });
});
