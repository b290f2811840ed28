import type { MovementKind } from '@stockflow/schemas';

/** What names a stock level. */
export interface LevelKey {
  readonly productId: string;
  readonly warehouseId: string;
}

/** The level's key as one text, for maps. */
export const levelKeyOf = ({ productId, warehouseId }: LevelKey): string => `${productId}/${warehouseId}`;

/** The one order in which levels are locked: by product, then warehouse, as the primary key has them. */
export const byLevelKey = (a: LevelKey, b: LevelKey): number => {
  if (a.productId !== b.productId) return a.productId < b.productId ? -1 : 1;
  if (a.warehouseId === b.warehouseId) return 0;
  return a.warehouseId < b.warehouseId ? -1 : 1;
};

/** A stock level as it is, under lock. Quantities in base units, costs as decimal strings. */
export interface LevelState extends LevelKey {
  readonly onHand: number;
  readonly reserved: number;
  /** On their way here in transfers. Not part of the ledger: nothing of it is there yet. */
  readonly incoming: number;
  /** Number of movements so far. */
  readonly version: number;
  /** Moving average of what receipts cost; null until the first receipt with a known cost. */
  readonly averageCost: string | null;
  readonly lastCost: string | null;
  /** What its alert goes by; absent where nobody watches it. */
  readonly alert?: LevelAlert | null | undefined;
}

/** What a level knows of its alert. Quantities in base units. */
export interface LevelAlert {
  /** Low when available is at or under this. */
  readonly threshold: number;
  /** Recovered when available is over this; the threshold or more. */
  readonly clearAbove: number;
  /** The alert's id, once the level was low for the first time. */
  readonly id: string | null;
  /** `raised` from when it became low until it recovers; `dismissed` when a person resolved the alert before that. */
  readonly phase: 'raised' | 'dismissed' | null;
  /** Snoozed until it gets worse: it wakes when available is under this. */
  readonly wakeBelow: number | null;
}

/**
 * One change that is asked for. A line that changes nothing is checked like any other and leaves no movement: goods
 * that come back as scrap, a count that finds what was expected.
 */
export interface StockLine extends LevelKey {
  readonly kind: MovementKind;
  /** Signed, base units. */
  readonly onHandChange: number;
  /** Signed, base units. */
  readonly reservedChange: number;
  /** Signed, base units; default 0. A line may change nothing else: goods that left for here, and will not come. */
  readonly incomingChange?: number | undefined;
  /** Compare-and-set: on hand as it must be before the command. */
  readonly expectedOnHand?: number | undefined;
  /** Cost of one base unit, at most four decimals; moves the average when the line brings stock in. */
  readonly unitCost?: string | undefined;
  readonly reason?: string | undefined;
  readonly notes?: string | undefined;
  /** What the movement belongs to, such as `sale`, and its id. */
  readonly referenceType?: string | undefined;
  readonly referenceId?: string | undefined;
  /** ISO 8601; default the time of recording. */
  readonly occurredAt?: string | undefined;
  /** Where the line stands in the caller's input, for refusals; default `lines.N`, empty for the input itself. */
  readonly path?: string | undefined;
}

/** What is decided as one: all of its lines, or none. */
export interface StockCommand {
  readonly lines: readonly StockLine[];
}

/** What one line does, as the ledger will say it. */
export interface DecidedMovement {
  readonly line: StockLine;
  /** The level's version after it. */
  readonly sequence: number;
  readonly onHandBefore: number;
  readonly onHandAfter: number;
  readonly reservedBefore: number;
  readonly reservedAfter: number;
}

/** Demand on one level that is more than it has. */
export interface LevelShortage extends LevelKey {
  /** Base units asked for, over all lines of the command for this level. */
  readonly requested: number;
  /** Base units there to be taken; for giving back reserved stock, the reserved units. */
  readonly available: number;
}

/** A compare-and-set that did not hold. */
export interface LevelConflict extends LevelKey {
  readonly expected: number;
  readonly current: number;
}

/** Why a command is refused: one kind of problem, with every place where it shows. */
export type StockProblem =
  | { readonly kind: 'conflict'; readonly conflicts: readonly LevelConflict[] }
  | { readonly kind: 'short'; readonly shortages: readonly LevelShortage[] }
  | { readonly kind: 'field'; readonly fields: readonly { path: string; message: string }[] };

/** What becomes of one command. */
export type StockDecision =
  | {
      readonly accepted: true;
      /** In the order of the command's lines, as far as they move anything. */
      readonly movements: readonly DecidedMovement[];
      /** The levels that it touched, as they are after it. */
      readonly levels: readonly LevelState[];
    }
  | { readonly accepted: false; readonly problem: StockProblem };
