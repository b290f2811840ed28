import { filesOf, memoryOf } from '../process-figures.ts';
import type { TortureDatabase } from '../stage/database.ts';

/** What may grow for ever if nobody looks after it, at one moment. */
export interface Sample {
  /** Memory of each API process, in bytes. */
  readonly memory: number;
  /** Files and sockets that it has open. */
  readonly files: number;
  /** Connections of the database. */
  readonly connections: number;
  /** Rows that are dead and not yet vacuumed, of 100 live ones. */
  readonly deadPercent: number;
  /** Rows whose time has passed: sessions, answers kept for ids, holds. */
  readonly overdue: number;
}

/** What is measured, in words. */
export const MEASURES: Readonly<Record<keyof Sample, string>> = {
  memory: 'memory of the API processes',
  files: 'files and sockets of the API processes',
  connections: 'connections of the database',
  deadPercent: 'dead rows of 100 live ones',
  overdue: 'rows whose time has passed',
};

const ROWS = `select
  (select count(*) from pg_stat_activity where datname = current_database() and backend_type = 'client backend')::int as connections,
  (select round(100.0 * sum(n_dead_tup) / greatest(1, sum(n_live_tup))) from pg_stat_user_tables)::int as dead,
  ((select count(*) from sessions where expires_at < now() - interval '5 seconds')
   + (select count(*) from idempotency_records where expires_at < now() - interval '5 seconds')
   + (select count(*) from reservations where status = 'active' and expires_at < now() - interval '5 seconds'))::int as overdue`;

export const takeSample = async (pids: readonly number[], database: TortureDatabase): Promise<Sample> => {
  const [row] = await database.asAdmin(ROWS);
  return {
    memory: sum(pids.map(memoryOf)),
    files: sum(pids.map(filesOf)),
    connections: Number(row?.connections),
    deadPercent: Number(row?.dead),
    overdue: Number(row?.overdue),
  };
};

/** What the system does not say counts nothing, and so levels off. */
const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((all, value) => all + (value ?? 0), 0);
