// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { CategoryId, CountId, ProductId, WarehouseId } from './ids.ts';

export interface CancelCountInput {
  countId: CountId;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** A stock count in one warehouse, without its lines. */
export interface Count {
  id: CountId;
  warehouseId: WarehouseId;
  status: CountStatus | (string & {});
  /** True when those who count are not told what is expected: the figures are null while it is open. */
  blind: boolean;
  notes: string | null;
  openedAt: string;
  closedAt: string | null;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  lineCount: number;
  countedCount: number;
  /** Counted lines that differ from what was expected; null while a blind count is open. */
  differenceCount: number | null;
  recountCount: number;
}

/** One product of a count. Base units. */
export interface CountLine {
  productId: ProductId;
  sku: string;
  productName: string;
  barcode: string | null;
  /** On hand when the count was opened; null while a blind count is open. */
  openedOnHand: number | null;
  countedQuantity: number | null;
  /** On hand in the books at the moment of counting; null until then, and while a blind count is open. */
  expectedOnHand: number | null;
  /** countedQuantity − expectedOnHand; null as these. */
  difference: number | null;
  countedAt: string | null;
  /** How often it was counted. */
  rounds: number;
  /** True while it has to be counted once more. */
  recount: boolean;
  /** Change of on hand that was posted; null until then. */
  postedChange: number | null;
  notes: string | null;
}

/**
 * What was posted: the lines that changed, by SKU, at most 500; `differenceCount` of the count says how many
 * there are.
 */
export interface CountPosted {
  count: Count;
  changes: CountLine[];
}

export type CountStatus = 'cancelled' | 'open' | 'posted';

export interface GetCountInput {
  countId: CountId;
}

export interface ListCountLinesInput {
  countId: CountId;
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** `uncounted`, `different` (refused while a blind count is open), or `recount`; default all. */
  show?: 'all' | 'different' | 'recount' | 'uncounted' | undefined;
}

export interface ListCountsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  status?: CountStatus | undefined;
  warehouseId?: WarehouseId | undefined;
}

export interface OpenCountInput {
  warehouseId: WarehouseId;
  /** The caller may make the id (UUIDv7). */
  id?: CountId | undefined;
  /**
   * What to count; default every product that has stock here, or had and is active. A product without a level
   * gets one.
   */
  productIds?: ProductId[] | undefined;
  /** Only products of these categories, also among `productIds`. */
  categoryIds?: CategoryId[] | undefined;
  /** Do not tell those who count what is expected; default false. */
  blind?: boolean | undefined;
  notes?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface PostCountInput {
  countId: CountId;
  /**
   * `refuse` (default): every line must have been counted. `skip`: lines that were not counted stay as they
   * are.
   */
  uncounted?: 'refuse' | 'skip' | undefined;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface RecordCountInput {
  countId: CountId;
  lines: {
    /** One that is not in the count yet comes into it: it was found on the shelf. */
    productId: ProductId;
    /** What lies there. Base units. */
    quantity: number;
    /** When it was counted, if not now: since the count was opened, not in the future. */
    countedAt?: string | undefined;
    /**
     * Compare-and-set: refuse with VERSION_CONFLICT unless it was counted this often before (see `rounds`).
     */
    expectedRounds?: number | undefined;
    notes?: string | undefined;
  }[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface RecountInput {
  countId: CountId;
  /** Default every counted line that differs. */
  productIds?: ProductId[] | undefined;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
