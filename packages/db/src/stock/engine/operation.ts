import type { LevelKey, Refusal, ReservationState, StockLine, StockWorld } from '@stockflow/domain';
import type { StockChanged } from '@stockflow/schemas';
import type { NewEvent } from '../../event/index.ts';
import type { Moving } from '../movements.ts';

/** What an operation must have loaded, under lock, before its rule can look at it. */
export interface StockNeeds {
  /** Levels by product and warehouse; of a bundle, the levels of its components. */
  readonly levels?: readonly LevelKey[];
  /** Products whose levels are wanted in every warehouse, and every active warehouse with them: for strategies. */
  readonly everywhere?: readonly string[];
  /** Warehouses that are named without a level. */
  readonly warehouseIds?: readonly string[];
  /** Reservations, with the levels that they hold. */
  readonly reservationIds?: readonly string[];
}

/** What a rule decided over the world: the lines that move stock, and what is written with them. */
export interface OperationPlan<Answer> {
  readonly lines: readonly StockLine[];
  /** A reservation that is made, or as it is after the change. */
  readonly reservation?: ReservationState;
  readonly events?: readonly NewEvent[];
  /** Told to the caller although the lines move: a hold that was found expired ends, whoever asked for it. */
  readonly refusal?: Refusal;
  answer(change: StockChanged): Answer;
}

/** The caller's id of a write, and what it must be the same with. */
export interface WriteId {
  readonly key: string;
  readonly procedure: string;
  /** SHA-256 of the canonical input, hex. */
  readonly requestHash: string;
  readonly expiresAt: Date;
}

/**
 * One stock operation as data and a pure rule: what the engine gathers with others into one transaction.
 * `plan` sees the world as all operations before it left it; it throws a Refusal to refuse. It may be called more than
 * once (a transaction that is run again), so it does nothing else.
 */
export interface StockOperation<Answer = unknown> extends Moving {
  /** Null for a write without an id. */
  readonly once: WriteId | null;
  readonly needs: StockNeeds;
  /** Ends a hold whose time is up: it does not wait for others to be ended before it. */
  readonly endsDue?: true;
  plan(world: StockWorld): OperationPlan<Answer>;
}
