import { describe, expect, test } from 'vitest';
import { CATEGORIES } from './assortment.ts';
import { calendarOf, localTime } from './calendar.ts';
import { catalogueOf } from './catalogue.ts';
import { ean13, isEan13 } from './ean13.ts';
import type { Fate } from './fates.ts';
import { fitToFate } from './fit.ts';
import type { Level, LevelEvent } from './level.ts';
import { type Plan, planOf } from './plan.ts';

/** A Monday forenoon in autumn, a Sunday night in winter, the morning after a clock change, a leap day. */
const MOMENTS = [
  '2026-11-23T10:20:00Z',
  '2027-01-03T23:30:00Z',
  '2026-03-29T04:00:00Z',
  '2028-02-29T15:00:00Z',
];
const plan = planOf(new Date(MOMENTS[0]!));
const entriesOf = ({ weeks }: Plan) => weeks.flatMap(({ entries }) => entries);

test('EAN-13: known numbers have their check digit, and a wrong digit is seen', () => {
  expect(['4006381333931', '9780306406157', '2000000000015'].map(isEan13)).toEqual([true, true, true]);
  expect(['4006381333932', '400638133393', '4006381333913'].map(isEan13)).toEqual([false, false, false]);
  expect(ean13(1)).toBe('2000000000015');
});

describe('the catalogue', () => {
  const products = catalogueOf();
  test('has some three hundred products, each with its own SKU, name and valid barcode', () => {
    expect(products.length).toBeGreaterThan(290);
    for (const key of ['sku', 'name', 'barcode'] as const) {
      expect(new Set(products.map((product) => product[key])).size).toBe(products.length);
    }
    expect(products.filter(({ barcode }) => !isEan13(barcode))).toEqual([]);
    expect(new Set(products.map(({ category }) => category))).toEqual(
      new Set(CATEGORIES.map(({ name }) => name)),
    );
  });

  test('sells above cost, and has every kind of mover, new things and things that have ended', () => {
    expect(products.filter(({ price, cost }) => cost >= price || cost <= 0)).toEqual([]);
    for (const mover of ['fast', 'steady', 'slow', 'seasonal', 'intermittent']) {
      expect(products.filter((product) => product.mover === mover).length).toBeGreaterThan(20);
    }
    expect(products.filter(({ launchedDaysAgo }) => launchedDaysAgo).length).toBeGreaterThan(3);
    expect(products.filter(({ endedDaysAgo }) => endedDaysAgo).length).toBeGreaterThan(3);
  });

  test('a few products have no supplier and a few none that is primary; no product has two primary offers', () => {
    const primaries = plan.offers.filter(({ primary }) => primary).map(({ sku }) => sku);
    expect(new Set(primaries).size).toBe(primaries.length);
    const offered = new Set(plan.offers.map(({ sku }) => sku));
    const without = products.length - offered.size;
    const noPrimary = offered.size - primaries.length;
    expect(without).toBeGreaterThan(1);
    expect(noPrimary).toBeGreaterThan(1);
    expect(without + noPrimary).toBeLessThan(20);
    const misfits = plan.offers.filter((offer) => offer.minimumOrderQuantity % offer.packSize !== 0);
    expect(misfits).toEqual([]);
  });
});

describe('the plan', () => {
  test('is the same for the same moment', () => {
    expect(JSON.stringify(planOf(new Date(MOMENTS[0]!)))).toBe(JSON.stringify(plan));
  });

  test.each(MOMENTS)(
    'of %s never takes what is not there, neither as it is sent nor as it happened',
    (moment) => {
      const sent = changesAsSent(planOf(new Date(moment)));
      expect(leastStock(sent)).toBeGreaterThanOrEqual(0);
      // The sort keeps what happened at one time in its order.
      const inTime = [...sent].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
      expect(leastStock(inTime)).toBeGreaterThanOrEqual(0);
    },
  );

  test('ends at the moment: nothing happens after it, and the last sale is of that forenoon', () => {
    const local = '2026-11-23T11:20:00';
    const all = changesAsSent(plan).map(({ at }) => at);
    expect(all.filter((at) => at > local)).toEqual([]);
    expect(all.filter((at) => at.startsWith('2026-11-23')).length).toBeGreaterThan(0);
    expect([...all].sort()[0]).toBe('2025-11-24T06:00:00');
  });

  test('sells in business hours, never on Sundays, by several channels, to names and without', () => {
    const sales = entriesOf(plan).filter(({ type }) => type === 'sale');
    const lines = sales.flatMap((sale) => sale.lines);
    expect(lines.length).toBeGreaterThan(15_000);
    expect(lines.length).toBeLessThan(25_000);
    expect(sales.filter(({ at }) => at.slice(11, 16) < '08:00' || at.slice(11, 16) > '17:30')).toEqual([]);
    expect(sales.filter(({ at }) => new Date(`${at}Z`).getUTCDay() === 0)).toEqual([]);
    expect(new Set(sales.map(({ channel }) => channel)).size).toBeGreaterThan(4);
    expect(new Set(sales.map(({ customer }) => customer?.name)).size).toBeGreaterThan(50);
    const keys = entriesOf(plan).map(({ type, channel, externalId }) => `${type} ${channel} ${externalId}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('every fate comes true, and six to ten of a hundred levels are low', () => {
    const at = (kind: Fate['kind']) => plan.levels.filter(({ fate }) => fate.kind === kind);
    expect(at('sold-out').map(({ endStock }) => endStock)).toEqual(at('sold-out').map(() => 0));
    expect(at('healthy').filter(({ endStock, threshold }) => endStock <= threshold)).toEqual([]);
    for (const kind of ['low', 'critical', 'quiet'] as const) {
      expect(at(kind).length).toBeGreaterThan(5);
      expect(at(kind).filter(({ endStock, threshold }) => endStock < 1 || endStock > threshold)).toEqual([]);
    }
    const low = plan.levels.filter(
      ({ fate, endStock, threshold }) => fate.kind !== 'ended' && endStock <= threshold,
    );
    expect(low.length / plan.levels.length).toBeGreaterThan(0.06);
    expect(low.length / plan.levels.length).toBeLessThan(0.1);
  });

  test('fast things sell on most days, slow ones seldom, seasonal ones in their season', () => {
    const linesOf = (mover: string) => {
      const levels = plan.levels.filter(
        ({ product, place }) => product.mover === mover && place.code === 'HH',
      );
      return (
        levels.reduce((sum, { events }) => sum + events.filter(({ kind }) => kind === 'sale').length, 0) /
        levels.length
      );
    };
    expect(linesOf('fast')).toBeGreaterThan(100);
    expect(linesOf('slow')).toBeLessThan(15);
    const iceTea = plan.levels
      .filter(({ product }) => product.season === 'summer')
      .flatMap(({ events }) => events);
    const sold = iceTea
      .filter(({ kind }) => kind === 'sale')
      .map(({ day }) => plan.calendar[day]!.day.slice(5, 7));
    const inSummer = sold.filter((month) => ['06', '07', '08'].includes(month)).length;
    const inWinter = sold.filter((month) => ['12', '01', '02'].includes(month)).length;
    expect(inSummer).toBeGreaterThan(inWinter * 4);
  });

  test('open sales ask for less than there is above the threshold', () => {
    const stock = new Map(plan.levels.map((level) => [`${level.product.sku} ${level.place.code}`, level]));
    expect(plan.openSales.filter(({ status }) => status === 'confirmed')).toHaveLength(9);
    for (const { product, place, quantity } of plan.openSales.flatMap(({ lines }) => lines)) {
      const level = stock.get(`${product.sku} ${place.code}`)!;
      expect(quantity).toBeGreaterThan(0);
      expect(level.endStock - quantity).toBeGreaterThan(level.threshold);
    }
  });
});

test('a level in trouble gives back what later deliveries brought, and never what was sold before', () => {
  const level = { ...plan.levels[0], fate: { kind: 'sold-out', daysAgo: 3 }, threshold: 10 } as Level;
  const events: LevelEvent[] = [
    { kind: 'delivery', day: 0, change: 20 },
    { kind: 'sale', day: 5, change: -18 },
    { kind: 'delivery', day: 7, change: 30 },
    { kind: 'sale', day: 9, change: -5 },
    { kind: 'delivery', day: 14, change: 10 },
    { kind: 'sale', day: 20, change: -7 },
  ];
  const fitted = fitToFate(level, events, 30).map(({ change }) => change);
  expect(fitted).toEqual([20, -18, 10, -5, -7]);
});

test('on an early morning the day has no delivery and no sale yet', () => {
  const today = calendarOf(new Date('2026-11-23T04:00:00Z')).at(-1);
  expect(today).toMatchObject({ day: '2026-11-23', share: 0, hasMorning: false });
  expect(localTime('2026-11-23', 65, 9)).toBe('2026-11-23T01:05:09');
});

interface Change {
  level: string;
  at: string;
  change: number;
}

function changesAsSent({ weeks }: Plan): Change[] {
  return weeks.flatMap(({ deliveries, entries, adjustments }) => [
    ...deliveries.map(({ product, place, at, quantity }) => ({
      level: `${product.sku} ${place.code}`,
      at,
      change: quantity,
    })),
    ...entries.flatMap(({ type, at, disposition, lines }) =>
      lines.map(({ product, place, quantity }) => ({
        level: `${product.sku} ${place.code}`,
        at,
        change: type === 'sale' ? -quantity : disposition === 'scrap' ? 0 : quantity,
      })),
    ),
    ...adjustments.map(({ product, place, at, change }) => ({
      level: `${product.sku} ${place.code}`,
      at,
      change,
    })),
  ]);
}

function leastStock(changes: readonly Change[]): number {
  const stock = new Map<string, number>();
  let least = 0;
  for (const { level, change } of changes) {
    const after = (stock.get(level) ?? 0) + change;
    stock.set(level, after);
    least = Math.min(least, after);
  }
  return least;
}
