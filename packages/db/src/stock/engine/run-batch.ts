import type { LevelKey, LevelState, ReservationState } from '@stockflow/domain';
import { notifyOfAlerts, turnParts } from '../../alert/write-turns.ts';
import type { CompanyTransaction, Database, Statement } from '../../connection/index.ts';
import { insertEventsStatement } from '../../event/index.ts';
import { appendParts } from '../append.ts';
import { ensureLevels } from '../levels.ts';
import { levelsChanged, type StockActor } from '../movements.ts';
import { oneStatement } from '../one-statement.ts';
import { type BatchDecision, decideBatch, type Effect, type Outcome } from './decide-batch.ts';
import { inTheWay } from './due.ts';
import { type Loaded, load } from './load.ts';
import type { StockOperation } from './operation.ts';
import { insertReservations, updateReservations } from './reservation-rows.ts';
import { recordWrites, removeOver } from './write-ids.ts';

/** What became of a batch. */
export interface BatchResult {
  /** One for each operation, in order. */
  readonly outcomes: readonly Outcome[];
  /** Expired holds that stood in the way: to be ended first, then those whose outcome is `again` are run again. */
  readonly dueIds: readonly string[];
}

/** Operations that share a transaction. */
export interface StockBatch {
  readonly operations: readonly StockOperation[];
  /** Levels that were found missing and are made first, before any lock: whoever holds levels makes none. */
  readonly missing: readonly LevelKey[];
}

/**
 * Runs operations in one transaction: everything is loaded and locked in one flush, decided in JavaScript, and written
 * and committed in one flush. So row locks are held for one round trip, whatever the number of operations.
 */
export const runBatch = (
  database: Database,
  companyId: string,
  { operations, missing }: StockBatch,
): Promise<BatchResult> =>
  database.inCompany(companyId, (tx) => decideAndWrite(tx, operations, missing), { genericPlans: true });

const decideAndWrite = async (
  tx: CompanyTransaction,
  operations: readonly StockOperation[],
  missing: readonly LevelKey[],
): Promise<BatchResult> => {
  await ensureLevels(tx, missing);
  const loaded = await load(tx, operations);
  const was = new Map<string, LevelState>(loaded.levels);
  const { waiting, dueIds } = inTheWay(loaded, operations);
  const decision = decideBatch(loaded, operations, waiting);
  forgetOver(tx, loaded, decision);
  write(tx, was, decision);
  return { outcomes: decision.outcomes, dueIds };
};

/** Everything in one statement: ids, reservations, ledger and levels, alerts, events. */
const write = (
  tx: CompanyTransaction,
  was: ReadonlyMap<string, LevelState>,
  decision: BatchDecision,
): void => {
  const { effects, answers } = decision;
  const { companyId } = tx;
  const now = latest(effects);
  const writes = [...answers].flatMap(([{ once, now: at }, answer]) =>
    once ? [{ ...once, answer, now: at }] : [],
  );
  const levels = levelsChanged(was, decision.decisions);
  const movements = effects.flatMap((effect) => effect.movements);
  const turns = effects.flatMap((effect) => effect.turns);
  const events = effects.flatMap((effect) => effect.events);
  const parts = [
    ...(writes.length > 0 ? [recordWrites(companyId, writes)] : []),
    ...reservationParts(companyId, effects),
    ...(levels.length > 0 ? appendParts(companyId, { movements, levels, now }) : []),
    ...turnParts(companyId, turns),
    ...(events.length > 0 ? [insertEventsStatement(companyId, events, now)] : []),
  ];
  if (parts.length > 0) tx.atCommit(oneStatement(companyId, parts));
  if (turns.length > 0) notifyOfAlerts(tx);
};

/** A reservation that was made and changed in one batch is written once, as it is after all of them. */
const reservationParts = (companyId: string, effects: readonly Effect[]): Statement[] => {
  const last = new Map<string, ReservationState>();
  const maker = new Map<string, StockActor>();
  for (const { reservation, isMade, operation } of effects) {
    if (!reservation) continue;
    last.set(reservation.id, reservation);
    if (isMade) maker.set(reservation.id, operation.actor);
  }
  const inOrder = [...last.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const made = inOrder.flatMap((reservation) => {
    const actor = maker.get(reservation.id);
    return actor ? [{ reservation, actor }] : [];
  });
  const changed = inOrder.filter(({ id }) => !maker.has(id));
  return [
    ...(made.length > 0 ? insertReservations(companyId, made) : []),
    ...(changed.length > 0 ? updateReservations(companyId, changed) : []),
  ];
};

const latest = (effects: readonly Effect[]): Date =>
  new Date(Math.max(0, ...effects.map(({ operation }) => operation.now.getTime())));

/** Ids whose record is past its keeping are used anew: the old record goes before the new one comes. */
const forgetOver = (tx: CompanyTransaction, { earlier }: Loaded, { answers }: BatchDecision): void => {
  const over = [...answers.keys()].flatMap(({ once, now }) =>
    once && earlier.get(once.key)?.isOver ? [{ key: once.key, now }] : [],
  );
  const [first] = over;
  if (first)
    tx.atCommit(
      removeOver(
        tx.companyId,
        over.map(({ key }) => key),
        first.now,
      ),
    );
};
