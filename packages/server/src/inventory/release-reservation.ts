import { releaseReservation as release } from '@stockflow/domain';
import { releaseReservationInput, reservationSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { changeReservation } from './change-reservation.ts';

/**
 * `inventory.release`: gives back all that a reservation holds.
 * Refuses: NOT_FOUND; RESERVATION_EXPIRED once its time is up (the stock is free already); STATE_CONFLICT when it has
 * ended, or belongs to a sale.
 * @example await call.inventory.release({ reservationId })
 */
export const releaseReservation = may('stock:write')
  .input(releaseReservationInput)
  .output(reservationSchema)
  .mutation(({ ctx, input }) =>
    ctx.moveStock(
      input,
      changeReservation(input.reservationId, 'released', (world) =>
        release(world, input.reservationId, input),
      ),
    ),
  );
