import { afterAll, beforeAll, expect, test } from 'vitest';
import { atAddressOf, type Database, type DatabaseOptions, openDatabase } from '../src/connection/index.ts';
import { createTestDatabase, seedCompany, type TestDatabase } from '../src/testing/index.ts';

let migrated: TestDatabase;
let companyId: string;
const opened: Database[] = [];
beforeAll(async () => {
  migrated = await createTestDatabase();
  ({ companyId } = await seedCompany(migrated.database));
});
afterAll(async () => {
  await Promise.all(opened.map((database) => database.close()));
  await migrated.drop();
});

/** As behind a pooler in transaction mode, but on one connection, which shows what was left on it. */
const open = (options: Partial<DatabaseOptions>) => {
  const { appUrl: url } = migrated;
  const database = openDatabase({ url, poolMax: 1, lockTimeoutMs: 1_234, ...options });
  opened.push(database);
  return database;
};
const lockTimeout = { text: `select current_setting('lock_timeout') as "lockTimeout"` };
const work = (database: Database) =>
  database.inCompany(companyId, async (tx) => {
    await tx.prisma.warehouse.findFirst({ where: { companyId } });
    const [row] = await tx.query<{ lockTimeout: string }>({ ...lockTimeout, name: 'lock-timeout' });
    return row?.lockTimeout;
  });
const prepared = async (database: Database) =>
  (await database.shared.query({ text: `select name from pg_prepared_statements where name <> ''` })).rows;

test('behind a pooler nothing is prepared by name, and limits last for a transaction and no longer', async () => {
  const database = open({ directUrl: migrated.appUrl });
  expect(await work(database)).toBe('1234ms');
  expect(await prepared(database)).toEqual([]);
  expect((await database.shared.query(lockTimeout)).rows).toEqual([{ lockTimeout: '0' }]);
});

test('a pooler that keeps count of prepared statements may be told of them', async () => {
  const database = open({ directUrl: migrated.appUrl, isPrepared: true });
  expect(await work(database)).toBe('1234ms');
  expect((await prepared(database)).length).toBeGreaterThanOrEqual(2);
});

test('without a pooler limits go with the connection, and statements are prepared', async () => {
  const database = open({});
  expect(await work(database)).toBe('1234ms');
  expect((await database.shared.query(lockTimeout)).rows).toEqual([{ lockTimeout: '1234ms' }]);
  expect((await prepared(database)).length).toBeGreaterThanOrEqual(2);
});

test('notifications are heard past the pooler', async () => {
  // Nobody listens at the first address; what is heard comes from the second.
  const database = openDatabase({
    url: atAddressOf(migrated.appUrl, 'postgresql://127.0.0.1:1/nowhere'),
    directUrl: migrated.appUrl,
  });
  opened.push(database);
  const heard = new Promise<string>((resolve) => {
    const listener = database.listen({
      channels: ['a_channel'],
      heard: (_channel, payload) => resolve(payload),
      connected: () => void migrated.database.shared.query(`select pg_notify('a_channel', 'hello')`),
    });
    void listener.ready();
  });
  expect(await heard).toBe('hello');
});

test('a URL takes the address of another and stays the same user', () => {
  expect(atAddressOf('postgresql://app:s%40crt@db:5432/shop', 'postgres://admin:x@pool:6432/s?a=b')).toBe(
    'postgres://app:s%40crt@pool:6432/s?a=b',
  );
});
