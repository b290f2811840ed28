import { Temporal } from 'temporal-polyfill';
import { type DemoProduct, type Pace, YEAR_DAYS } from './catalogue.ts';
import { COMPANY, CUSTOMERS, WAREHOUSES } from './data/people.ts';
import { type Random, WeightedPick } from './random.ts';

/** The demo's year: 365 days, the last of which is the day of `now`. */
export interface Calendar {
  /** Local days, the oldest first. */
  days: Temporal.PlainDate[];
  /** The instant of a local time of day. */
  at(day: number, minuteOfDay: number): number;
  /** Nothing happens after it. */
  endsAt: number;
}

export function calendarOf(now: Date): Calendar {
  const zone = COMPANY.timeZone;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const days = Array.from({ length: YEAR_DAYS }, (_, day) => today.subtract({ days: YEAR_DAYS - 1 - day }));
  const midnights = days.map((day) => day.toZonedDateTime(zone).epochMilliseconds);
  return {
    days,
    // Shops sell between seven and seven: no clock changes then, so counting from midnight may be an hour off twice a year.
    at: (day, minuteOfDay) => midnights[day]! + minuteOfDay * 60_000,
    endsAt: now.getTime(),
  };
}

/** What a customer asked for; whether it is there shows later. */
export interface Wish {
  /** Milliseconds since 1970. */
  at: number;
  day: number;
  customer: string;
  warehouse: number;
  lines: { product: DemoProduct; quantity: number }[];
}

/** Weight of a product in the choice of a line, by pace. */
const PACE_WEIGHT: Record<Pace, number> = { fast: 30, steady: 7, slow: 1.1, intermittent: 0.5 };
/** Orders by day of the week, Monday first. */
const WEEKDAY = [1.2, 1.15, 1.1, 1.1, 0.95, 0.3, 0];
const ORDERS_A_DAY = 17;

/** A year of orders: weekdays, seasons, some growth, and each customer from the warehouse it belongs to. */
export function makeWishes(products: readonly DemoProduct[], calendar: Calendar, random: Random): Wish[] {
  const homes = new WeightedPick(
    WAREHOUSES.map(({ share }, place) => ({ share, place })),
    ({ share }) => share,
  );
  const customers = CUSTOMERS.map((name) => ({ name, home: homes.pick(random)!.place, size: random.between(0.3, 2) }));
  const whoOrders = new WeightedPick(customers, ({ size }) => size);
  const wishes: Wish[] = [];
  for (const [day, date] of calendar.days.entries()) {
    const growth = 0.85 + (0.3 * day) / YEAR_DAYS;
    const orders = random.poisson(ORDERS_A_DAY * WEEKDAY[date.dayOfWeek - 1]! * growth * (isHoliday(date) ? 0 : 1));
    const minutes = Array.from({ length: orders }, () => minuteOfOrder(date, random)).sort((a, b) => a - b);
    const ranges = WAREHOUSES.map((_, place) => rangeOn(products, place, { day, date }));
    for (const minute of minutes) {
      const at = calendar.at(day, minute) + random.whole(0, 59) * 1000;
      const { name, home, size } = whoOrders.pick(random)!;
      const lines = makeLines(ranges[home]!, size, random);
      if (at < calendar.endsAt - 60_000 && lines.length > 0)
        wishes.push({ at, day, customer: name, warehouse: home, lines });
    }
  }
  return wishes;
}

const isHoliday = ({ month, day }: Temporal.PlainDate) =>
  (month === 12 && (day === 25 || day === 26)) || (month === 1 && day === 1);

/** From eight to half past five; on Saturdays to one. */
const minuteOfOrder = ({ dayOfWeek }: Temporal.PlainDate, random: Random) =>
  8 * 60 + Math.floor(random.next() * (dayOfWeek === 6 ? 300 : 570));

/** What a warehouse sells on a day, by how much it sells then. */
function rangeOn(
  products: readonly DemoProduct[],
  warehouse: number,
  { day, date }: { day: number; date: Temporal.PlainDate },
): WeightedPick<DemoProduct> {
  const here = products.filter(({ firstDay, warehouses }) => firstDay <= day && warehouses.includes(warehouse));
  return new WeightedPick(here, ({ pace, category }) => PACE_WEIGHT[pace] * (category.season?.[date.month - 1] ?? 1));
}

function makeLines(range: WeightedPick<DemoProduct>, size: number, random: Random): Wish['lines'] {
  const wanted = 1 + random.poisson(1.6 + 1.5 * size);
  const lines = new Map<string, Wish['lines'][number]>();
  for (let line = 0; line < wanted; line++) {
    const product = range.pick(random);
    if (!product || lines.has(product.sku)) continue;
    const quantity = Math.max(1, Math.round(product.usualQuantity * random.between(0.4, 1.6) * (0.6 + 0.4 * size)));
    lines.set(product.sku, { product, quantity });
  }
  return [...lines.values()];
}
