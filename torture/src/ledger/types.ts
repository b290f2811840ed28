import type { LevelName } from '../history/types.ts';

/** One line of the ledger, as its row says it. */
export interface LedgerLine {
  readonly level: LevelName;
  readonly sequence: number;
  readonly kind: string;
  readonly onHandChange: number;
  readonly reservedChange: number;
  /** The request that wrote it: here each call sends its own id. */
  readonly requestId: string;
  readonly referenceId: string | null;
}

/** One reservation, as its rows say it; a sale's has the sale's id. */
export interface HoldRow {
  readonly id: string;
  readonly status: string;
  /** Ended by a call before its time was up, or by itself just then; null while it has not ended. */
  readonly endedInTime: boolean | null;
  readonly lines: readonly {
    readonly level: LevelName;
    readonly quantity: number;
    readonly committed: number;
    readonly released: number;
  }[];
}

/** What stands in the tables. */
export interface Rows {
  readonly ledger: readonly LedgerLine[];
  readonly holds: readonly HoldRow[];
}
