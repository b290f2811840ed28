import { type OperationPlan, reservationEvents, type StockNeeds } from '@stockflow/db';
import type { ReservationOutcome, StockWorld } from '@stockflow/domain';
import type { Reservation } from '@stockflow/schemas';
import { wireReservation } from './wire-reservation.ts';

/** An operation on one reservation. */
export interface ReservationOperation {
  readonly needs: StockNeeds;
  plan(world: StockWorld): OperationPlan<Reservation>;
}

/**
 * Changes a reservation by a rule. One that is found to be due ends as expired, in the transaction that refuses the
 * caller: whoever comes first writes its end.
 */
export const changeReservation = (
  reservationId: string,
  did: 'committed' | 'released' | 'extended',
  rule: (world: StockWorld) => ReservationOutcome,
): ReservationOperation => ({
  needs: { reservationIds: [reservationId] },
  plan: (world) => {
    const { change, refusal } = rule(world);
    if (!change) throw refusal;
    return {
      ...change,
      ...(refusal && { refusal }),
      events: reservationEvents(change.reservation, refusal ? 'expired' : did),
      answer: () => wireReservation(change.reservation),
    };
  },
});
