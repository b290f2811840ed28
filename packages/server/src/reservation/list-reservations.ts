import {
  listReservationsStatement,
  type ReservationRow,
  reservationCursor,
  reservationCursorOf,
  wireReservationRow,
} from '@stockflow/db';
import { listReservationsInput, reservationPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `reservations.list`: reservations with their lines, the newest first, in pages; those of sales too. One that is due counts
 * as expired, whether or not its end was written yet.
 * @example const { items } = await call.reservations.list({ status: 'active', productId })
 */
export const listReservations = may('stock:read')
  .input(listReservationsInput)
  .output(reservationPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, reservationCursor);
    const rows = await ctx.database.readInCompany<ReservationRow>(
      companyId,
      listReservationsStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, reservationCursorOf, wireReservationRow);
  });
