import { router } from '../core/door.ts';
import { getReservation } from './get-reservation.ts';
import { listReservations } from './list-reservations.ts';

export const reservationRouter = router({ get: getReservation, list: listReservations });
