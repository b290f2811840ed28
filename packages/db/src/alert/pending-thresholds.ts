import { type Database, uuidArray } from '../connection/index.ts';
import type { ThresholdScope } from './mark-thresholds.ts';

/** Changes that are looked at in one round. */
const PENDING_MAX = 1_000;

/** A change of thresholds whose levels are still to be brought up to date. */
export interface PendingChange extends ThresholdScope {
  /** Another one each time that the same scope changes. */
  readonly changeId: string;
  /** Whoever might have read the old thresholds to write them down has a transaction id under this. */
  readonly horizon: bigint;
}

/**
 * What is still to be done. A transaction that makes levels may have read thresholds before the change was committed and
 * commit itself after the levels were looked through. It has a transaction id before it reads (`beKnownAsWriter`). The
 * id that is taken here, after the change was seen committed, is over all of those: `hasPassed` tells when they are
 * through. (The snapshot's own xmax will not do: it is one past the last that *ended*, and one that is under way may
 * have a greater id.) In a statement of its own, for a sharded PostgreSQL runs one that names the table where the shard
 * is, and ids of that node say nothing of those that writers take on the coordinator.
 */
export const readPending = (database: Database, companyId: string): Promise<PendingChange[]> =>
  database.inCompany(companyId, async (tx) => {
    const changes = await tx.query<Omit<PendingChange, 'horizon'>>({
      name: 'threshold-changes-pending',
      text: `select scope, scope_id as id, id as "changeId"
             from threshold_changes
             where company_id = $1
             order by requested_at, scope, scope_id
             limit ${PENDING_MAX}`,
      values: [companyId],
    });
    if (changes.length === 0) return [];
    const [row] = await tx.query<{ horizon: string }>({
      name: 'threshold-changes-horizon',
      text: 'select pg_current_xact_id()::text as horizon',
    });
    const horizon = BigInt(row?.horizon ?? 0);
    return changes.map((change) => ({ ...change, horizon }));
  });

/** The oldest transaction id that is still under way, anywhere on the server. */
export const oldestUnderWay = async (database: Database, companyId: string): Promise<bigint> => {
  const [row] = await database.readInCompany<{ xmin: string }>(companyId, {
    name: 'oldest-transaction',
    text: 'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
  });
  return BigInt(row?.xmin ?? 0);
};

/**
 * Forgets changes whose levels are up to date; those that were made again meanwhile have another id and stay. Rows are
 * locked in the order of their key, and one that is being changed right now is left to whoever changes it.
 */
export const forgetPending = async (
  database: Database,
  companyId: string,
  changeIds: readonly string[],
): Promise<void> => {
  if (changeIds.length === 0) return;
  await database.inCompanyFlush(companyId, [
    {
      name: 'threshold-changes-forget',
      text: `delete from threshold_changes
             using (
               select scope, scope_id from threshold_changes
               where company_id = $1 and id = any($2::uuid[])
               order by scope, scope_id
               for update skip locked) as done
             where threshold_changes.company_id = $1 and threshold_changes.scope = done.scope
               and threshold_changes.scope_id = done.scope_id`,
      values: [companyId, uuidArray(changeIds)],
    },
  ]);
};
