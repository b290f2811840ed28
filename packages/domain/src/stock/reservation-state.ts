import type { ReservationStatus } from '@stockflow/schemas';

/** What a reservation holds of one product in one warehouse. Base units; open = quantity − committed − released. */
export interface ReservationLineState {
  readonly lineNumber: number;
  readonly askedLine: number;
  readonly productId: string;
  readonly bundleId: string | null;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly quantityCommitted: number;
  readonly quantityReleased: number;
}

/** A reservation as it is, under lock. */
export interface ReservationState {
  readonly id: string;
  readonly status: ReservationStatus;
  /** Null holds until its sale ends. */
  readonly expiresAt: Date | null;
  readonly referenceType: string | null;
  readonly referenceId: string | null;
  readonly notes: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly lines: readonly ReservationLineState[];
}
