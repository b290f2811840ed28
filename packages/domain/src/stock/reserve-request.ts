import type { ReservationStrategy } from '@stockflow/schemas';

/** What is asked to be held. */
export interface ReserveRequest {
  readonly id: string;
  readonly lines: readonly {
    readonly productId: string;
    /** Default: chosen by the strategy. */
    readonly warehouseId?: string | undefined;
    /** Base units, or bundles. */
    readonly quantity: number;
  }[];
  readonly strategy: ReservationStrategy;
  /** Warehouses to choose from, the first preferred; default all active ones by priority and name. */
  readonly warehouseIds?: readonly string[] | undefined;
  readonly ttlSeconds: number;
  readonly referenceType?: string | undefined;
  readonly referenceId?: string | undefined;
  readonly notes?: string | undefined;
}

/** A line with its warehouse, in the order of the request. */
export interface PlacedLine {
  readonly askedLine: number;
  readonly productId: string;
  readonly warehouseId: string;
  readonly quantity: number;
}
