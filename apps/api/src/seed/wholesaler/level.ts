import type { BusinessDay } from './calendar.ts';
import type { CatalogueProduct } from './catalogue.ts';
import { type Random, randomOf } from './chance.ts';
import { expectedUnits } from './demand.ts';
import type { Fate } from './fates.ts';
import type { DemoOffer } from './offers.ts';
import type { Place } from './places.ts';

export const REASONS = ['damaged', 'lost', 'found', 'theft', 'expired', 'sample', 'correction'] as const;
export type Reason = (typeof REASONS)[number];

/** What happened to a level on a day. On one day in the order in which the kinds stand here. */
export type LevelEvent =
  | { kind: 'delivery'; day: number; change: number }
  | { kind: 'sale'; day: number; change: number }
  /** `change` is 0 for what was thrown away. */
  | { kind: 'return'; day: number; change: number; quantity: number }
  | { kind: 'adjustment'; day: number; change: number; reason: Reason };

export interface Level {
  product: CatalogueProduct;
  place: Place;
  threshold: number;
  offer: DemoOffer | undefined;
  fate: Fate;
  /** Order lines to be expected on each day. */
  lines: readonly number[];
}

/** A level with its year. */
export interface PlannedLevel extends Level {
  events: LevelEvent[];
  endStock: number;
}

/** Days before the end in which a level in trouble sees neither returns nor corrections: its stock only falls. */
const QUIET_DAYS = 60;

/** A level's year, day by day: what is ordered comes, what is asked for goes as far as it is there. Never below 0. */
export function liveThrough(level: Level, calendar: readonly BusinessDay[]): LevelEvent[] {
  const { product, place, fate } = level;
  const random = randomOf('level', product.sku, place.code);
  const last = calendar.length - 1;
  const begin = last + 1 - (product.launchedDaysAgo ?? last + 1);
  const supplyEnd = last - (product.endedDaysAgo ?? (fate.kind === 'sold-out' ? fate.daysAgo + 9 : 0));
  const salesEnd = fate.kind === 'sold-out' ? last - fate.daysAgo : last;
  const events: LevelEvent[] = [];
  const due: { day: number; quantity: number }[] = [];
  let onHand = 0;
  const add = (event: LevelEvent) => {
    events.push(event);
    onHand += event.change;
  };
  for (let day = begin; day <= last; day++) {
    const today = calendar[day]!;
    const isDelivery = today.weekday === place.deliveryWeekday && today.hasMorning;
    if (day === begin) add({ kind: 'delivery', day, change: orderUpTo(level, today) });
    if (isDelivery && day > begin) {
      const arrived = due.filter((order) => order.day <= day);
      due.splice(0, arrived.length);
      const change = arrived.reduce((sum, { quantity }) => sum + quantity, 0);
      if (change > 0) add({ kind: 'delivery', day, change });
      const quantity = day <= supplyEnd ? wanted(level, today, onHand + sum(due)) : 0;
      if (quantity > 0) due.push({ day: day + leadTime(level), quantity });
    }
    if (day <= salesEnd) for (const event of salesOf(level, day, onHand, random)) add(event);
    const isCalm = fate.kind !== 'healthy' && day > last - QUIET_DAYS;
    if (!isCalm && day < last)
      for (const event of otherThings(level, day, { onHand, events, calendar, random })) add(event);
  }
  return events;
}

const sum = (orders: { quantity: number }[]) => orders.reduce((all, { quantity }) => all + quantity, 0);

const leadTime = ({ offer }: Level): number => offer?.leadTimeDays ?? 14;

/** What is ordered when little is left: up to five weeks more than the time to the next delivery takes; in packs. */
function wanted(level: Level, today: BusinessDay, position: number): number {
  if (position > reorderPoint(level, today)) return 0;
  const { packSize } = level.product;
  const short = orderUpTo(level, today) - position;
  const least = Math.min(level.offer?.minimumOrderQuantity ?? 1, level.threshold * 3);
  return Math.ceil(Math.max(short, least) / packSize) * packSize;
}

const reorderPoint = ({ product, place, threshold, offer }: Level, today: BusinessDay): number => {
  const days = (offer?.leadTimeDays ?? 14) + 7;
  const safety = 1.3 * expectedUnits(product, place, today, days) + product.typicalQuantity;
  return Math.ceil(Math.max(threshold * 1.4, safety));
};

const orderUpTo = (level: Level, today: BusinessDay): number => {
  const { product, place } = level;
  const cycle = Math.max(expectedUnits(product, place, today, 35), product.typicalQuantity * 2);
  const quantity = reorderPoint(level, today) + cycle;
  return Math.ceil(quantity / product.packSize) * product.packSize;
};

function* salesOf(level: Level, day: number, onHand: number, random: Random): Generator<LevelEvent> {
  const count = random.poisson(level.lines[day] ?? 0);
  let left = onHand;
  for (let line = 0; line < count; line++) {
    const asked = askedFor(level, random);
    const quantity = Math.min(asked, left);
    if (quantity > 0) yield { kind: 'sale', day, change: -quantity };
    left -= quantity;
  }
}

function askedFor({ product, place }: Level, random: Random): number {
  // The shop sells to people who carry it home.
  const usual = place.code === 'BE' ? Math.max(1, product.typicalQuantity * 0.35) : product.typicalQuantity;
  const burst = product.mover === 'intermittent' ? 1.6 : 1;
  return Math.max(1, Math.round(usual * burst * random.spread(0.55)));
}

interface Moment {
  onHand: number;
  events: readonly LevelEvent[];
  calendar: readonly BusinessDay[];
  random: Random;
}

/** Now and then something comes back, breaks, or is counted anew on the evening before a delivery. */
function* otherThings(level: Level, day: number, moment: Moment): Generator<LevelEvent> {
  const { events, calendar, random } = moment;
  const sold = events.findLast(({ kind }) => kind === 'sale');
  const today = calendar[day]!;
  if (sold && today.share > 0.9 && day - sold.day > 2 && day - sold.day < 15 && random.chance(0.006)) {
    const quantity = random.int(1, Math.max(1, Math.ceil(-sold.change / 2)));
    yield { kind: 'return', day, change: random.chance(0.2) ? 0 : quantity, quantity };
  }
  const isEve = calendar[day + 1]?.weekday === level.place.deliveryWeekday && today.share > 0;
  if (isEve && random.chance(0.012)) yield* correction(level, day, moment);
}

function* correction({ product }: Level, day: number, { onHand, random }: Moment): Generator<LevelEvent> {
  const isFood = product.weightGrams !== null || product.category === 'Biscuits & confectionery';
  const reason = random.pick<Reason>(
    isFood
      ? ['damaged', 'expired', 'expired', 'sample', 'correction', 'lost']
      : ['damaged', 'damaged', 'lost', 'found', 'theft', 'correction'],
  );
  const most = Math.max(1, Math.round(product.typicalQuantity / 2));
  const isMore = reason === 'found' || (reason === 'correction' && random.chance(0.4));
  const units = isMore ? random.int(1, most) : Math.min(onHand, random.int(1, most));
  if (units > 0) yield { kind: 'adjustment', day, change: isMore ? units : -units, reason };
}
