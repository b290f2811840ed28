import { extendReservation as extend } from '@stockflow/domain';
import { extendReservationInput, reservationSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { changeReservation } from './change-reservation.ts';

/**
 * `inventory.extend`: moves a hold's expiry to `ttlSeconds` from now, by the database's time; sooner or later than it was.
 * Refuses: NOT_FOUND; RESERVATION_EXPIRED once its time is up; STATE_CONFLICT when it has ended, or belongs to a sale.
 * @example await call.inventory.extend({ reservationId, ttlSeconds: 600 })
 */
export const extendReservation = may('stock:write')
  .input(extendReservationInput)
  .output(reservationSchema)
  .mutation(async ({ ctx, input }) => {
    const { reservationId, ttlSeconds } = input;
    const reservation = await ctx.moveStock(
      input,
      changeReservation(reservationId, 'extended', (world) => extend(world, reservationId, ttlSeconds)),
    );
    if (reservation.expiresAt !== null) ctx.watchHold(reservation.expiresAt);
    return reservation;
  });
