import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { prepareDatabase } from '@stockflow/db';
import { type PostgresServer, startPostgres } from '@stockflow/postgres';
import pg from 'pg';

/** The PostgreSQL of a run: one that is ours and can be killed, or that of DATABASE_URL, which is not. */
export interface TortureDatabase {
  readonly embedded: boolean;
  readonly version: string;
  /** As the application connects. */
  readonly appUrl: string;
  /** As the administrator. */
  readonly adminUrl: string;
  /** SIGKILL to PostgreSQL, and a start on the data that it left; settles when it takes connections again. */
  crash(): Promise<void>;
  /** Runs one statement as the administrator, who sees every company. */
  asAdmin(text: string): Promise<Record<string, unknown>[]>;
  /** Deadlocks and serialization failures that PostgreSQL itself has seen so far. */
  conflictsSeen(): Promise<number>;
  /** Settings that decide what survives a crash. */
  durability(): Promise<string>;
  close(): Promise<void>;
}

/** Starts a PostgreSQL with `fsync` and `synchronous_commit` on, in a temporary folder; or uses the one that is given. */
export const openTortureDatabase = async (
  databaseUrl: string | undefined,
  port: number,
): Promise<TortureDatabase> => {
  const folder = databaseUrl ? undefined : mkdtempSync(join(tmpdir(), 'stockflow-torture-'));
  const start = () => startPostgres(folder ? { folder, port } : { databaseUrl });
  let server: PostgresServer;
  try {
    server = await start();
  } catch (error) {
    if (folder) rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const name = `stockflow_torture_${process.pid}_${randomBytes(4).toString('hex')}`;
  const adminUrl = withDatabase(server.adminUrl, name);
  const home = server.dataFolder ? dirname(server.dataFolder) : undefined;
  let restarting = Promise.resolve();
  const close = async (): Promise<void> => {
    await restarting.catch(() => {}); // one that is just coming up would be left running
    if (server.embedded) {
      await server.stop();
      for (const path of [home, folder]) if (path) rmSync(path, { recursive: true, force: true });
    } else {
      await once(server.adminUrl, `drop database if exists "${name}" with (force)`);
    }
  };
  try {
    await once(server.adminUrl, `create database "${name}"`);
    const { appUrl } = await prepareDatabase({ adminUrl });
    return {
      embedded: server.embedded,
      version: server.version,
      appUrl,
      adminUrl,
      close,
      crash() {
        restarting = (async () => {
          await killHard(server);
          server = await start();
          if (withDatabase(server.adminUrl, name) !== adminUrl)
            throw new Error('PostgreSQL came back at another address: another program took its port');
        })();
        return restarting;
      },
      asAdmin: (text) => once(adminUrl, text),
      conflictsSeen: () => (home ? Promise.resolve(conflictsInLogs(home)) : deadlocksCounted(adminUrl)),
      durability: async () => {
        const [row] = await once(
          adminUrl,
          `select 'fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit') as said`,
        );
        return String(row?.said);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/** SIGKILL to the postmaster: its other processes notice that it is gone and end without writing anything down. */
const killHard = async (server: PostgresServer): Promise<void> => {
  const note = readFileSync(join(server.dataFolder ?? '', 'postmaster.pid'), 'utf8');
  process.kill(Number(note.split('\n')[0]), 'SIGKILL');
  await server.lost;
  await server.stop(); // it is gone: this frees the folder for the next start
};

/** Runs one statement on a connection of its own. */
const once = async (url: string, text: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
};

/** Its counters are lost in a crash; its log is not. */
const conflictsInLogs = (home: string): number =>
  readdirSync(home)
    .filter((name) => name.startsWith('postgres.log') && existsSync(join(home, name)))
    .map((name) => readFileSync(join(home, name), 'utf8'))
    .reduce(
      (sum, text) => sum + (text.match(/deadlock detected|could not serialize access/g)?.length ?? 0),
      0,
    );

const deadlocksCounted = async (adminUrl: string): Promise<number> => {
  const [row] = await once(
    adminUrl,
    'select deadlocks::int as deadlocks from pg_stat_database where datname = current_database()',
  );
  return Number(row?.deadlocks);
};
