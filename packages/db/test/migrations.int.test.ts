import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DatabaseUnavailableError } from '../src/connection/index.ts';
import { migrationsFolder, readMigrations } from '../src/migrate/files.ts';
import {
  DatabaseNewerError,
  MigrationChangedError,
  MigrationError,
  MigrationFailedError,
  MigrationLockError,
  prepareDatabase,
} from '../src/migrate/index.ts';
import { asAdmin, createEmptyDatabase } from '../src/testing/index.ts';
import { noFilters, schemaPath, withSchemaEngine } from '../src/testing/schema-engine.ts';

const run = promisify(execFile);
const names = readMigrations().map(({ name }) => name);
const [foundation = ''] = names;

describe('preparing a database', () => {
  let empty: Awaited<ReturnType<typeof createEmptyDatabase>>;
  let folder: string;

  beforeEach(async () => {
    empty = await createEmptyDatabase();
    folder = mkdtempSync(join(tmpdir(), 'stockflow-migrations-'));
    cpSync(migrationsFolder, folder, { recursive: true });
  });
  afterEach(async () => {
    await empty.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const write = (name: string, sql: string) => {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, 'migration.sql'), sql);
  };
  const prepare = (log: string[] = []) =>
    prepareDatabase({ adminUrl: empty.adminUrl, migrations: folder, log: (line) => log.push(line) });
  const admin = <Row extends pg.QueryResultRow>(sql: string) =>
    asAdmin(empty.adminUrl, async (client) => (await client.query<Row>(sql)).rows);
  const history = () =>
    admin<{ name: string; finished: boolean; rolled_back: boolean; steps: number; logs: string | null }>(
      `select migration_name as name, finished_at is not null as finished, rolled_back_at is not null as rolled_back,
              applied_steps_count as steps, logs from _prisma_migrations order by started_at`,
    );
  const done = (name: string) => ({ name, finished: true, rolled_back: false, steps: 1, logs: null });
  const hasTable = async (name: string) =>
    (await admin(`select 1 from pg_class where relname = '${name}'`)).length > 0;

  test('by four callers and three processes at once applies each migration once', async () => {
    const script = join(import.meta.dirname, 'support', 'prepare-process.ts');
    const processes = Array.from({ length: 3 }, async () => {
      const { stdout } = await run(process.execPath, ['--import', 'tsx', script, empty.adminUrl]);
      return JSON.parse(stdout) as { appUrl: string; applied: string[] };
    });
    const callers = Array.from({ length: 4 }, () => prepare());
    const prepared = await Promise.all([...processes, ...callers]);
    expect(prepared.flatMap(({ applied }) => applied)).toEqual(names);
    expect(new Set(prepared.map(({ appUrl }) => appUrl)).size).toBe(1);
    expect(await history()).toEqual(names.map(done));
  });

  test('again, also after the schema was emptied, applies what is missing', async () => {
    expect((await prepare()).applied).toEqual(names);
    expect((await prepare()).applied).toEqual([]);
    write('20991231000000_more', 'create table more (id int primary key);');
    expect((await prepare()).applied).toEqual(['20991231000000_more']);
    await admin('drop schema public cascade; create schema public');
    expect((await prepare()).applied).toEqual([...names, '20991231000000_more']);
  });

  test('a migration that fails leaves its reason and nothing else; repaired, it goes in', async () => {
    const name = '20991231000000_broken';
    write(name, 'create table half (id int);\n\ninsert into half values (1, 2);');
    const failure = await prepare().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MigrationFailedError);
    expect(failure).toMatchObject({
      migration: name,
      message: expect.stringContaining('more expressions than target'),
    });
    expect((failure as Error).message).toContain('(line 3)');
    expect(await hasTable('half')).toBe(false);
    const failed = {
      name,
      finished: false,
      rolled_back: false,
      steps: 0,
      logs: expect.stringContaining('[42601]'),
    };
    expect(await history()).toEqual([...names.map(done), failed]);

    // Unchanged: said again, with what to do, and not tried.
    await expect(prepare()).rejects.toThrow(/nothing of it was kept[\s\S]*\(line 3\)[\s\S]*rolled_back_at/);
    expect(await history()).toHaveLength(names.length + 1);

    write(name, 'create table half (id int);');
    const log: string[] = [];
    expect((await prepare(log)).applied).toEqual([name]);
    expect(log.join('\n')).toContain('its file has been changed since');
    expect(await hasTable('half')).toBe(true);
    expect(await history()).toEqual([...names.map(done), { ...failed, rolled_back: true }, done(name)]);
  });

  test('a failure whose cause was outside of the file is tried again when it is told to', async () => {
    const name = '20991231000000_waits';
    write(name, 'select * from not_there;');
    const failure = (await prepare().catch((error: unknown) => error)) as Error;
    await admin('create table not_there ()');
    await expect(prepare()).rejects.toThrow(MigrationFailedError);
    const advice = /^ *(update _prisma_migrations .*;)$/m.exec(failure.message)?.[1] ?? '';
    await admin(advice);
    expect((await prepare()).applied).toEqual([name]);
  });

  test('one that was interrupted is simply applied again', async () => {
    const name = '20991231000000_slow';
    await admin('create table slow ()');
    await admin('insert into slow default values');
    write(name, 'create table half (id int); select pg_sleep(60) from slow;');
    const running = prepare().catch((error: unknown) => error);
    for (let ended = 0; ended === 0; await sleep(50)) {
      const found = await admin(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event = 'PgSleep'`,
      );
      ended = found.length;
    }
    const failure = await running;
    expect(failure).toBeInstanceOf(DatabaseUnavailableError);
    expect((failure as Error).message).toContain('nothing of it was kept');
    expect(await hasTable('half')).toBe(false);

    await admin('truncate slow');
    const log: string[] = [];
    expect((await prepare(log)).applied).toEqual([name]);
    expect(log.join('\n')).toContain('was interrupted');
  });

  test('a changed file of an applied migration is refused, other line ends are not', async () => {
    await prepare();
    const path = join(folder, foundation, 'migration.sql');
    const sql = readFileSync(path, 'utf8');
    writeFileSync(path, sql.replaceAll('\n', '\r\n'));
    expect((await prepare()).applied).toEqual([]);
    writeFileSync(path, `${sql}\n-- a later thought`);
    await expect(prepare()).rejects.toThrow(MigrationChangedError);
    await expect(prepare()).rejects.toThrow(foundation);
  });

  test('a database of a newer StockFlow is refused and left alone', async () => {
    write('20991231000000_future', 'create table future (id int);');
    await prepare();
    rmSync(join(folder, '20991231000000_future'), { recursive: true });
    write('20990101000000_other', 'create table other (id int);');
    await expect(prepare()).rejects.toThrow(DatabaseNewerError);
    await expect(prepare()).rejects.toThrow('20991231000000_future');
    expect(await hasTable('other')).toBe(false);
  });

  test('waits for another preparation only so long', async () => {
    await asAdmin(empty.adminUrl, async (other) => {
      await other.query('select pg_advisory_lock(72707369)');
      const log: string[] = [];
      const waiting = prepareDatabase({
        adminUrl: empty.adminUrl,
        lockWaitMs: 300,
        log: (line) => log.push(line),
      });
      await expect(waiting).rejects.toThrow(MigrationLockError);
      expect(log).toEqual(['Another process is preparing the database; waiting for it.']);
    });
    expect((await prepare()).applied).toEqual(names);
  });

  test("takes turns with Prisma's own engine", async () => {
    const migrationsList = {
      baseDir: folder,
      lockfile: {
        path: 'migration_lock.toml',
        content: readFileSync(join(folder, 'migration_lock.toml'), 'utf8'),
      },
      shadowDbInitScript: '',
      migrationDirectories: readMigrations(folder).map(({ name, sql }) => ({
        path: name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
      })),
    };
    const apply = () =>
      withSchemaEngine(empty.adminUrl, readFileSync(schemaPath, 'utf8'), (engine) =>
        engine.applyMigrations({ migrationsList, filters: noFilters }),
      );
    await prepare();
    expect((await apply()).appliedMigrationNames).toEqual([]);
    await admin('drop schema public cascade; create schema public');
    expect((await apply()).appliedMigrationNames).toEqual(names);
    expect((await prepare()).applied).toEqual([]);
  });

  test('says what is wrong with an address', async () => {
    await expect(prepareDatabase({ adminUrl: 'localhost:5432' })).rejects.toThrow(DatabaseUnavailableError);
    await expect(prepareDatabase({ adminUrl: 'not a url' })).rejects.toThrow(MigrationError);
    const nobody = 'postgresql://admin:hidden@127.0.0.1:1/stockflow';
    const failure = (await prepareDatabase({ adminUrl: nobody }).catch((error: unknown) => error)) as Error;
    expect(failure.message).toContain('127.0.0.1:1');
    expect(failure.message).not.toContain('hidden');
  });
});
