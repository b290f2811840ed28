import type { DemoProduct } from './catalogue.ts';

/** Something that happens to one level. A negative quantity is stock that turns up. */
export interface LevelEvent {
  at: number;
  day: number;
  quantity: number;
  /** A sale takes what is there, however little; other things happen whole or not at all. */
  isSale: boolean;
}

export interface Delivery {
  day: number;
  quantity: number;
}

/** What became of a level's year. */
export interface LevelYear {
  /** The first is the opening stock. */
  deliveries: Delivery[];
  /** For each event, how much of it happened. */
  happened: number[];
  onHand: number;
  /** The day on which it ran out and was not filled again. */
  emptySince: number | undefined;
}

export interface LevelPlan {
  product: DemoProduct;
  /** In order of time. */
  events: readonly LevelEvent[];
  /** Days on which deliveries come, in order. */
  deliveryDays: readonly number[];
  /** No delivery comes from this day on: a supplier is late, or nobody has ordered. */
  deliveriesEnd: number;
  /** Units that are always worth having there. */
  lowStockThreshold: number;
}

/** Days of sales that a level keeps beyond the supplier's lead time, and that an order adds. */
const SAFETY_DAYS = 16;
const ORDER_DAYS = 24;
/** Days that are looked back on to know how it sells. */
const WINDOW_DAYS = 42;

/**
 * One level through the year. On each day of deliveries it is looked at: when what is there and on its way is at or
 * under the reorder point, an order goes out; it comes after the lead time, in whole packs. A sale takes what is
 * there, and the rest was never sold: no level goes below zero.
 */
export function liveThrough(plan: LevelPlan): LevelYear {
  const level = new Level(plan);
  let next = 0;
  for (const [index, day] of plan.deliveryDays.entries()) {
    if (day >= plan.product.firstDay) level.deliveryDay(day);
    const until = plan.deliveryDays[index + 1] ?? Number.POSITIVE_INFINITY;
    for (; next < plan.events.length && plan.events[next]!.day < until; next++) level.apply(plan.events[next]!);
  }
  return level.year;
}

class Level {
  readonly year: LevelYear = { deliveries: [], happened: [], onHand: 0, emptySince: undefined };
  readonly #plan: LevelPlan;
  readonly #leadTimeDays: number;
  readonly #packSize: number;
  /** Below this nobody lets it fall, however slowly it sells. */
  readonly #floor: number;
  #underway: Delivery[] = [];
  /** Sales that have been asked for. */
  #asked: LevelEvent[] = [];

  constructor(plan: LevelPlan) {
    this.#plan = plan;
    const [offer] = plan.product.offers;
    this.#leadTimeDays = offer?.leadTimeDays ?? 7;
    this.#packSize = offer?.packSize ?? 6;
    this.#floor = plan.lowStockThreshold + plan.product.usualQuantity;
  }

  deliveryDay(day: number): void {
    const { firstDay, endDay } = this.#plan.product;
    const daily = this.#dailyOn(day);
    const target = Math.max(this.#floor, daily * (this.#leadTimeDays + SAFETY_DAYS));
    if (day === firstDay) this.#receive({ day, quantity: this.#inPacks(target + daily * ORDER_DAYS) });
    for (const delivery of this.#underway) if (delivery.day === day) this.#receive(delivery);
    this.#underway = this.#underway.filter((delivery) => delivery.day > day);
    const there = this.#underway.reduce((sum, { quantity }) => sum + quantity, this.year.onHand);
    if (there <= target && day < endDay) this.#order(day, target + daily * ORDER_DAYS - there);
  }

  apply(event: LevelEvent): void {
    if (event.isSale) this.#asked.push(event);
    const possible = Math.min(event.quantity, this.year.onHand);
    const quantity = event.isSale || possible === event.quantity ? possible : 0;
    this.year.happened.push(quantity);
    this.year.onHand -= quantity;
    if (this.year.onHand === 0) this.year.emptySince ??= event.day;
    else this.year.emptySince = undefined;
  }

  #order(day: number, units: number): void {
    const least = this.#plan.product.offers[0]?.minimumOrderQuantity ?? 1;
    const arrives = this.#plan.deliveryDays.find((one) => one >= day + this.#leadTimeDays);
    if (arrives === undefined || arrives >= this.#plan.deliveriesEnd) return;
    this.#underway.push({ day: arrives, quantity: this.#inPacks(Math.max(units, least)) });
  }

  #receive(delivery: Delivery): void {
    this.year.deliveries.push(delivery);
    this.year.onHand += delivery.quantity;
    this.year.emptySince = undefined;
  }

  /** Units a day: as asked for in the last weeks; at first as a buyer expects who knows the trade. */
  #dailyOn(day: number): number {
    const { firstDay } = this.#plan.product;
    const age = day - firstDay;
    if (age < 21) {
      const days = 60;
      return unitsOf(this.#plan.events.filter((event) => event.isSale && event.day < firstDay + days)) / days;
    }
    const window = Math.min(WINDOW_DAYS, age);
    this.#asked = this.#asked.filter((event) => event.day >= day - window);
    return unitsOf(this.#asked) / window;
  }

  #inPacks(units: number): number {
    return Math.ceil(Math.max(1, units) / this.#packSize) * this.#packSize;
  }
}

const unitsOf = (events: readonly LevelEvent[]) => events.reduce((sum, { quantity }) => sum + quantity, 0);
