import type { GetReservationInput, ListReservationsInput, Reservation } from '../contract/index.ts';
import type { CallOptions } from '../options.ts';
import type { Pager } from '../pager.ts';
import type { Transport } from '../transport/transport.ts';

/** Reservations: what is held, and what became of it. Made and ended by `inventory.reserve`, `commit` and `release`. */
export class ReservationsApi {
  readonly #transport: Transport;

  /** @internal */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * One reservation with its lines. One that is due is `expired`, whether or not its end was written yet.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {NotFoundError} there is no such reservation in your company
   * @example const { status, expiresAt } = await stockflow.reservations.get({ reservationId })
   */
  get(input: GetReservationInput, options?: CallOptions): Promise<Reservation> {
    return this.#transport.read('reservations.get', input, options);
  }

  /**
   * Reservations with their lines, the newest first; those of sales too.
   * @throws {ForbiddenError} without the scope `stock:read`
   * @throws {ValidationFailedError} a filter does not fit, or the cursor is of another list
   * @example const { items } = await stockflow.reservations.list({ status: 'active', productId })
   */
  list(input?: ListReservationsInput, options?: CallOptions): Pager<Reservation> {
    return this.#transport.list('reservations.list', input, options);
  }
}
