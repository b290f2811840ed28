import type { ADJUSTMENT_REASONS } from '@stockflow/schemas';
import { type DemoProduct, makeCatalogue, YEAR_DAYS } from './catalogue.ts';
import { WAREHOUSES } from './data/people.ts';
import { type Calendar, calendarOf, makeWishes, type Wish } from './demand.ts';
import { chooseFates } from './fates.ts';
import { Random } from './random.ts';
import { type LevelEvent, type LevelPlan, type LevelYear, liveThrough } from './stock.ts';

export type Reason = (typeof ADJUSTMENT_REASONS)[number];

/** One product in one warehouse, and its year. */
export interface DemoLevel {
  product: DemoProduct;
  warehouse: number;
  plan: LevelPlan;
  year: LevelYear;
}

export interface DemoSale {
  /** Its number in the shop that it comes from. */
  number: string;
  at: number;
  customer: string;
  warehouse: number;
  lines: { product: DemoProduct; quantity: number; unitPrice: string }[];
}

export interface DemoReturn {
  number: string;
  at: number;
  customer: string;
  warehouse: number;
  isScrap: boolean;
  line: DemoSale['lines'][number];
}

export interface DemoAdjustment {
  at: number;
  product: DemoProduct;
  warehouse: number;
  change: number;
  reason: Reason;
  notes: string;
}

/** Everything that the demo company has and that happened to it. */
export interface DemoYear {
  calendar: Calendar;
  products: DemoProduct[];
  levels: DemoLevel[];
  /** Days on which deliveries come, in order; the first is the year's first day. */
  deliveryDays: number[];
  sales: DemoSale[];
  returns: DemoReturn[];
  adjustments: DemoAdjustment[];
  /** Low-stock threshold of products that have one of their own, by SKU. */
  thresholds: Map<string, number>;
}

const SEED = 20_260_101;

/** Makes the whole year that ends at `now`. The same `now` gives the same year. */
export function makeYear(now: Date): DemoYear {
  const random = new Random(SEED);
  const products = makeCatalogue(random);
  const calendar = calendarOf(now);
  const deliveryDays = calendar.days.flatMap(({ dayOfWeek }, day) =>
    day === 0 || dayOfWeek === 1 || dayOfWeek === 4 ? [day] : [],
  );
  for (const product of products)
    product.firstDay = deliveryDays.find((day) => day >= product.firstDay) ?? deliveryDays.at(-1)!;
  const wishes = makeWishes(products, calendar, random);
  const mishaps = makeMishaps(products, { calendar, deliveryDays, random });
  const thresholds = thresholdsOf(products, wishes);
  const levels = makeLevels(products, { wishes, mishaps, thresholds, deliveryDays });
  chooseFates(levels, random);
  const sales = salesOf(wishes, levels, random);
  return {
    calendar,
    products,
    levels,
    deliveryDays,
    sales,
    returns: returnsOf(sales, levels, calendar, random),
    adjustments: adjustmentsOf(mishaps, levels),
    thresholds,
  };
}

interface Mishap extends DemoAdjustment {
  day: number;
}

const MISHAPS: readonly [Reason, string, number][] = [
  ['damaged', 'Broken in handling', 30],
  ['damaged', 'Pallet got wet', 10],
  ['expired', 'Past its date', 22],
  ['lost', 'Not found at the stock check', 12],
  ['theft', 'Missing after the weekend', 4],
  ['sample', 'Samples for a customer', 14],
  ['found', 'Found behind the rack', 10],
  ['correction', 'Miscounted at the last delivery', 8],
];

/** What goes wrong in a year, booked in the evening before the next delivery. */
function makeMishaps(
  products: readonly DemoProduct[],
  { calendar, deliveryDays, random }: { calendar: Calendar; deliveryDays: number[]; random: Random },
): Mishap[] {
  const mishaps = MISHAPS.flatMap(([reason, notes, times]) =>
    Array.from({ length: times }, (): Mishap => {
      const able = products.filter(({ category }) => reason !== 'expired' || category.perishable);
      const product = random.pick(able);
      const later = deliveryDays.filter((day) => day > product.firstDay + 14);
      const day = later.length === 0 ? YEAR_DAYS - 1 : random.pick(later) - 1;
      const units = Math.max(1, Math.round(product.usualQuantity * random.between(0.2, 0.8)));
      const change = reason === 'found' ? units : -units;
      const at = calendar.at(day, 18 * 60 + random.whole(0, 50));
      return { day, at, product, warehouse: random.pick(product.warehouses), change, reason, notes };
    }),
  );
  return mishaps.filter(({ at }) => at < calendar.endsAt).sort((a, b) => a.at - b.at);
}

/** Products that sell well have a threshold of their own: eleven days of what an average level of them sells. */
function thresholdsOf(products: readonly DemoProduct[], wishes: readonly Wish[]): Map<string, number> {
  const asked = new Map<string, number>();
  for (const { day, lines } of wishes) {
    if (day < YEAR_DAYS - 90) continue;
    for (const { product, quantity } of lines) asked.set(product.sku, (asked.get(product.sku) ?? 0) + quantity);
  }
  return new Map(
    products.flatMap(({ sku, pace, warehouses }) => {
      const daily = (asked.get(sku) ?? 0) / 90 / Math.max(1, warehouses.length);
      return pace === 'fast' || pace === 'steady' ? [[sku, Math.max(2, Math.round(daily * 11))]] : [];
    }),
  );
}

interface LevelInput {
  wishes: readonly Wish[];
  mishaps: readonly Mishap[];
  thresholds: ReadonlyMap<string, number>;
  deliveryDays: number[];
}

const keyOf = (sku: string, warehouse: number) => `${sku}/${warehouse}`;

function makeLevels(products: readonly DemoProduct[], input: LevelInput): DemoLevel[] {
  const events = new Map<string, LevelEvent[]>();
  const add = (sku: string, warehouse: number, event: LevelEvent) => {
    const key = keyOf(sku, warehouse);
    const own = events.get(key) ?? [];
    own.push(event);
    events.set(key, own);
  };
  for (const { at, day, warehouse, lines } of input.wishes)
    for (const { product, quantity } of lines)
      add(product.sku, warehouse, { at, day, quantity, isSale: true });
  for (const { at, day, warehouse, product, change } of input.mishaps)
    add(product.sku, warehouse, { at, day, quantity: -change, isSale: false });
  return products.flatMap((product) =>
    product.warehouses.map((warehouse) => {
      const own = (events.get(keyOf(product.sku, warehouse)) ?? []).sort((a, b) => a.at - b.at);
      const lowStockThreshold =
        input.thresholds.get(product.sku) ?? product.category.threshold ?? DEFAULT_THRESHOLD;
      const plan: LevelPlan = {
        product,
        events: own,
        deliveryDays: input.deliveryDays,
        deliveriesEnd: Number.POSITIVE_INFINITY,
        lowStockThreshold,
      };
      return { product, warehouse, plan, year: liveThrough(plan) };
    }),
  );
}

/** The company's own, as it is set up. */
const DEFAULT_THRESHOLD = 10;

/** How much of each event happened, found by level and time. */
function happenedIn(levels: readonly DemoLevel[]) {
  const found = new Map<string, number>();
  for (const { product, warehouse, plan, year } of levels)
    for (const [index, { at, isSale }] of plan.events.entries())
      found.set(`${keyOf(product.sku, warehouse)}/${at}/${isSale}`, year.happened[index]!);
  return (sku: string, warehouse: number, at: number, isSale: boolean): number =>
    found.get(`${keyOf(sku, warehouse)}/${at}/${isSale}`) ?? 0;
}

const DISCOUNTS = [0, 0, 0, 0.03, 0.05, 0.08];

function salesOf(wishes: readonly Wish[], levels: readonly DemoLevel[], random: Random): DemoSale[] {
  const happened = happenedIn(levels);
  const sales: DemoSale[] = [];
  for (const { at, customer, warehouse, lines } of wishes) {
    const discount = random.pick(DISCOUNTS);
    const sold = lines.flatMap(({ product }) => {
      const quantity = happened(product.sku, warehouse, at, true);
      const unitPrice = (Number(product.price) * (1 - discount)).toFixed(2);
      return quantity > 0 ? [{ product, quantity, unitPrice }] : [];
    });
    if (sold.length > 0)
      sales.push({ number: `SO-${10_001 + sales.length}`, at, customer, warehouse, lines: sold });
  }
  return sales;
}

/** One line in eighty comes back some days later; a third of that is scrap. Not to levels whose end is arranged. */
function returnsOf(
  sales: readonly DemoSale[],
  levels: readonly DemoLevel[],
  calendar: Calendar,
  random: Random,
): DemoReturn[] {
  const arranged = new Set(
    levels.flatMap(({ product, warehouse, plan }) =>
      Number.isFinite(plan.deliveriesEnd) ? [keyOf(product.sku, warehouse)] : [],
    ),
  );
  const returns: Omit<DemoReturn, 'number'>[] = [];
  for (const { at, customer, warehouse, lines } of sales) {
    for (const line of lines) {
      if (!random.chance(1 / 80) || arranged.has(keyOf(line.product.sku, warehouse))) continue;
      const back = at + random.whole(2, 12) * 86_400_000 + random.whole(0, 90) * 60_000;
      const quantity = random.whole(1, line.quantity);
      const isScrap = random.chance(0.33);
      if (back < calendar.endsAt)
        returns.push({ at: back, customer, warehouse, isScrap, line: { ...line, quantity } });
    }
  }
  return returns
    .sort((a, b) => a.at - b.at)
    .map((one, index) => ({ ...one, number: `RMA-${1001 + index}` }));
}

function adjustmentsOf(mishaps: readonly Mishap[], levels: readonly DemoLevel[]): DemoAdjustment[] {
  const happened = happenedIn(levels);
  return mishaps.filter(({ product, warehouse, at }) => happened(product.sku, warehouse, at, false) !== 0);
}

export const warehouseNames = WAREHOUSES.map(({ name }) => name);
