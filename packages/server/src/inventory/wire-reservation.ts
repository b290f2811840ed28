import type { ReservationState } from '@stockflow/domain';
import type { Reservation } from '@stockflow/schemas';

/** A reservation in wire form. */
export const wireReservation = ({
  expiresAt,
  createdAt,
  endedAt,
  lines,
  ...rest
}: ReservationState): Reservation => ({
  ...rest,
  expiresAt: expiresAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
  lines: [...lines],
});
