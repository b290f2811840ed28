import type { ProductTimeline } from '@stockflow/sdk';
import { expect, test } from 'vitest';
import { projectionOf } from './projection.ts';

const timeline = (fields: Partial<ProductTimeline>): ProductTimeline => ({
  productId: 'p',
  warehouseId: null,
  startsOn: '2026-03-28',
  endsOn: '2026-03-31',
  timeZone: 'Europe/Berlin',
  onHand: 10,
  reserved: 0,
  available: 10,
  threshold: 4,
  velocityDays: 90,
  netUnits: 90,
  velocity: 5,
  daysUntilStockout: 2,
  stockoutDate: '2026-04-02',
  days: ['2026-03-28', '2026-03-29', '2026-03-30', '2026-03-31'].map((day) => ({
    day,
    onHand: 10,
    movedIn: 0,
    movedOut: 0,
    sold: 0,
    returned: 0,
  })),
  ...fields,
});

test('the line goes from what is available today to nothing on the day on which it runs out', () => {
  const { days, projected, onHand, pastDays } = projectionOf(timeline({}));
  expect(days.slice(3)).toEqual(['2026-03-31', '2026-04-01', '2026-04-02', '2026-04-03']);
  expect(projected).toEqual([null, null, null, 10, 5, 0, 0]);
  expect(onHand.slice(3)).toEqual([10, null, null, null]);
  expect(pastDays).toBe(4);
});

test('a stock-out far away does not squeeze the past: the line is cut off', () => {
  const far = projectionOf(timeline({ velocity: 0.1, daysUntilStockout: 100 }));
  expect(far.days).toHaveLength(4 + 3);
  expect(far.projected?.at(-1)).toBeCloseTo(9.7);
});

test('where nothing sells, or nothing is left, there is no projection', () => {
  expect(projectionOf(timeline({ velocity: 0, daysUntilStockout: null })).projected).toBeNull();
  expect(projectionOf(timeline({ available: 0, daysUntilStockout: 0 })).projected).toBeNull();
  expect(projectionOf(timeline({ threshold: null })).threshold).toBeNull();
});
