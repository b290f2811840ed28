import { onlyRow, type ReservationRow, reservationById, wireReservationRow } from '@stockflow/db';
import { getReservationInput, reservationSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `reservations.get`: one reservation with its lines; one that is due has expired. NOT_FOUND for an unknown or foreign id. */
export const getReservation = may('stock:read')
  .input(getReservationInput)
  .output(reservationSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<ReservationRow>(
      companyId,
      reservationById(companyId, input.reservationId),
    );
    return wireReservationRow(onlyRow(rows, 'reservation'));
  });
