import { dayOf } from './days.ts';
import type { History } from './history.ts';
import { isAt, type Place, sum } from './places.ts';

/**
 * What is in a place now: on hand is all that ever came and went; reserved is what holds keep that have neither ended nor
 * run out; incoming is what transfers sent and has neither arrived nor been given up.
 */
export const stockOf = (history: History, place: Place) => {
  const onHand = sum(history.movements.filter(isAt(place)), (each) => each.onHandChange);
  const holding = history.heldLines
    .filter(isAt(place))
    .filter(
      ({ status, expiresAt }) => status === 'active' && !(expiresAt && expiresAt <= history.databaseTime),
    );
  const reserved = sum(holding, (each) => each.quantity - each.committed - each.released);
  const coming = history.transferLines
    .filter(({ status }) => status === 'in_transit')
    .filter(({ productId, toWarehouseId }) => isAt(place)({ productId, warehouseId: toWarehouseId }));
  const incoming = sum(coming, (each) => each.quantity - each.received - each.missing);
  return { onHand, reserved, available: onHand - reserved, incoming };
};

/** Consecutive local days, both included. */
export interface Window {
  from: number;
  to: number;
}

/**
 * The days of the window on which something was on hand at some moment. Stock changes when it moved, not when somebody
 * wrote it down; what moves at the same instant moves together, so nothing was there in between.
 */
export const daysInStock = (history: History, place: Place, window: Window): number => {
  const { timeZone } = history.company;
  const moves = history.movements.filter(isAt(place));
  const instants = [...new Set(moves.map(({ occurredAt }) => occurredAt.getTime()))].sort((a, b) => a - b);
  const days = new Set<number>();
  for (const [index, instant] of instants.entries()) {
    const moved = moves.filter(({ occurredAt }) => occurredAt.getTime() <= instant);
    if (sum(moved, (each) => each.onHandChange) <= 0) continue;
    const next = instants[index + 1];
    const first = Math.max(window.from, dayOf(new Date(instant), timeZone));
    const last = next === undefined ? window.to : Math.min(window.to, dayOf(new Date(next - 1), timeZone));
    for (let day = first; day <= last; day += 1) days.add(day);
  }
  return days.size;
};
