import { commitReservation as commit } from '@stockflow/domain';
import { commitReservationInput, reservationSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { changeReservation } from './change-reservation.ts';

/**
 * `inventory.commit`: what was held leaves the warehouse. With `lines` in part: what is not named, or only in part, is
 * given back. The reservation ends with it, exactly once, whoever else releases it or waits for its expiry.
 * Refuses: NOT_FOUND; RESERVATION_EXPIRED once its time is up; STATE_CONFLICT when it has ended, or belongs to a sale;
 * VALIDATION_FAILED for a line that it has not, or more than it holds.
 * @example await call.inventory.commit({ reservationId, lines: [{ lineNumber: 1, quantity: 1 }] })
 */
export const commitReservation = may('stock:write')
  .input(commitReservationInput)
  .output(reservationSchema)
  .mutation(({ ctx, input }) =>
    ctx.moveStock(
      input,
      changeReservation(input.reservationId, 'committed', (world) =>
        commit(world, input.reservationId, input),
      ),
    ),
  );
