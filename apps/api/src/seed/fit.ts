import type { Level, LevelEvent } from './level.ts';
import { randomOf } from './random.ts';

/** The events with the last deliveries made larger or smaller, so that the level ends as its fate says; never below 0 on the way. */
export function fitToFate(level: Level, events: readonly LevelEvent[], days: number): LevelEvent[] {
  const end = events.reduce((stock, { change }) => stock + change, 0);
  const target = targetOf(level, events, end, days);
  if (target === end) return [...events];
  return target > end ? enlarged(events, target - end, level.product.packSize) : reduced(events, end - target);
}

function targetOf(level: Level, events: readonly LevelEvent[], end: number, days: number): number {
  const { fate, threshold, product, place } = level;
  const random = randomOf('target', product.sku, place.code);
  const recent = events.filter(({ kind, day }) => kind === 'sale' && day >= days - 90);
  const velocity = recent.reduce((units, { change }) => units - change, 0) / 90;
  if (fate.kind === 'ended') return end;
  if (fate.kind === 'sold-out') return 0;
  if (fate.kind === 'healthy') return Math.max(end, Math.ceil(threshold * (1.3 + random.next() * 0.4)) + 1);
  if (fate.kind === 'quiet') return Math.min(end, random.int(1, threshold));
  if (fate.kind === 'critical') {
    return Math.min(end, threshold, Math.max(1, Math.floor(velocity * (1 + random.next() * 5))));
  }
  const least = Math.min(threshold, Math.ceil(velocity * 8));
  return Math.min(end, random.int(Math.max(least, Math.ceil(threshold / 3)), threshold));
}

function enlarged(events: readonly LevelEvent[], missing: number, packSize: number): LevelEvent[] {
  const last = events.findLastIndex(({ kind }) => kind === 'delivery');
  const extra = Math.ceil(missing / packSize) * packSize;
  return events.map((event, index) => (index === last ? { ...event, change: event.change + extra } : event));
}

/** Takes from the last delivery what can be missed from then on, then from the one before. */
function reduced(events: readonly LevelEvent[], surplus: number): LevelEvent[] {
  const fitted = [...events];
  let left = surplus;
  const stock = stockAfterEach(events);
  let least = Number.POSITIVE_INFINITY;
  for (let index = fitted.length - 1; index >= 0 && left > 0; index--) {
    least = Math.min(least, stock[index]!);
    const event = fitted[index]!;
    if (event.kind !== 'delivery') continue;
    // What was taken from later deliveries does not touch the stock before them.
    const taken = Math.min(event.change, left, least - (surplus - left));
    if (taken <= 0) continue;
    fitted[index] = { ...event, change: event.change - taken };
    left -= taken;
  }
  return fitted.filter(({ kind, change }) => kind !== 'delivery' || change > 0);
}

/** The stock after each of the events. */
export function stockAfterEach(events: readonly LevelEvent[]): number[] {
  let stock = 0;
  return events.map(({ change }) => {
    stock += change;
    return stock;
  });
}
