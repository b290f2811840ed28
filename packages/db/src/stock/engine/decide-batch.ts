import {
  decideOne,
  emptyLevel,
  type LevelKey,
  type LevelState,
  levelKeyOf,
  Refusal,
  type ReservationState,
  type StockDecision,
  type StockWorld,
  standingRefusal,
  stockRefusal,
  type WatchedDecision,
  watchDecision,
} from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import { alertEvents, type TurnedAlert } from '../../alert/write-turns.ts';
import type { NewEvent } from '../../event/index.ts';
import { replay, type StoredAnswer, storedRefusal } from '../../idempotency/index.ts';
import { changeOf, isEmpty, type LedgerMovement, movementOf, stockChangedEvents } from '../movements.ts';
import type { Loaded } from './load.ts';
import type { OperationPlan, StockOperation } from './operation.ts';

/** What becomes of one operation of a batch. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  /** Not decided yet: it wants levels that are not there, waits for holds to be ended, or comes after one with its id. */
  | { readonly kind: 'again'; readonly levels: readonly LevelKey[] };

/** What one operation writes, beside levels. */
export interface Effect {
  readonly operation: StockOperation;
  readonly movements: readonly LedgerMovement[];
  readonly reservation: ReservationState | null;
  /** True when the reservation was not there before. */
  readonly isMade: boolean;
  /** What it did to alerts. */
  readonly turns: readonly TurnedAlert[];
  readonly events: readonly NewEvent[];
}

/** What was decided over a batch, in its order. */
export interface BatchDecision {
  readonly outcomes: Outcome[];
  readonly effects: readonly Effect[];
  readonly decisions: readonly StockDecision[];
  /** What the ids answer from now on. */
  readonly answers: Map<StockOperation, StoredAnswer>;
}

/**
 * Decides the operations of a batch in their order, each over the world that those before it left. A refused one leaves
 * no trace for the next; those that wait are left for later. Pure but for the ids of movements: what is, comes in loaded; what happens, goes out.
 */
export const decideBatch = (
  loaded: Loaded,
  operations: readonly StockOperation[],
  waiting: ReadonlySet<StockOperation>,
): BatchDecision => {
  const batch = new Batch(loaded, waiting);
  const outcomes = operations.map((operation) => batch.decide(operation));
  return { outcomes, effects: batch.effects, decisions: batch.decisions, answers: batch.answers };
};

class Batch {
  readonly effects: Effect[] = [];
  readonly decisions: StockDecision[] = [];
  readonly answers = new Map<StockOperation, StoredAnswer>();
  readonly #loaded: Loaded;
  /** Levels as the operations before left them, over those that were loaded. */
  readonly #levels: Map<string, LevelState>;
  readonly #world: StockWorld;
  readonly #seenKeys = new Set<string>();
  readonly #waiting: ReadonlySet<StockOperation>;

  constructor(loaded: Loaded, waiting: ReadonlySet<StockOperation>) {
    this.#loaded = loaded;
    this.#waiting = waiting;
    this.#levels = loaded.levels;
    this.#world = loaded;
  }

  decide(operation: StockOperation): Outcome {
    const { once } = operation;
    if (once) {
      const earlier = this.#loaded.earlier.get(once.key);
      if (earlier && !earlier.isOver) return settled(() => replay(earlier, once.requestHash));
      if (this.#seenKeys.has(once.key)) return { kind: 'again', levels: [] };
    }
    if (this.#waiting.has(operation)) return { kind: 'again', levels: [] };
    if (once) this.#seenKeys.add(once.key);
    const outcome = this.#planned(operation);
    if (once && outcome.kind === 'answer') this.answers.set(operation, { ok: outcome.answer });
    const kept = once && outcome.kind === 'refusal' ? storedRefusal(outcome.refusal) : null;
    if (kept) this.answers.set(operation, kept);
    // Nothing was kept for it, so another with the same id may be decided after it.
    if (once && !this.answers.has(operation)) this.#seenKeys.delete(once.key);
    return outcome;
  }

  #planned(operation: StockOperation): Outcome {
    let plan: OperationPlan<unknown>;
    try {
      plan = operation.plan(this.#world);
    } catch (error) {
      if (error instanceof Refusal) return { kind: 'refusal', refusal: error };
      throw error;
    }
    const refusal = standingRefusal(plan, this.#world);
    if (refusal) return { kind: 'refusal', refusal };
    const levels = { get: (key: string) => this.#levels.get(key) ?? emptyOf(key) };
    const decision = watchDecision(decideOne(levels, plan), uuidv7);
    if (!decision.accepted) {
      const skuOf = (productId: string) => this.#world.products.get(productId)?.sku ?? null;
      return { kind: 'refusal', refusal: stockRefusal(decision.problem, skuOf) };
    }
    const missing = decision.levels.filter(
      (level) => !isEmpty(level) && !this.#levels.has(levelKeyOf(level)),
    );
    if (missing.length > 0) return { kind: 'again', levels: missing };
    return this.#applied(operation, plan, decision);
  }

  #applied(
    operation: StockOperation,
    plan: OperationPlan<unknown>,
    decision: WatchedDecision & { accepted: true },
  ): Outcome {
    const movements = decision.movements.map((movement) => movementOf(movement, operation));
    for (const level of decision.levels) if (!isEmpty(level)) this.#levels.set(levelKeyOf(level), level);
    this.decisions.push(decision);
    const reservation = plan.reservation ?? null;
    this.effects.push({
      operation,
      movements,
      reservation,
      isMade: reservation !== null && !this.#loaded.reservations.has(reservation.id),
      turns: decision.turns.map((turn) => ({ ...turn, ...actingOf(operation) })),
      events: [
        ...stockChangedEvents(movements),
        ...(plan.events ?? []),
        ...alertEvents(decision.turns, operation),
      ],
    });
    if (reservation) this.#loaded.reservations.set(reservation.id, reservation);
    if (plan.refusal) return { kind: 'refusal', refusal: plan.refusal };
    return { kind: 'answer', answer: plan.answer(changeOf(movements, decision.levels)) };
  }
}

const actingOf = ({ actor, requestId, now }: StockOperation) => ({ actor, requestId, now });

const settled = (answer: () => unknown): Outcome => {
  try {
    return { kind: 'answer', answer: answer() };
  } catch (error) {
    if (error instanceof Refusal) return { kind: 'refusal', refusal: error };
    throw error;
  }
};

const emptyOf = (key: string): LevelState => {
  const [productId = '', warehouseId = ''] = key.split('/');
  return emptyLevel({ productId, warehouseId });
};
