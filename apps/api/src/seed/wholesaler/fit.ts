import { randomOf } from './chance.ts';
import type { Level, LevelEvent } from './level.ts';

/** The events with the last deliveries made larger or smaller, so that the level ends as its fate says; never below 0 on the way. */
export function fitToFate(level: Level, events: readonly LevelEvent[], days: number): LevelEvent[] {
  const end = events.reduce((stock, { change }) => stock + change, 0);
  const target = targetOf(level, events, end, days);
  if (target === end) return [...events];
  return target > end ? enlarged(events, target - end) : reduced(events, end - target);
}

function targetOf(level: Level, events: readonly LevelEvent[], end: number, days: number): number {
  const { fate, threshold, product, place } = level;
  const random = randomOf('target', product.sku, place.code);
  const recent = events.filter(({ kind, day }) => kind === 'sale' && day >= days - 90);
  const velocity = recent.reduce((units, { change }) => units - change, 0) / 90;
  if (fate.kind === 'ended') return end;
  if (fate.kind === 'sold-out') return 0;
  if (fate.kind === 'healthy') return Math.max(end, Math.ceil(threshold * (1.3 + random.next() * 0.4)) + 1);
  if (fate.kind === 'quiet') return random.int(1, threshold);
  if (fate.kind === 'critical') {
    return Math.min(threshold, Math.max(1, Math.floor(velocity * (1 + random.next() * 5))));
  }
  const least = Math.min(threshold, Math.ceil(velocity * 8));
  return random.int(Math.max(least, Math.ceil(threshold / 3)), threshold);
}

function enlarged(events: readonly LevelEvent[], missing: number): LevelEvent[] {
  const last = events.findLastIndex(({ kind }) => kind === 'delivery');
  return events.map((event, index) =>
    index === last ? { ...event, change: event.change + missing } : event,
  );
}

/** Takes from the last delivery what can be missed from then on, then from the one before, until the surplus is gone. */
function reduced(events: readonly LevelEvent[], surplus: number): LevelEvent[] {
  const fitted = [...events];
  const stock = stockAfterEach(events);
  let left = surplus;
  for (let index = fitted.length - 1; index >= 0 && left > 0; index--) {
    const event = fitted[index]!;
    if (event.kind !== 'delivery') continue;
    const taken = Math.min(event.change, left, ...stock.slice(index));
    fitted[index] = { ...event, change: event.change - taken };
    for (let later = index; later < stock.length; later++) stock[later]! -= taken;
    left -= taken;
  }
  return fitted.filter(({ kind, change }) => kind !== 'delivery' || change > 0);
}

/** The stock after each of the events. */
function stockAfterEach(events: readonly LevelEvent[]): number[] {
  let stock = 0;
  return events.map(({ change }) => {
    stock += change;
    return stock;
  });
}
