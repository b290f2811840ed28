// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, TransferId, WarehouseId } from './ids.ts';
import type { LineQuantity } from './reservations.ts';

/** The goods go back to where they came from; only while none of them has arrived. */
export interface CancelTransferInput {
  transferId: TransferId;
  notes?: string | undefined;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetTransferInput {
  transferId: TransferId;
}

export interface ListTransfersInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  status?: TransferStatus | undefined;
  fromWarehouseId?: WarehouseId | undefined;
  toWarehouseId?: WarehouseId | undefined;
}

/** Second step, once or in parts. */
export interface ReceiveTransferInput {
  transferId: TransferId;
  /** What arrived now; default all that is still in transit. */
  lines?: LineQuantity[] | undefined;
  /** True: nothing else will come; what is still in transit is missing. Default false: it is waited for. */
  close?: boolean | undefined;
  notes?: string | undefined;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** First of two steps: out of one warehouse, and `incoming` at the other. */
export interface ShipTransferInput {
  fromWarehouseId: WarehouseId;
  toWarehouseId: WarehouseId;
  lines: {
    productId: ProductId;
    /** Base units. */
    quantity: number;
    /** Compare-and-set at the origin: refuse with VERSION_CONFLICT unless this many are on hand. */
    expectedOnHand?: number | undefined;
  }[];
  /** The caller may make the id (UUIDv7). */
  id?: TransferId | undefined;
  notes?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** Goods from one warehouse to another. */
export interface Transfer {
  id: TransferId;
  fromWarehouseId: WarehouseId;
  toWarehouseId: WarehouseId;
  status: TransferStatus | (string & {});
  notes: string | null;
  shippedAt: string;
  closedAt: string | null;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  lines: {
    lineNumber: number;
    productId: ProductId;
    sku: string;
    productName: string;
    /** Base units. */
    quantity: number;
    /** May come to more than left: a surplus. */
    quantityReceived: number;
    /** Left and will not arrive: known once the transfer was closed with less than it had, or cancelled. */
    quantityMissing: number;
    /** What one base unit cost at the origin, where known; it goes with the goods. */
    unitCost: string | null;
  }[];
}

export type TransferStatus = 'cancelled' | 'in_transit' | 'received';

/** At once: out of one warehouse and into the other. */
export interface TransferStockInput {
  fromWarehouseId: WarehouseId;
  toWarehouseId: WarehouseId;
  lines: {
    productId: ProductId;
    /** Base units. */
    quantity: number;
    /** Compare-and-set at the origin: refuse with VERSION_CONFLICT unless this many are on hand. */
    expectedOnHand?: number | undefined;
  }[];
  /** The caller may make the id (UUIDv7). */
  id?: TransferId | undefined;
  notes?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** A transfer in a list: its lines are counted and summed. Base units. */
export interface TransferSummary {
  id: TransferId;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  notes: string | null;
  status: TransferStatus | (string & {});
  closedAt: string | null;
  fromWarehouseId: WarehouseId;
  toWarehouseId: WarehouseId;
  shippedAt: string;
  lineCount: number;
  /** Base units. */
  quantity: number;
  quantityReceived: number;
  quantityMissing: number;
}
