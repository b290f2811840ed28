import {
  type DecidedMovement,
  decide,
  type LevelState,
  levelKeyOf,
  type Refusal,
  type StockCommand,
  type StockDecision,
  standingRefusal,
  stockRefusal,
  wireMoney,
} from '@stockflow/domain';
import type { Movement, StockChanged, StockLevel } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { CompanyTransaction } from '../connection/index.ts';
import { append } from './append.ts';
import { ensureLevels, levelsOf, lockLevels } from './levels.ts';
import { settle } from './settle.ts';
import { type ReadStandings, readStandings } from './standings.ts';

/** Who moves stock: a user or an API key, by its id; or the system itself, which has none. */
export interface StockActor {
  readonly type: 'user' | 'api_key' | 'system';
  readonly id: string | null;
}

/** Commands to post in one transaction, in the order in which they count. */
export interface StockPosting {
  readonly commands: readonly StockCommand[];
  readonly actor: StockActor;
  readonly requestId: string;
  readonly now: Date;
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
  const decisions = decide(levels, allowed);
  const answers = decisions.map((decision) => answerOf(decision, posting, standings));
  const movements = answers.flatMap((answer) => (answer.accepted ? answer.movements : []));
  const changed = levelsChanged(levels, decisions);
  if (changed.length > 0) {
    append(tx, {
      movements,
      levels: changed,
      requestId: posting.requestId,
      now: posting.now,
    });
  }
  const inOrder = answers.values();
  return refusals.map((refusal) => (refusal ? { accepted: false, refusal } : nextOf(inOrder)));
};

/** What the commands changed, or the first refusal, thrown: for commands that stand or fall together. */
export const requireAccepted = (outcomes: readonly PostOutcome[]): StockChanged[] =>
  outcomes.map((outcome) => {
    if (!outcome.accepted) throw outcome.refusal;
    return outcome;
  });

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

const answerOf = (
  decision: StockDecision,
  posting: StockPosting,
  { products }: ReadStandings,
): PostOutcome => {
  if (!decision.accepted) {
    const refusal = stockRefusal(decision.problem, (productId) => products.get(productId)?.sku ?? null);
    return { accepted: false, refusal };
  }
  const movements = decision.movements.map((movement) => movementOf(movement, posting));
  return { accepted: true, movements, levels: decision.levels.map(levelOf) };
};

const movementOf = ({ line, ...figures }: DecidedMovement, { actor, now }: StockPosting): Movement => ({
  id: uuidv7(),
  productId: line.productId,
  warehouseId: line.warehouseId,
  kind: line.kind,
  onHandChange: line.onHandChange,
  reservedChange: line.reservedChange,
  ...figures,
  unitCost: line.unitCost === undefined ? null : wireMoney(line.unitCost),
  reason: line.reason ?? null,
  referenceType: line.referenceType ?? null,
  referenceId: line.referenceId ?? null,
  notes: line.notes ?? null,
  actorType: actor.type,
  actorId: actor.id,
  occurredAt: line.occurredAt ?? now.toISOString(),
  recordedAt: now.toISOString(),
});

const levelOf = ({
  productId,
  warehouseId,
  onHand,
  reserved,
  incoming,
  version,
}: LevelState): StockLevel => ({
  productId,
  warehouseId,
  onHand,
  reserved,
  available: onHand - reserved,
  incoming,
  version,
});

/** The levels that are not what they were, as the last command left them. */
const levelsChanged = (before: readonly LevelState[], decisions: readonly StockDecision[]): LevelState[] => {
  const was = new Map(before.map((level) => [levelKeyOf(level), level]));
  const levels = decisions.flatMap((decision) => (decision.accepted ? decision.levels : []));
  return [...new Map(levels.map((level) => [levelKeyOf(level), level])).values()].filter(
    (level) => was.get(levelKeyOf(level)) !== level,
  );
};

const nextOf = <T>(values: Iterator<T>): T => {
  const next = values.next();
  if (next.done) throw new Error('fewer answers than commands');
  return next.value;
};
