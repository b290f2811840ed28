import type { ReservationState } from '@stockflow/domain';
import type { NewEvent } from '../../event/index.ts';

/** Lines that one event tells. */
const LINES_MAX = 100;

/** What the outbox says of a reservation. */
export const reservationEvents = (
  { id, status, expiresAt, referenceType, referenceId, lines }: ReservationState,
  what: 'created' | 'extended' | 'committed' | 'released' | 'expired',
): NewEvent[] => [
  {
    type: `reservation.${what}`,
    data: {
      reservationId: id,
      status,
      expiresAt: expiresAt?.toISOString() ?? null,
      referenceType,
      referenceId,
      lineCount: lines.length,
      lines: lines.slice(0, LINES_MAX).map((line) => ({
        lineNumber: line.lineNumber,
        productId: line.productId,
        bundleId: line.bundleId,
        warehouseId: line.warehouseId,
        quantity: line.quantity,
        quantityCommitted: line.quantityCommitted,
        quantityReleased: line.quantityReleased,
      })),
    },
  },
];
