import type { MovementKind } from '@stockflow/schemas';
import { invalidField, notFound, type Refusal, refuse } from '../refusal.ts';
import type { ReservationLineState, ReservationState } from './reservation-state.ts';
import type { StockLine } from './types.ts';
import type { StockWorld } from './world.ts';

/** What becomes of a reservation: the stock that moves, and the reservation after it. */
export interface ReservationChange {
  readonly lines: readonly StockLine[];
  readonly reservation: ReservationState;
}

/** A change that was asked for, or a refusal that may leave a change of its own: a due hold that was touched ends. */
export type ReservationOutcome =
  | { readonly refusal: null; readonly change: ReservationChange }
  | { readonly refusal: Refusal; readonly change: ReservationChange | null };

/** Units of a line that are still held. */
export const openOf = (line: ReservationLineState): number =>
  line.quantity - line.quantityCommitted - line.quantityReleased;

/** True once a hold's time is up, whether or not its end was written. */
export const isDue = ({ status, expiresAt }: ReservationState, now: Date): boolean =>
  status === 'active' && expiresAt !== null && expiresAt <= now;

/** How many units of one line are to be shipped. */
export interface CommitLine {
  readonly lineNumber: number;
  readonly quantity: number;
}

/**
 * Commits a reservation: what was held leaves the warehouse; lines that are not named, or only in part, are given back.
 * @param lines default all of every line
 */
export const commitReservation = (
  world: StockWorld,
  id: string,
  { lines, notes }: { lines?: readonly CommitLine[] | undefined; notes?: string | undefined },
): ReservationOutcome =>
  ending(world, id, 'commit', (reservation) => {
    const shipped = lines ? shippedOf(reservation, lines) : new Map(reservation.lines.map(allOf));
    return ended(world, reservation, { status: 'committed', shipped, notes });
  });

/** Gives back all that a reservation holds. */
export const releaseReservation = (
  world: StockWorld,
  id: string,
  { notes }: { notes?: string | undefined },
): ReservationOutcome =>
  ending(world, id, 'release', (reservation) => ended(world, reservation, { status: 'released', notes }));

/** Moves a reservation's expiry to `ttlSeconds` from now. */
export const extendReservation = (world: StockWorld, id: string, ttlSeconds: number): ReservationOutcome =>
  ending(world, id, 'extend', (reservation) => ({
    lines: [],
    reservation: { ...reservation, expiresAt: new Date(world.now.getTime() + ttlSeconds * 1000) },
  }));

/** Ends a hold whose time is up; null when there is nothing to end: it has ended, was extended or is not due. */
export const expireReservation = (world: StockWorld, id: string): ReservationChange | null => {
  const reservation = world.reservations.get(id);
  return reservation && isDue(reservation, world.now) ? expired(world, reservation) : null;
};

type Action = 'commit' | 'release' | 'extend';
const PARTICIPLE: Readonly<Record<Action, string>> = {
  commit: 'committed',
  release: 'released',
  extend: 'extended',
};

const ending = (
  world: StockWorld,
  id: string,
  action: Action,
  change: (reservation: ReservationState) => ReservationChange,
): ReservationOutcome => {
  const reservation = world.reservations.get(id);
  if (!reservation) return { refusal: notFound('reservation'), change: null };
  if (isDue(reservation, world.now)) {
    return { refusal: expiredRefusal(reservation), change: expired(world, reservation) };
  }
  const refusal = stateRefusal(reservation, action);
  if (refusal) return { refusal, change: null };
  return { refusal: null, change: change(reservation) };
};

const stateRefusal = ({ status, referenceType, ...reservation }: ReservationState, action: Action) => {
  if (status === 'expired') return expiredRefusal(reservation);
  if (status !== 'active') {
    return refuse(
      'STATE_CONFLICT',
      { state: status, allowed: ['active'] },
      `This reservation is ${status}; only an active one can be ${PARTICIPLE[action]}.`,
    );
  }
  if (referenceType !== 'sale') return null;
  return refuse(
    'STATE_CONFLICT',
    { state: 'held_for_sale', allowed: ['active'] },
    `This reservation belongs to a sale and cannot be ${PARTICIPLE[action]} by itself: complete or cancel the sale.`,
  );
};

const expiredRefusal = ({ expiresAt, endedAt }: Pick<ReservationState, 'expiresAt' | 'endedAt'>) => {
  const at = (expiresAt ?? endedAt ?? new Date(0)).toISOString();
  return refuse('RESERVATION_EXPIRED', { expiredAt: at }, `The reservation expired at ${at}.`);
};

const allOf = (line: ReservationLineState): [number, number] => [line.lineNumber, openOf(line)];

const shippedOf = ({ lines: held }: ReservationState, asked: readonly CommitLine[]): Map<number, number> => {
  asked.forEach(({ lineNumber, quantity }, index) => {
    const line = held.find((candidate) => candidate.lineNumber === lineNumber);
    if (!line) throw invalidField(`lines.${index}.lineNumber`, 'The reservation has no such line.');
    if (quantity > openOf(line)) {
      throw invalidField(`lines.${index}.quantity`, `The reservation holds ${openOf(line)} of it.`);
    }
  });
  if (asked.every(({ quantity }) => quantity === 0)) {
    throw invalidField('lines', 'Nothing would be shipped. Release the reservation instead.');
  }
  return new Map(asked.map(({ lineNumber, quantity }) => [lineNumber, quantity]));
};

interface Ending {
  readonly status: 'committed' | 'released' | 'expired';
  /** Units to ship, by line number; the rest of each line is given back. */
  readonly shipped?: ReadonlyMap<number, number>;
  readonly notes?: string | undefined;
}

const expired = (world: StockWorld, reservation: ReservationState): ReservationChange =>
  ended(world, reservation, { status: 'expired' });

const ended = (world: StockWorld, reservation: ReservationState, ending: Ending): ReservationChange => {
  const { status, shipped, notes } = ending;
  const back: MovementKind = status === 'expired' ? 'EXPIRY' : 'RELEASE';
  const lines: StockLine[] = [];
  const after = reservation.lines.map((line, index) => {
    const out = shipped?.get(line.lineNumber) ?? 0;
    const rest = openOf(line) - out;
    const moved = {
      productId: line.productId,
      warehouseId: line.warehouseId,
      referenceType: 'reservation',
      referenceId: reservation.id,
      notes,
      path: `lines.${index}`,
    };
    if (out > 0) lines.push({ ...moved, kind: 'SHIPMENT', onHandChange: -out, reservedChange: -out });
    if (rest > 0) lines.push({ ...moved, kind: back, onHandChange: 0, reservedChange: -rest });
    return {
      ...line,
      quantityCommitted: line.quantityCommitted + out,
      quantityReleased: line.quantityReleased + rest,
    };
  });
  // An expired hold has ended when its time was up, not when somebody noticed.
  const endedAt = status === 'expired' ? reservation.expiresAt : world.now;
  return { lines, reservation: { ...reservation, status, endedAt, lines: after } };
};
