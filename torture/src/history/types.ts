/** A level by its name in this run: product and warehouse, such as "cup@north". */
export type LevelName = string;

/** What one level shows: in a read, and in the answer to a write. */
export interface LevelFigures {
  readonly onHand: number;
  readonly reserved: number;
  readonly version: number;
}

/** Units wanted of one level. Bundles stand here as what they are made of. */
export interface HoldLine {
  readonly level: LevelName;
  readonly quantity: number;
}

/** A change of on hand; with `expected` only from this figure. */
export interface MoveLine {
  readonly level: LevelName;
  readonly change: number;
  readonly expected?: number | undefined;
}

/** What a caller asked for, as far as stock is concerned: a sale reserves, completes and cancels like a hold. */
export type Operation =
  | { readonly kind: 'reserve'; readonly holdId: string; readonly lines: readonly HoldLine[] }
  | { readonly kind: 'commit' | 'release'; readonly holdId: string }
  /** A receipt, an adjustment, or both sides of a transfer. */
  | { readonly kind: 'move'; readonly lines: readonly MoveLine[] }
  | {
      readonly kind: 'set';
      readonly level: LevelName;
      readonly onHand: number;
      readonly expected: number | null;
    }
  | { readonly kind: 'read'; readonly levels: readonly LevelName[] }
  /** How many could be made of so many units of each level. */
  | { readonly kind: 'available'; readonly units: readonly HoldLine[] };

export interface Shortage {
  readonly level: LevelName;
  readonly requested: number;
  readonly available: number;
}

export interface Conflict {
  readonly level: LevelName;
  readonly expected: number;
  readonly current: number;
}

/** What the caller was told. Only what is compared stands here. */
export type Answer =
  | {
      readonly ok: true;
      /** Figures that the answer shows: of a read as they were, of a write as it left them. */
      readonly levels?: Readonly<Record<LevelName, LevelFigures>>;
      /** To `available`: how many. */
      readonly available?: number;
    }
  | {
      readonly ok: false;
      readonly code: string;
      readonly shortages?: readonly Shortage[];
      readonly conflicts?: readonly Conflict[];
      /** Of STATE_CONFLICT: what the hold was by then. */
      readonly state?: string;
    };

/** One call, as its caller saw it. Times are microseconds of the machine's monotonic clock. */
export interface Call {
  readonly id: string;
  readonly caller: string;
  readonly operation: Operation;
  readonly startedAt: number;
  /** Null: no answer was ever seen. It may have happened at any time since, or never. */
  readonly endedAt: number | null;
  readonly answer: Answer | null;
}

/** Where the ledger has what a call did to one level: `count` lines from the sequence `first` on. */
export interface LedgerPlace {
  readonly first: number;
  readonly count: number;
}

/** By call, by level: where the ledger has it. */
export type LedgerPlaces = ReadonlyMap<string, ReadonlyMap<LevelName, LedgerPlace>>;
