import type pg from 'pg';
import { type Finding, ok, problem, warning } from './finding.ts';

const VERSION_MIN = 150_000;
/** Off by more, things happen in another order than they seem; by much more, sessions and holds end wrongly. */
const SKEW_WARNING_MS = 2_000;
const SKEW_PROBLEM_MS = 60_000;
/** Besides its pool a process has a connection that listens; a start has one more for migrations. */
const BESIDES_POOL = 2;
/** PostgreSQL stops at 2.1 billion; autovacuum should have begun at 0.2. */
const AGE_WARNING = 1_000_000_000;

export const checkVersion = async (admin: pg.Client): Promise<Finding> => {
  const { rows } = await admin.query<{ number: number; version: string; bytes: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
            pg_size_pretty(pg_database_size(current_database())) as bytes`,
  );
  const { number = 0, version = 'unknown', bytes = '' } = rows[0] ?? {};
  const found = `PostgreSQL ${version}; the database is ${bytes}`;
  return number >= VERSION_MIN
    ? ok('database', `${found}; no extension is needed`)
    : problem('database', found, 'StockFlow needs PostgreSQL 15 or newer: upgrade it (pg_upgrade).');
};

/** The database's clock against this machine's: half of the round trip is taken off. */
export const checkClock = async (admin: pg.Client): Promise<Finding> => {
  let skewMs = Number.POSITIVE_INFINITY;
  for (let look = 0; look < 3; look += 1) {
    const sent = Date.now();
    const { rows } = await admin.query<{ at: string }>(
      'select extract(epoch from clock_timestamp()) * 1000 as at',
    );
    const middle = (sent + Date.now()) / 2;
    const one = Number(rows[0]?.at) - middle;
    if (Math.abs(one) < Math.abs(skewMs)) skewMs = one;
  }
  const found = `the database's clock is ${Math.abs(Math.round(skewMs))} ms ${skewMs < 0 ? 'behind' : 'ahead of'} ours`;
  const todo = 'Let both machines take their time from NTP (timedatectl, chronyc tracking).';
  if (Math.abs(skewMs) >= SKEW_PROBLEM_MS) return problem('clock', found, todo);
  return Math.abs(skewMs) >= SKEW_WARNING_MS ? warning('clock', found, todo) : ok('clock', found);
};

/** Settings with which PostgreSQL says "kept" and may lose it all the same. */
export const checkDurability = async (admin: pg.Client): Promise<Finding> => {
  const { rows } = await admin.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit')`,
  );
  const off = rows.filter(({ setting }) => setting === 'off').map(({ name }) => name);
  if (off.length === 0) return ok('durability', 'what is acknowledged is on disk');
  return problem(
    'durability',
    `${off.join(', ')} off: a crash may lose what callers were told is kept`,
    `${off.map((name) => `alter system set ${name} = on;`).join(' ')} select pg_reload_conf();`,
  );
};

/** Enough connections for all pools? */
export const checkConnections = async (
  admin: pg.Client,
  { poolMax, processes }: { poolMax: number; processes: number },
): Promise<Finding> => {
  const { rows } = await admin.query<{ max: number; used: number; ours: number }>(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as max,
            count(*)::int as used,
            (count(*) filter (where application_name like 'stockflow%' and datname = current_database()))::int as ours
     from pg_stat_activity where backend_type = 'client backend'`,
  );
  const { max = 0, used = 0, ours = 0 } = rows[0] ?? {};
  const wanted = processes * (poolMax + BESIDES_POOL);
  const found =
    `${processes} process${processes === 1 ? '' : 'es'} of at most ${poolMax + BESIDES_POOL} connections ` +
    `may want ${wanted} of ${max}; others hold ${used - ours} now`;
  const todo = 'Lower POOL_MAX, raise max_connections, or put PgBouncer between (docs/scaling.md).';
  if (wanted > max) return problem('connections', found, todo);
  return wanted + used - ours > max ? warning('connections', found, todo) : ok('connections', found);
};

/** Whoever holds others up just now, named by the request that it works for. */
export const checkActivity = async (admin: pg.Client): Promise<Finding> => {
  const { rows } = await admin.query<{ name: string; pid: number; seconds: number; waits: boolean }>(
    `select application_name as name, pid, extract(epoch from now() - xact_start)::int as seconds,
            wait_event_type is not distinct from 'Lock' as waits
     from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and xact_start < now() - interval '60 seconds'
     order by xact_start limit 5`,
  );
  const { rows: ages } = await admin.query<{ age: number }>(
    'select age(datfrozenxid) as age from pg_database where datname = current_database()',
  );
  const age = ages[0]?.age ?? 0;
  if (age > AGE_WARNING)
    return problem(
      'activity',
      `the oldest transaction id is ${Math.round(age / 1e6)} million old: autovacuum does not get through`,
      'Look for old transactions, prepared transactions and replication slots; then: vacuum freeze;',
    );
  if (rows.length === 0) return ok('activity', 'no transaction is older than a minute');
  const list = rows.map(
    ({ name, pid, seconds, waits }) =>
      `${name || 'unnamed'} (pid ${pid}, ${seconds} s${waits ? ', waits for a lock' : ''})`,
  );
  return warning(
    'activity',
    `old transactions: ${list.join('; ')}`,
    'The name holds the request id: look it up in the log. To end one: select pg_terminate_backend(PID);',
  );
};
