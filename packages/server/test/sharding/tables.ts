import type { Database } from '@stockflow/db';
import { citusTables } from '@stockflow/db/testing';
import type { Tables } from './find-unrouted.ts';

/** Functions whose answer is another on each node of a sharded PostgreSQL: they stand in statements of their own. */
const NODE_BOUND = [
  'pg_current_xact_id',
  'pg_current_xact_id_if_assigned',
  'pg_current_snapshot',
  'pg_snapshot_xmin',
  'pg_snapshot_xmax',
  'pg_advisory_lock',
  'pg_advisory_xact_lock',
  'pg_advisory_xact_lock_shared',
  'pg_try_advisory_xact_lock',
  'pg_backend_pid',
  'pg_notify',
  'txid_current',
  'currval',
  'nextval',
];

/** What `deploy/citus/distribute.sql` does with each table, and what this PostgreSQL says of functions. */
export const tablesOfDeploy = async (database: Database): Promise<Tables> => {
  const { rows } = await database.shared.query<{ name: string }>(
    `select distinct proname as name from pg_proc
     where provolatile = 'v' and pronamespace = 'pg_catalog'::regnamespace`,
  );
  return {
    ...citusTables(),
    nodeBound: new Set(NODE_BOUND),
    volatile: new Set(rows.map(({ name }) => name)),
  };
};
