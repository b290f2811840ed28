import { CATEGORIES } from './assortment.ts';
import { type BusinessDay, calendarOf, EVENING, localTime, MORNING } from './calendar.ts';
import { type CatalogueProduct, catalogueOf } from './catalogue.ts';
import { randomOf } from './chance.ts';
import { expectedLines } from './demand.ts';
import { fatesOf } from './fates.ts';
import { fitToFate } from './fit.ts';
import { type Level, type LevelEvent, liveThrough, type PlannedLevel, type Reason } from './level.ts';
import { type DemoOffer, offersOf } from './offers.ts';
import { type OpenSale, openSalesOf } from './open-sales.ts';
import { type DayLine, type Entry, numbered, returnOf, salesOfDay } from './orders.ts';
import { PLACES, type Place } from './places.ts';

export interface Delivery {
  product: CatalogueProduct;
  place: Place;
  quantity: number;
  unitCost: number;
  /** Local time. */
  at: string;
  notes: string;
}

export interface Adjustment {
  product: CatalogueProduct;
  place: Place;
  change: number;
  reason: Reason;
  at: string;
  notes: string;
}

/**
 * A week of every place, from the day of its deliveries to the eve of the next ones: first all deliveries, then
 * sales and returns by time, then corrections. Recorded in this order, each level's ledger is also in order of time.
 */
export interface Week {
  deliveries: Delivery[];
  entries: Entry[];
  adjustments: Adjustment[];
}

/** Everything that the seed will send, known before anything is sent. */
export interface Plan {
  calendar: BusinessDay[];
  products: CatalogueProduct[];
  offers: DemoOffer[];
  levels: PlannedLevel[];
  weeks: Week[];
  openSales: OpenSale[];
}

/** The year that ends at `now`; the same `now` gives the same plan. */
export function planOf(now: Date): Plan {
  const calendar = calendarOf(now);
  const products = catalogueOf();
  const offers = products.flatMap(offersOf);
  const levels = levelsOf(products, offers, calendar).map((level): PlannedLevel => {
    const events = fitToFate(level, liveThrough(level, calendar), calendar.length);
    return { ...level, events, endStock: events.reduce((stock, { change }) => stock + change, 0) };
  });
  return {
    calendar,
    products,
    offers,
    levels,
    weeks: weeksOf(levels, calendar),
    openSales: openSalesOf(levels),
  };
}

function levelsOf(
  products: readonly CatalogueProduct[],
  offers: readonly DemoOffer[],
  calendar: readonly BusinessDay[],
): Level[] {
  const ofCategory = new Map(CATEGORIES.map(({ name, lowStockThreshold }) => [name, lowStockThreshold]));
  const offerOf = new Map(offers.map((offer) => [offer.sku, offer]));
  for (const offer of offers) if (offer.primary) offerOf.set(offer.sku, offer);
  const levels = PLACES.flatMap((place) =>
    products
      .filter(({ sku }) => randomOf('assortment', place.code, sku).chance(place.assortment))
      .map((product) => ({
        name: `${product.sku} ${place.code}`,
        product,
        place,
        threshold: product.lowStockThreshold ?? ofCategory.get(product.category) ?? 10,
        offer: offerOf.get(product.sku),
        lines: expectedLines(product, place, calendar),
      })),
  );
  const fates = fatesOf(
    levels.map(({ name, product, lines }) => ({
      name,
      product,
      recentLines: lines.slice(-60).reduce((sum, count) => sum + count, 0),
    })),
  );
  return levels.map(({ name, ...level }) => ({ ...level, fate: fates.get(name) ?? { kind: 'healthy' } }));
}

function weeksOf(levels: readonly PlannedLevel[], calendar: readonly BusinessDay[]): Week[] {
  const weeks: Week[] = [];
  const weekAt = (index: number): Week => {
    while (weeks.length <= index) weeks.push({ deliveries: [], entries: [], adjustments: [] });
    return weeks[index]!;
  };
  const weekOf = new Map(PLACES.map((place) => [place, weekIndexes(place, calendar)]));
  const sold = new Map<Place, DayLine[][]>(PLACES.map((place) => [place, calendar.map(() => [])]));
  const loose: { entry: Entry; week: number }[] = [];
  for (const { product, place, events } of levels) {
    for (const event of events) {
      const today = calendar[event.day]!;
      const week = weekOf.get(place)?.[event.day] ?? 0;
      if (event.kind === 'delivery')
        weekAt(week).deliveries.push(deliveryOf(product, place, event, { today, week }));
      else if (event.kind === 'sale')
        sold.get(place)?.[event.day]?.push({ product, quantity: -event.change });
      else if (event.kind === 'adjustment')
        weekAt(week).adjustments.push(adjustmentOf(product, place, event, today));
      else
        loose.push({
          entry: returnOf(place, today, { product, quantity: event.quantity }, event.change === 0),
          week,
        });
    }
  }
  for (const [place, days] of sold) {
    for (const [day, lines] of days.entries()) {
      const week = weekOf.get(place)?.[day] ?? 0;
      for (const entry of salesOfDay(place, calendar[day]!, lines)) loose.push({ entry, week });
    }
  }
  const weekOfEntry = new Map(loose.map(({ entry, week }) => [entry.lines, week]));
  for (const entry of numbered(loose.map(({ entry }) => entry)))
    weekAt(weekOfEntry.get(entry.lines) ?? 0).entries.push(entry);
  return weeks;
}

/** For each day the number of a place's delivery days up to it, the first day's opening stock aside. */
function weekIndexes({ deliveryWeekday }: Place, calendar: readonly BusinessDay[]): number[] {
  let week = 0;
  return calendar.map(({ weekday }, day) => {
    if (day > 0 && weekday === deliveryWeekday) week++;
    return week;
  });
}

function deliveryOf(
  product: CatalogueProduct,
  place: Place,
  event: LevelEvent,
  when: { today: BusinessDay; week: number },
): Delivery {
  const { today, week } = when;
  // Costs rose by four percent over the year, and no two deliveries cost the same.
  const drift =
    0.96 + (0.04 * event.day) / 365 + (randomOf('cost', product.sku, today.day).next() - 0.5) * 0.03;
  const isOpening = event.day === 0;
  return {
    product,
    place,
    quantity: event.change,
    unitCost: Math.round(product.cost * drift * 100) / 100,
    at: localTime(today.day, MORNING - (isOpening ? 30 : 0)),
    notes: isOpening
      ? 'Opening stock'
      : `Delivery note ${place.code}-${today.day.slice(2, 4)}-${String(week).padStart(2, '0')}`,
  };
}

const REASON_NOTES: Record<Reason, string> = {
  damaged: 'Damaged in the warehouse',
  lost: 'Not found at the count',
  found: 'Found behind the shelf',
  theft: 'Missing from the sales floor',
  expired: 'Past its best-before date',
  sample: 'Opened for a tasting',
  correction: 'Count differs from the book',
};

const adjustmentOf = (
  product: CatalogueProduct,
  place: Place,
  event: Extract<LevelEvent, { kind: 'adjustment' }>,
  { day }: BusinessDay,
): Adjustment => ({
  product,
  place,
  change: event.change,
  reason: event.reason,
  at: localTime(day, EVENING),
  notes: `${REASON_NOTES[event.reason]}, ${day}`,
});
