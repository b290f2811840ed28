import { setTimeout as sleep } from 'node:timers/promises';
import type { LevelKey } from '@stockflow/domain';
import type { Database } from '../connection/index.ts';
import { forgetPending, oldestUnderWay, type PendingChange, readPending } from './pending-thresholds.ts';
import { REWATCH_LEVELS_MAX, rewatchLevels } from './rewatch-levels.ts';
import { stalePages, targetsOf } from './stale-levels.ts';

/** How long one looks whether the transactions of before are through, in ms; mostly they are at once. */
const LOOKS_MS = [0, 2, 5, 10, 20];

/** What one round brought about. */
export interface Round {
  /** Pending changes that it found. */
  readonly found: number;
  /** Changes that wait for transactions which began before them, and must be looked at again. */
  readonly waiting: number;
}

/** Changes whose levels were looked through once and that wait for transactions of before, by the change's id. */
export type Horizons = Map<string, bigint>;

/**
 * Brings the levels of the company's pending changes up to date, once, and forgets the changes that are done with. A change
 * that is new is walked at once, so that its alerts are right when it returns. When a transaction that began before the
 * change is still under way somewhere, it may add a level with the old threshold yet: then the change stays pending,
 * with the horizon under which all must be through, and is walked once more by the round that finds them through.
 */
export const rewatchRound = async (
  database: Database,
  companyId: string,
  { horizons, onWritten }: { horizons: Horizons; onWritten: (levels: number) => void },
): Promise<Round> => {
  const pending = await readPending(database, companyId);
  if (pending.length === 0) return { found: 0, waiting: 0 };
  const isNew = (change: PendingChange) => !horizons.has(change.changeId);
  const horizonOf = (change: PendingChange) => horizons.get(change.changeId) ?? change.horizon;
  const oldest = await oldestAfter(database, companyId, pending.map(horizonOf));
  const done = pending.filter((change) => horizonOf(change) < oldest);
  const waiting = pending.filter((change) => horizonOf(change) >= oldest);
  for (const target of targetsOf([...done, ...waiting.filter(isNew)])) {
    for await (const stale of stalePages(database, companyId, target)) {
      for (const keys of chunksOf(stale)) onWritten(await rewatchLevels(database, companyId, keys));
    }
  }
  for (const { changeId, horizon } of waiting.filter(isNew)) horizons.set(changeId, horizon);
  await forgetPending(
    database,
    companyId,
    done.map(({ changeId }) => changeId),
  );
  for (const { changeId } of done) horizons.delete(changeId);
  return { found: pending.length, waiting: waiting.length };
};

/** The oldest transaction under way, when all horizons are passed or a few looks did not find it so. */
const oldestAfter = async (
  database: Database,
  companyId: string,
  horizons: readonly bigint[],
): Promise<bigint> => {
  let last = 0n;
  for (const horizon of horizons) if (horizon > last) last = horizon;
  let oldest = 0n;
  for (const ms of LOOKS_MS) {
    if (ms > 0) await sleep(ms, undefined, { ref: false });
    oldest = await oldestUnderWay(database, companyId);
    if (oldest > last) break;
  }
  return oldest;
};

const chunksOf = (keys: readonly LevelKey[]): LevelKey[][] => {
  const chunks: LevelKey[][] = [];
  for (let at = 0; at < keys.length; at += REWATCH_LEVELS_MAX) {
    chunks.push(keys.slice(at, at + REWATCH_LEVELS_MAX));
  }
  return chunks;
};
