import pg from 'pg';
import { type Finding, ok, problem, warning } from './finding.ts';

const CONNECT_MS = 5_000;
/** A replica that is further behind answers few reads: they wait for it in vain and go to the primary. */
const BEHIND_WARNING_BYTES = 16 * 1024 ** 2;

interface Place {
  readonly cluster: string;
  readonly database: string;
  readonly replays: boolean;
}

const PLACE = `select (select system_identifier::text from pg_control_system()) as cluster,
  current_database()::text as database, pg_is_in_recovery() as replays`;

/** Whether calls get through the pooler as the application, to the database that DATABASE_DIRECT_URL names. */
export const checkPooler = async (
  admin: pg.Client,
  { appUrl, isPrepared }: { appUrl: string; isPrepared: boolean },
): Promise<Finding> => {
  const direct = await placeOf(admin);
  return asApp(appUrl, 'pooler', 'DATABASE_URL', async (first) => {
    const there = await placeOf(first);
    if (there.cluster !== direct.cluster || there.database !== direct.database) {
      return problem(
        'pooler',
        `leads to database ${there.database} of another server or name than DATABASE_DIRECT_URL (${direct.database})`,
        'Let DATABASE_URL and DATABASE_DIRECT_URL name one database.',
      );
    }
    if (!isPrepared) return ok('pooler', 'the application gets through it to the same database');
    return (await keepsPrepared(first, appUrl))
      ? ok('pooler', 'the application gets through it to the same database, with prepared statements')
      : problem(
          'pooler',
          'DATABASE_PREPARED is true, and statements that were prepared are gone in the next transaction',
          'Use PgBouncer 1.21 or newer with max_prepared_statements set, or leave DATABASE_PREPARED out.',
        );
  });
};

/** Whether the replica is one of this database, lets the application in, and how far it is behind. */
export const checkReplica = async (admin: pg.Client, appUrl: string): Promise<Finding> => {
  const primary = await placeOf(admin);
  const { rows } = await admin.query<{ at: string }>('select pg_current_wal_flush_lsn()::text as at');
  return asApp(appUrl, 'replica', 'DATABASE_REPLICA_URL', async (client) => {
    const there = await placeOf(client);
    if (there.cluster !== primary.cluster || there.database !== primary.database) {
      return problem(
        'replica',
        'is of another database than DATABASE_URL: reads would not see what was written',
        'Make it anew with pg_basebackup -R from the primary, or leave DATABASE_REPLICA_URL out.',
      );
    }
    if (!there.replays) {
      return problem(
        'replica',
        'replays nothing: it was made a primary, or never was a replica, and is not read',
        'Make it a replica again (pg_basebackup -R), or leave DATABASE_REPLICA_URL out.',
      );
    }
    const lag = await client.query<{ bytes: string }>(
      'select greatest(0, pg_wal_lsn_diff($1::pg_lsn, pg_last_wal_replay_lsn()))::text as bytes',
      [rows[0]?.at],
    );
    const bytes = Number(lag.rows[0]?.bytes);
    const found = `follows the primary, ${(bytes / 1024 ** 2).toFixed(1)} MiB of log behind`;
    return bytes > BEHIND_WARNING_BYTES
      ? warning(
          'replica',
          found,
          'Look at pg_stat_replication of the primary, and for long queries on the replica.',
        )
      : ok('replica', found);
  });
};

/** A statement prepared by name, used again when its connection to PostgreSQL was another client's meanwhile. */
const keepsPrepared = async (first: pg.Client, appUrl: string): Promise<boolean> => {
  const ask = (client: pg.Client) =>
    client.query({ name: 'stockflow_doctor', text: 'select $1::int as n', values: [1] });
  const others = Array.from({ length: 3 }, () => clientOf(appUrl));
  try {
    for (const other of others) await other.connect();
    for (const client of [first, ...others, first, ...others]) await ask(client);
    await Promise.all([first, ...others].map(ask));
    return true;
  } catch {
    return false;
  } finally {
    await Promise.all(others.map((other) => other.end().catch(() => {})));
  }
};

const placeOf = async (client: pg.Client): Promise<Place> => {
  const { rows } = await client.query<Place>(PLACE);
  if (!rows[0]) throw new Error('PostgreSQL does not say where it is');
  return rows[0];
};

const clientOf = (url: string): pg.Client => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => {});
  return client;
};

const asApp = async (
  url: string,
  check: string,
  variable: string,
  look: (client: pg.Client) => Promise<Finding>,
): Promise<Finding> => {
  const client = clientOf(url);
  try {
    await client.connect();
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    return problem(
      check,
      `the application cannot log in at ${new URL(url).host}: ${message || code}`,
      `Is it running, does ${variable} name it, and does it let the application's role in?`,
    );
  }
  try {
    return await look(client);
  } finally {
    await client.end().catch(() => {});
  }
};
