import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { removeEmbedded, startPostgres } from '@stockflow/postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type CompanyTransaction,
  type Database,
  type DatabaseOptions,
  DatabaseUnavailableError,
  openDatabase,
} from '../src/connection/index.ts';
import { prepareDatabase } from '../src/migrate/index.ts';
import {
  asAdmin,
  createTestDatabase,
  type SeededCompany,
  seedCompany,
  type TestDatabase,
} from '../src/testing/index.ts';
import { openWire, type Wire } from './support/proxy.ts';

let migrated: TestDatabase;
let company: SeededCompany;
let companyId: string;
const opened: Database[] = [];

beforeAll(async () => {
  migrated = await createTestDatabase();
  company = await seedCompany(migrated.database);
  companyId = company.companyId;
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});
afterAll(() => migrated.drop());

const open = (options: Partial<DatabaseOptions> = {}) => {
  const database = openDatabase({ url: migrated.appUrl, poolMax: 2, ...options });
  opened.push(database);
  return database;
};
const errorOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(DatabaseUnavailableError);
  return error as DatabaseUnavailableError;
};
const isWell = async (database: Database) =>
  expect(await database.readInCompany(companyId, { text: 'select 1 as one' })).toEqual([{ one: 1 }]);
const endBackends = () =>
  asAdmin(migrated.adminUrl, (client) =>
    client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`,
    ),
  );

describe('work that got in the way of other work', () => {
  test('is run again after a deadlock, and both go through', async () => {
    const database = open();
    const other = await migrated.database.inCompany(companyId, (tx) =>
      tx.prisma.supplier.create({ data: { companyId, id: company.userId, name: 'Other' } }),
    );
    const ids = [company.supplierId, other.id];
    let runs = 0;
    const inOrder = (order: string[], way: 'sql' | 'prisma') =>
      database.inCompany(companyId, async (tx) => {
        runs += 1;
        for (const id of order) {
          const text = 'update suppliers set version = version + 1 where company_id = $1 and id = $2';
          if (way === 'sql') await tx.execute({ text, values: [companyId, id] });
          else {
            await tx.prisma.supplier.update({
              where: { companyId_id: { companyId, id } },
              data: { version: { increment: 1 } },
            });
          }
          await sleep(150);
        }
      });
    for (const way of ['sql', 'prisma'] as const) {
      runs = 0;
      await Promise.all([inOrder(ids, way), inOrder([...ids].reverse(), way)]);
      expect(runs, way).toBe(3);
    }
    const rows = await migrated.database.inCompany(companyId, ({ prisma }) =>
      prisma.supplier.findMany({ select: { version: true } }),
    );
    expect(rows).toEqual([{ version: 5 }, { version: 5 }]);
  });

  test.each([
    ['SQL', (tx: CompanyTransaction, text: string) => tx.execute({ text })],
    ['SQL through Prisma', (tx: CompanyTransaction, text: string) => tx.prisma.$executeRawUnsafe(text)],
  ])('is run three times at most (%s)', async (_way, run) => {
    let runs = 0;
    const error = await errorOf(
      open().inCompany(companyId, async (tx) => {
        runs += 1;
        await run(tx, `do $$ begin raise exception 'no' using errcode = '40001'; end $$`);
      }),
    );
    expect(runs).toBe(3);
    expect(error.message).toContain('kept getting in the way');
  });
});

describe('limits', () => {
  test('a free connection is waited for only so long, and only by so many', async () => {
    const database = open({ poolMax: 1, connectTimeoutMs: 200, waitingMax: 2 });
    const busy = database.inCompany(companyId, () => sleep(600));
    await sleep(50);
    const waiting = [1, 2].map(() => errorOf(database.ping()));
    await sleep(10);
    expect(database.figures()).toEqual({ total: 1, idle: 0, max: 1, waiting: 2 });
    expect((await errorOf(database.ping())).message).toContain('Too many requests wait');
    for (const error of await Promise.all(waiting)) {
      expect(error.message).toContain('No database connection became free');
    }
    await busy;
    await isWell(database);
  });

  test('a statement, a lock and an idle transaction each have an end', async () => {
    const database = open({ statementTimeoutMs: 300, lockTimeoutMs: 100, idleInTransactionTimeoutMs: 200 });
    const lock = { text: 'update companies set name = name where id = $1', values: [companyId] };
    expect(
      (await errorOf(database.readInCompany(companyId, { text: 'select pg_sleep(5)' }))).message,
    ).toContain('longer than the database allows');
    await migrated.database.inCompany(companyId, async (tx) => {
      await tx.execute(lock);
      const error = await errorOf(database.inCompany(companyId, (other) => other.execute(lock)));
      expect(error.message).toContain('lock was held');
    });
    const idle = database.inCompany(companyId, async (tx) => {
      await tx.execute(lock);
      await sleep(500);
      await tx.execute(lock);
    });
    await errorOf(idle);
    await isWell(database);
  });
});

describe('a lost connection', () => {
  test('under a transaction is said as such, and replaced', async () => {
    const database = open();
    for (const way of ['sql', 'prisma', 'nothing'] as const) {
      const work = database.inCompany(companyId, async (tx) => {
        await tx.prisma.company.updateMany({ data: { phone: 'lost' } });
        await endBackends();
        await sleep(20);
        if (way === 'sql') await tx.query({ text: 'select 1' });
        if (way === 'prisma') await tx.prisma.company.findMany();
      });
      const error = await errorOf(work);
      expect(error.isOutcomeUnknown, way).toBe(false); // COMMIT was never sent
      await isWell(database);
    }
    const [row] = await database.readInCompany<{ phone: string | null }>(companyId, {
      text: 'select phone from companies',
    });
    expect(row?.phone).toBeNull();
  });

  test('while idle goes unnoticed', async () => {
    const database = open();
    await isWell(database);
    await endBackends();
    await sleep(50);
    await isWell(database);
    expect(database.figures().total).toBe(1);
  });
});

describe('the wire', () => {
  let wire: Wire;
  beforeEach(async () => {
    wire = await openWire(migrated.appUrl);
  });
  afterEach(() => wire.close());

  test('that is cut at COMMIT leaves the outcome unknown, and says so', async () => {
    const database = open({ url: wire.url });
    wire.onSent = (text) => {
      if (text.includes('commit')) wire.cut();
    };
    const write = { text: 'update companies set name = name' };
    const single = await errorOf(database.inCompany(companyId, (tx) => tx.execute(write)));
    const flushed = await errorOf(database.inCompanyFlush(companyId, [write]));
    expect([single.isOutcomeUnknown, flushed.isOutcomeUnknown]).toEqual([true, true]);
    wire.onSent = () => {};
    await isWell(database);
  });

  test('that falls silent is given up a little after the statement timeout', {
    timeout: 20_000,
  }, async () => {
    const database = open({ url: wire.url, statementTimeoutMs: 200 });
    await isWell(database);
    wire.silence();
    const startedAt = performance.now();
    await errorOf(database.inCompany(companyId, (tx) => tx.query({ text: 'select 1' })));
    expect(performance.now() - startedAt).toBeLessThan(12_000);
  });
});

describe('a database that is not there', () => {
  test('or does not answer is said within the connection timeout', async () => {
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const { port } = mute.address() as { port: number };
    const startedAt = performance.now();
    for (const address of [`127.0.0.1:${port}`, '127.0.0.1:1', 'no-such-host.invalid:5432']) {
      const database = open({ url: `postgresql://a:b@${address}/c`, connectTimeoutMs: 300 });
      await errorOf(database.ping());
      await errorOf(database.lookupEmail('user', 'a@example.com'));
      await errorOf(database.inCompany(companyId, async () => 1));
    }
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    mute.close();
  });

  test('and comes back is used again without a restart', { timeout: 60_000 }, async () => {
    const parent = mkdtempSync(join(tmpdir(), 'stockflow-restart-'));
    const folder = join(parent, '.stockflow');
    const start = (port: number) => startPostgres({ folder, port });
    let server = await start(0);
    try {
      const { appUrl } = await prepareDatabase({ adminUrl: server.adminUrl });
      const database = open({ url: appUrl });
      const seeded = await seedCompany(database);
      const read = () => database.readInCompany(seeded.companyId, { text: 'select 1' });
      await Promise.all([read(), read()]);
      await server.stop();
      await errorOf(read());
      await errorOf(database.ping());
      server = await start(Number(new URL(appUrl).port));
      expect(await Promise.all([read(), read()])).toHaveLength(2);
      expect(await database.inCompany(seeded.companyId, ({ prisma }) => prisma.company.count())).toBe(1);
    } finally {
      await server.stop();
      await removeEmbedded(folder, () => {});
      rmSync(parent, { recursive: true, force: true });
    }
  });
});

test('closing waits for the transactions under way', async () => {
  const database = openDatabase({ url: migrated.appUrl });
  const work = database.inCompany(companyId, async (tx) => {
    await sleep(100);
    return tx.query({ text: 'select 1 as one' });
  });
  await sleep(20);
  await Promise.all([database.close(), database.close()]);
  expect(await work).toEqual([{ one: 1 }]);
  await errorOf(database.ping());
});
