import type { Season } from './assortment.ts';
import type { BusinessDay } from './calendar.ts';
import type { CatalogueProduct, Mover } from './catalogue.ts';
import { randomOf } from './chance.ts';
import type { Place } from './places.ts';

/** Order lines a week of one product in Hamburg, the season aside. */
const LINES_A_WEEK: Record<Mover, number> = {
  fast: 2.9,
  steady: 0.72,
  slow: 0.17,
  seasonal: 0.95,
  intermittent: 2.2,
};
/** Of the weeks of an intermittent mover, those in which it moves. */
const BUSY_WEEKS = 0.13;

/** How much is asked for on a day of the year, of what is usual. */
export function seasonFactor(season: Season | undefined, dayOfYear: number): number {
  const wave = (peak: number) => (1 + Math.cos((2 * Math.PI * (dayOfYear - peak)) / 365)) / 2;
  if (season === 'winter') return 0.15 + 1.9 * wave(350) ** 1.5;
  if (season === 'summer') return 0.1 + 2.1 * wave(190) ** 1.7;
  // From the end of September to a few days before Christmas.
  if (season === 'advent') return dayOfYear < 265 || dayOfYear > 356 ? 0.02 : 0.8 + (dayOfYear - 265) / 24;
  return 0.9 + 0.25 * wave(345);
}

/** Order lines to be expected of a level on each day of the calendar. */
export function expectedLines(
  product: CatalogueProduct,
  place: Place,
  calendar: readonly BusinessDay[],
): number[] {
  const random = randomOf('popularity', product.sku, place.code);
  const weekly = LINES_A_WEEK[product.mover] * place.share * random.spread(0.35);
  const begin = product.launchedDaysAgo === undefined ? 0 : calendar.length - product.launchedDaysAgo;
  let isBusy = true;
  return calendar.map(({ dayOfYear, share, weekday }, index) => {
    if (product.mover === 'intermittent' && (weekday === 1 || index === 0))
      isBusy = random.chance(BUSY_WEEKS);
    if (index < begin || !isBusy) return 0;
    return (weekly / 6) * share * seasonFactor(product.season, dayOfYear);
  });
}

/** Pieces a day that whoever orders the goods reckons with over the days after `index`: same season, no foresight. */
export function expectedUnits(
  product: CatalogueProduct,
  place: Place,
  day: BusinessDay,
  days: number,
): number {
  const season = seasonFactor(product.season, ((day.dayOfYear + Math.round(days / 2)) % 365) + 1);
  const busy = product.mover === 'intermittent' ? BUSY_WEEKS : 1;
  return ((LINES_A_WEEK[product.mover] * place.share * season * busy * product.typicalQuantity) / 7) * days;
}
