// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, ReservationId, WarehouseId } from './ids.ts';

export interface CommitReservationInput {
  reservationId: ReservationId;
  /**
   * Default all of every line. What is not named here, or only in part, is given back: the reservation ends.
   */
  lines?: LineQuantity[] | undefined;
  notes?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface ExtendReservationInput {
  reservationId: ReservationId;
  /** Seconds from now until the hold ends by itself: 1 to 2,592,000 (30 days), default 900. */
  ttlSeconds?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetReservationInput {
  reservationId: ReservationId;
}

export interface LineQuantity {
  lineNumber: number;
  /** Base units. */
  quantity: number;
}

export interface ListReservationsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  status?: ReservationStatus | undefined;
  productId?: ProductId | undefined;
  warehouseId?: WarehouseId | undefined;
  referenceId?: string | undefined;
}

export interface ReleaseReservationInput {
  reservationId: ReservationId;
  notes?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** A hold on stock. One that is due is `expired`, whether or not its end was written yet. */
export interface Reservation {
  id: ReservationId;
  status: ReservationStatus | (string & {});
  /** Null for a sale's: it holds until the sale ends. */
  expiresAt: string | null;
  referenceType: string | null;
  referenceId: string | null;
  notes: string | null;
  endedAt: string | null;
  createdAt: string;
  lines: ReservationLine[];
}

/**
 * What a reservation holds of one product in one warehouse. Base units; open = quantity − committed −
 * released.
 */
export interface ReservationLine {
  lineNumber: number;
  /** The line of the request that it serves, 1 for the first: a bundle or a split makes several of one. */
  askedLine: number;
  productId: ProductId;
  /** The bundle that was asked for, when this is one of its components. */
  bundleId: ProductId | null;
  warehouseId: WarehouseId;
  /** Base units. */
  quantity: number;
  quantityCommitted: number;
  quantityReleased: number;
}

export type ReservationStatus = 'active' | 'committed' | 'expired' | 'released';

/**
 * How warehouses are chosen for lines that name none. `single`: one warehouse that can serve all of these
 * lines.
 * `priority`: for each line the first that can serve it whole. `most-stock`: for each line the one with most
 * available.
 * `split`: for each line in the order of priority, as much as each has, until it is served.
 */
export type ReservationStrategy = 'most-stock' | 'priority' | 'single' | 'split';

export interface ReserveStockInput {
  lines: {
    productId: ProductId;
    /** Base units. */
    quantity: number;
    /** Default: chosen by `strategy`. */
    warehouseId?: WarehouseId | undefined;
  }[];
  /** The caller may make the reservation's id (UUIDv7). */
  id?: ReservationId | undefined;
  /** For lines without a warehouse; default `priority`. */
  strategy?: ReservationStrategy | undefined;
  /** Warehouses to choose from, the first preferred; default all active ones by their priority and name. */
  warehouseIds?: WarehouseId[] | undefined;
  /** Seconds until the hold ends by itself: 1 to 2,592,000 (30 days), default 900. */
  ttlSeconds?: number | undefined;
  /** What it is held for, in your own word: cart, order, quote … */
  referenceType?: string | undefined;
  referenceId?: string | undefined;
  notes?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
