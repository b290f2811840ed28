import { createHash, randomBytes } from 'node:crypto';
import pg from 'pg';
import { atAddressOf, type Database, type DatabaseOptions, openDatabase } from '../connection/index.ts';
import { ensureAppLogin } from '../migrate/app-role.ts';
import { readMigrations } from '../migrate/files.ts';
import { prepareDatabase } from '../migrate/index.ts';
import { createCitusDatabase, distribute, hasCitus } from './citus.ts';

export { floorBulkStatement, floorStatement } from '../stock/testing/floor-statement.ts';
export { type CitusTables, citusScript, citusTables } from './citus.ts';
export { type SeededCompany, seedCompany } from './seed-company.ts';

export interface TestDatabase {
  /** Opened as the application. */
  database: Database;
  /** This test's own database, as the administrator. */
  adminUrl: string;
  /** The same, as the application, past any pooler. */
  appUrl: string;
  /** How the application connects: through the pooler where the run has one (DATABASE_DIRECT_URL). */
  way: Pick<DatabaseOptions, 'url' | 'directUrl'>;
  /** Closes `database` and removes the database; harmless when called twice. */
  drop(): Promise<void>;
}

/** One template is made at a time, also when test files run in several processes. */
const TEMPLATE_LOCK = 5_812_063;

/**
 * A fresh, migrated database for one test file, on a real PostgreSQL. It is cloned from a template that is migrated
 * once: 40 ms instead of 300. The template carries the migrations' hash in its name: changed migrations make another.
 * `cluster`: the administrator's URL of the PostgreSQL to make it in; this test run's when left out.
 */
export async function createTestDatabase(
  options: Omit<DatabaseOptions, 'url'> = {},
  cluster?: string,
): Promise<TestDatabase> {
  const clusterUrl = cluster ?? (await clusterAdminUrl());
  const name = `stockflow_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const appUrl = await createMigrated(clusterUrl, name);
  const testAppUrl = withDatabase(appUrl, name);
  const pooler = cluster === undefined ? process.env.STOCKFLOW_TEST_POOLER_URL : undefined;
  const way = pooler
    ? { url: atAddressOf(testAppUrl, withDatabase(pooler, name)), directUrl: testAppUrl }
    : { url: testAppUrl };
  const database = openDatabase({
    poolMax: 5,
    applicationName: 'stockflow test',
    ...options,
    ...way,
  });
  let dropping: Promise<void> | undefined;
  return {
    database,
    adminUrl: withDatabase(clusterUrl, name),
    appUrl: testAppUrl,
    way,
    drop() {
      dropping ??= dropDatabase(clusterUrl, name, database);
      return dropping;
    },
  };
}

/** An empty database without any table, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<{ adminUrl: string; drop(): Promise<void> }> {
  const clusterUrl = await clusterAdminUrl();
  const name = `stockflow_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  await asAdmin(clusterUrl, (client) => client.query(`create database "${name}"`));
  return { adminUrl: withDatabase(clusterUrl, name), drop: () => dropDatabase(clusterUrl, name) };
}

/** Runs on one connection of its own, which is closed afterwards. */
export async function asAdmin<T>(adminUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

let ephemeral: Promise<string> | undefined;

/** The PostgreSQL of this test run (tools/vitest/postgres.ts names it), or one of this process's own. */
async function clusterAdminUrl(): Promise<string> {
  const given = process.env.STOCKFLOW_TEST_ADMIN_URL;
  if (given) return given;
  ephemeral ??= import('@stockflow/postgres').then(
    async ({ startPostgres }) => (await startPostgres({ ephemeral: true })).adminUrl,
  );
  return ephemeral;
}

/** Makes a migrated database, and answers the application's URL of another in the same cluster. */
async function createMigrated(clusterUrl: string, name: string): Promise<string> {
  if (await asAdmin(clusterUrl, hasCitus)) {
    const adminUrl = withDatabase(clusterUrl, name);
    await createCitusDatabase(clusterUrl, name);
    const { appUrl } = await prepareDatabase({ adminUrl });
    await distribute(adminUrl);
    return appUrl;
  }
  const template = `stockflow_template_${migrationsHash()}`;
  const appUrl = await ensureTemplate(clusterUrl, template);
  await asAdmin(clusterUrl, (client) => client.query(`create database "${name}" template "${template}"`));
  return appUrl;
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  for (const { name, checksum } of readMigrations()) hash.update(`${name} ${checksum}\n`);
  return hash.digest('hex').slice(0, 16);
}

const templates = new Map<string, Promise<string>>();

/** Makes the template unless it is there, and answers the application's URL of it. */
function ensureTemplate(clusterUrl: string, template: string): Promise<string> {
  const key = `${clusterUrl} ${template}`;
  const known = templates.get(key);
  if (known) return known;
  const made = makeTemplate(clusterUrl, template);
  templates.set(key, made);
  made.catch(() => templates.delete(key));
  return made;
}

async function makeTemplate(clusterUrl: string, template: string): Promise<string> {
  return asAdmin(clusterUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    // datistemplate is set last: a template without it is one that somebody was interrupted in making.
    const { rows } = await client.query('select datistemplate from pg_database where datname = $1', [
      template,
    ]);
    if (!rows[0]?.datistemplate) {
      await client.query(`drop database if exists "${template}"`);
      await client.query(`create database "${template}"`);
      await prepareDatabase({ adminUrl: withDatabase(clusterUrl, template) });
      await client.query(`alter database "${template}" is_template true`);
    }
    // Not in the template: nobody can clone a database that somebody is connected to.
    return ensureAppLogin(client, clusterUrl);
  });
}

async function dropDatabase(clusterUrl: string, name: string, database?: Database): Promise<void> {
  await database?.close();
  await asAdmin(clusterUrl, (client) => client.query(`drop database if exists "${name}" with (force)`));
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
