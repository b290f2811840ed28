import { describe, expect, test } from 'vitest';
import { type ExplainedLevel, explainLevel } from './explain.ts';
import { explainInWords } from './explain-words.ts';

const level = (changes: Partial<ExplainedLevel> = {}): ExplainedLevel => ({
  productName: 'Green tea',
  warehouseName: 'Main',
  unwatched: [],
  onHand: 12,
  reserved: 0,
  incoming: 0,
  thresholds: [
    { source: 'level', name: null, threshold: null },
    { source: 'product', name: null, threshold: 20 },
    { source: 'category', name: 'Tea', threshold: 15 },
    { source: 'company', name: null, threshold: 10 },
  ],
  hysteresis: 0,
  windowDays: 90,
  windowEndsOn: '2026-11-23',
  unitsSold: 32,
  unitsReturned: 2,
  netUnits: 30,
  daysInStock: 90,
  criticalDays: 7,
  reviewPeriodDays: 7,
  supplier: { name: 'Leaf & Co', leadTimeDays: 14, minimumOrderQuantity: 10, packSize: 6 },
  ...changes,
});
const explained = (changes: Partial<ExplainedLevel> = {}) => explainLevel(level(changes));
const words = (changes: Partial<ExplainedLevel> = {}) => explainInWords(level(changes), explained(changes));
const stepOf = (name: string, changes: Partial<ExplainedLevel> = {}) =>
  explained(changes).steps.find(({ step }) => step === name);
const company = (threshold: number) => [{ source: 'company', name: null, threshold } as const];

describe('the steps', () => {
  test('30 sold in 90 days with 12 available: a third of a unit a day, 36 days, until 29 December', () => {
    expect(stepOf('velocity')).toMatchObject({ numbers: { exactly: '30/90' }, result: 30 / 90 });
    expect(stepOf('daysUntilStockout')?.result).toBe(36);
    expect(stepOf('stockoutDate')?.result).toBe('2026-12-29');
    expect(stepOf('severity')).toMatchObject({ numbers: { criticalDays: 7 }, result: 'low' });
  });
  test('60 sold in the 30 days before it ran out: two a day, 0 days, critical', () => {
    const empty = { onHand: 0, unitsSold: 60, unitsReturned: 0, netUnits: 60, daysInStock: 30 };
    expect(explained(empty)).toMatchObject({
      velocity: 2,
      daysUntilStockout: 0,
      severity: 'critical',
      verdict: 'listed',
    });
  });
  test('8 of 10 reserved with a threshold of 5: 2 available, low', () => {
    const held = { onHand: 10, reserved: 8, thresholds: company(5) };
    expect(explained(held)).toMatchObject({ available: 2, threshold: 5, verdict: 'listed' });
    expect(stepOf('available', held)).toMatchObject({ numbers: { onHand: 10, reserved: 8 }, result: 2 });
  });
  test('a threshold of 0 with nothing available is low', () => {
    expect(explained({ onHand: 0, thresholds: company(0) })).toMatchObject({
      verdict: 'listed',
      toClear: { units: 1, threshold: null },
    });
  });
  test('the first threshold that exists counts, and all are told', () => {
    expect(stepOf('threshold')).toMatchObject({
      numbers: { level: null, product: 20, category: 15, company: 10 },
      result: 20,
    });
    expect(explained().countingSource).toBe('product');
  });
  test('an order covers lead time and review period, less what is there and coming, in packs from the MOQ up', () => {
    const results = (changes: Partial<ExplainedLevel>) =>
      explained(changes).steps.flatMap(({ step, result }) =>
        ['coverDays', 'covered', 'short', 'wanted', 'suggestedOrderQuantity'].includes(step) ? [result] : [],
      );
    expect(results({ netUnits: 90, onHand: 5 })).toEqual([21, 21, 16, 16, 18]);
    expect(results({ netUnits: 90, onHand: 5, incoming: 12 })).toEqual([21, 21, 4, 10, 12]);
    expect(results({ netUnits: 90, onHand: 5, incoming: 16 })).toEqual([21, 21, 0, 0, 0]);
    expect(results({ supplier: null })).toEqual([null]);
    expect(results({ netUnits: 0 })).toEqual([null]);
  });
});

describe('why not', () => {
  test('above the threshold: how many more must go, and when at this pace', () => {
    expect(explained({ onHand: 40 })).toMatchObject({
      verdict: 'not_low',
      absences: ['above_threshold'],
      toClear: null,
      toBecomeLow: { units: 20, days: 60, date: '2027-01-22' },
    });
    expect(explained({ onHand: 40, netUnits: 0 }).toBecomeLow).toEqual({ units: 20, days: null, date: null });
  });
  test('no recent sales: low, but listed only when demand is not asked for', () => {
    const still = { unitsSold: 0, unitsReturned: 0, netUnits: 0 };
    expect(explained(still)).toMatchObject({
      verdict: 'listed_without_demand',
      absences: ['no_recent_sales'],
      daysUntilStockout: null,
      velocity: 0,
    });
  });
  test('nothing may be low where something is inactive: all reasons are told', () => {
    expect(explained({ unwatched: ['product_inactive', 'warehouse_inactive'], onHand: 40 })).toMatchObject({
      verdict: 'not_watched',
      absences: ['product_inactive', 'warehouse_inactive', 'above_threshold'],
      toClear: null,
      toBecomeLow: null,
    });
  });
});

describe('what would clear it', () => {
  test('units to be strictly above the threshold, with the hysteresis on top; or a lower threshold', () => {
    expect(explained().toClear).toEqual({ units: 9, threshold: 11 });
    expect(explained({ hysteresis: 5 }).toClear).toEqual({ units: 14, threshold: 11 });
    // With so many more it is over, with one less it is not.
    expect(explained({ onHand: 12 + 9 }).verdict).toBe('not_low');
    expect(explained({ onHand: 12 + 8 }).verdict).toBe('listed');
  });
});

describe('in words', () => {
  test.each([
    [
      {},
      'Green tea is low in Main: 12 units are available, and the threshold is 20, set for the product. 30 units were sold in the last 90 days on 90 days in stock, which is 0.333 a day; what is there lasts 36 days, until 2026-12-29. Nothing needs to be ordered. 9 units more would end it, or a threshold of 11.',
    ],
    [
      {
        onHand: 2,
        reserved: 1,
        incoming: 1,
        netUnits: 1,
        daysInStock: 1,
        windowDays: 1,
        thresholds: company(5),
        hysteresis: 2,
      },
      "Green tea is low in Main: 1 unit is available (2 on hand, 1 reserved), and the threshold is 5, the company's default. 1 unit was sold in the last 1 day on 1 day in stock, which is 1 a day; what is there lasts 1 day, until 2026-11-24. Order 24 units from Leaf & Co. 1 unit is on the way. 7 units more would end it (2 over the threshold, as the company wants it), or a threshold of 0.",
    ],
    [
      { onHand: 0, netUnits: 0, unitsReturned: 0, supplier: null },
      'Green tea is low in Main: nothing is available, and the threshold is 20, set for the product. Nothing was sold in the last 90 days, so nobody can say how long it lasts. It has no primary supplier to order from. It is listed only when demand is not asked for. 21 units more would end it.',
    ],
    [
      { onHand: 21 },
      'Green tea is not low in Main: 21 units are available, and the threshold is 20, set for the product. 30 units were sold in the last 90 days on 90 days in stock, which is 0.333 a day; what is there lasts 63 days, until 2027-01-25. Nothing needs to be ordered. It becomes low when 1 unit more has gone, in 3 days at this pace.',
    ],
    [
      { unwatched: ['bundle' as const], onHand: 0, netUnits: 0, unitsReturned: 0, supplier: null },
      'Green tea in Main is not watched: nothing is available. It is a bundle: its stock is that of its components. Nothing was sold in the last 90 days, so nobody can say how long it lasts. It has no primary supplier to order from.',
    ],
  ])('%j', (changes, sentence) => {
    expect(words(changes)).toBe(sentence);
  });
});
