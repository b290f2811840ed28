import {
  decideOne,
  type LevelKey,
  type LevelState,
  levelKeyOf,
  type Refusal,
  type StockCommand,
  type StockDecision,
  standingRefusal,
  stockRefusal,
  type WatchedDecision,
  watchDecision,
} from '@stockflow/domain';
import type { StockChanged } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { forgetFigures } from '../alert/figures.ts';
import { alertEvents } from '../alert/write-turns.ts';
import type { CompanyTransaction } from '../connection/index.ts';
import { recordEvents } from '../event/index.ts';
import { append } from './append.ts';
import { dueHolds } from './engine/reservation-rows.ts';
import { ensureLevels, levelsOf, lockLevels } from './levels.ts';
import {
  changeOf,
  type LedgerMovement,
  levelsChanged,
  type Moving,
  movementOf,
  stockChangedEvents,
} from './movements.ts';
import { settle } from './settle.ts';
import { type ReadStandings, readStandings } from './standings.ts';

/** Commands to post in one transaction, in the order in which they count. */
export interface StockPosting extends Moving {
  readonly commands: readonly StockCommand[];
  /** Levels whose demand changes in this transaction although nothing may move there: goods that come back elsewhere. */
  readonly demandOf?: readonly LevelKey[] | undefined;
}

/** What became of one command. A refused one has changed nothing. */
export type PostOutcome =
  | ({ readonly accepted: true } & StockChanged)
  | { readonly accepted: false; readonly refusal: Refusal };

/**
 * Posts stock commands: the one writer of levels and ledger. Each command stands or falls alone; a caller whose
 * commands belong together throws when one is refused, and the transaction takes the others back.
 * Walk: products, warehouses and levels are read and locked in one flush, the rule decides, one statement, sent with
 * COMMIT, appends: two round trips, whatever the number of lines; two more where a level is new. Call it once in a
 * transaction: a second call would lock levels out of the one order. Lock rows of other tables (a sale) before it, and
 * send what else is to be written with `tx.atCommit`: then the levels are locked for one round trip.
 * Refuses, for each command: INVALID_REFERENCE, VALIDATION_FAILED (a bundle, something inactive, over the largest
 * quantity), VERSION_CONFLICT, INSUFFICIENT_STOCK; always naming every line concerned.
 * @example const [outcome] = await postStock(tx, { commands: [{ lines }], actor, requestId, now })
 */
export const postStock = async (tx: CompanyTransaction, posting: StockPosting): Promise<PostOutcome[]> => {
  const { standings, levels, refusals } = await loadUnderLock(tx, posting.commands);
  const allowed = posting.commands.filter((_, index) => !refusals[index]);
  const decisions = decideWatched(levels, allowed);
  await refuseNothingForDue(tx, posting.commands, standings, decisions);
  const posted = decisions.map((decision) => postedOf(decision, posting, standings));
  const movements = posted.flatMap(({ movements: own }) => own);
  const changed = levelsChanged(new Map(levels.map((level) => [levelKeyOf(level), level])), decisions);
  const turns = decisions.flatMap((decision) => decision.turns);
  const { demandOf = [] } = posting;
  if (changed.length > 0) append(tx, { movements, levels: changed, turns, moving: posting, demandOf });
  else forgetFigures(tx, demandOf);
  recordEvents(
    tx,
    [...posted.flatMap(({ movements: own }) => stockChangedEvents(own)), ...alertEvents(turns, posting)],
    posting.now,
  );
  const inOrder = posted.values();
  return refusals.map((refusal) => (refusal ? { accepted: false, refusal } : nextOf(inOrder).outcome));
};

/** Decides commands in their order, each over what the one before it left, with what they do to alerts. */
const decideWatched = (
  levels: readonly LevelState[],
  commands: readonly StockCommand[],
): WatchedDecision[] => {
  const current = new Map(levels.map((level) => [levelKeyOf(level), level]));
  return commands.map((command) => {
    const decision = watchDecision(decideOne(current, command), uuidv7);
    if (decision.accepted) for (const level of decision.levels) current.set(levelKeyOf(level), level);
    return decision;
  });
};

/** What the commands changed, or the first refusal, thrown: for commands that stand or fall together. */
export const requireAccepted = (outcomes: readonly PostOutcome[]): StockChanged[] =>
  outcomes.map((outcome) => {
    if (!outcome.accepted) throw outcome.refusal;
    return outcome;
  });

/**
 * Holds whose time is up, and which nobody has ended yet, stand in the way of a command. Reservations are locked before
 * levels, so they cannot be ended here: end them (`StockGate.expire`) and run the transaction again.
 */
export class HoldsDueError extends Error {
  override readonly name = 'HoldsDueError';
  readonly reservationIds: readonly string[];

  constructor(reservationIds: readonly string[]) {
    super('expired holds stand in the way: end them and run the transaction again');
    this.reservationIds = reservationIds;
  }
}

/** An expired hold does not count: nobody is told that stock is short while one is in the way. */
const refuseNothingForDue = async (
  tx: CompanyTransaction,
  commands: readonly StockCommand[],
  { products }: ReadStandings,
  decisions: readonly StockDecision[],
): Promise<void> => {
  if (!decisions.some((decision) => !decision.accepted && decision.problem.kind === 'short')) return;
  const ids = commands.flatMap(({ lines }) => lines.map(({ productId }) => productId));
  const named = [...new Set(ids)].filter((id) => products.has(id));
  const due = await tx.query<{ id: string }>(dueHolds(tx.companyId, named));
  if (due.length > 0) throw new HoldsDueError(due.map(({ id }) => id));
};

const loadUnderLock = async (tx: CompanyTransaction, commands: readonly StockCommand[]) => {
  const lines = commands.flatMap((command) => command.lines);
  const [standings, found] = await settle<[ReadStandings, LevelState[]]>([
    readStandings(tx, {
      productIds: lines.map(({ productId }) => productId),
      warehouseIds: lines.map(({ warehouseId }) => warehouseId),
    }),
    lockLevels(tx, levelsOf(lines)),
  ]);
  const refusals = commands.map((command) => standingRefusal(command, standings));
  if (found.length > 0) return { standings, refusals, levels: found };
  const wanted = levelsOf(commands.flatMap((command, index) => (refusals[index] ? [] : command.lines)));
  if (wanted.length === 0) return { standings, refusals, levels: [] };
  await ensureLevels(tx, wanted);
  return { standings, refusals, levels: await lockLevels(tx, wanted) };
};

interface Posted {
  readonly outcome: PostOutcome;
  readonly movements: readonly LedgerMovement[];
}

const postedOf = (decision: StockDecision, posting: StockPosting, { products }: ReadStandings): Posted => {
  if (!decision.accepted) {
    const refusal = stockRefusal(decision.problem, (productId) => products.get(productId)?.sku ?? null);
    return { outcome: { accepted: false, refusal }, movements: [] };
  }
  const movements = decision.movements.map((movement) => movementOf(movement, posting));
  return { outcome: { accepted: true, ...changeOf(movements, decision.levels) }, movements };
};

const nextOf = <T>(values: Iterator<T>): T => {
  const next = values.next();
  if (next.done) throw new Error('fewer answers than commands');
  return next.value;
};
