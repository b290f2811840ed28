import { describe, expect, test } from 'vitest';
import { type ArticleWeek, planStock } from './replenish.ts';

const policy = { windowWeeks: 8, reorderWeeks: 3, upToWeeks: 8 };
const week = (number: number, ...changes: number[]): ArticleWeek => ({
  week: number,
  netSales: -changes.reduce((sum, change) => sum + change, 0),
  changes,
  changesAsSent: changes,
});

describe('opening stock', () => {
  test('is what the first week sells when deliveries cover the rest', () => {
    expect(planStock([week(0, -10), week(1, -10), week(2, -10)], 2, policy)).toEqual({
      opening: 10,
      // An average week is 10: at nothing, eight weeks come.
      deliveries: [{ week: 1, quantity: 80 }],
      end: 60,
    });
  });

  test('covers what no average of the past could know: 80,995 sold and returned within the hour', () => {
    const plan = planStock([week(0, -10), week(1, -80_995, 80_995)], 1, policy);
    expect(plan.opening).toBe(81_005);
    expect(plan.deliveries).toEqual([]);
  });

  test('is nothing when stock turns up before it is needed', () => {
    expect(planStock([week(0, 12, -12)], 0, policy)).toEqual({ opening: 0, deliveries: [], end: 0 });
  });

  test('covers the order of sending as well as the order of time', () => {
    const foundFirst = { ...week(0, 12, -12), changesAsSent: [-12, 12] };
    expect(planStock([foundFirst], 0, policy).opening).toBe(12);
  });
});

describe('deliveries', () => {
  test('come only while stock is at or under the reorder point, and look at net sales of eight weeks', () => {
    const { deliveries } = planStock([week(0, -8), week(4, -8)], 12, policy);
    // 8 in the last week: an average of 8, up to 64. Then the average falls, and nothing is due any more.
    expect(deliveries[0]).toEqual({ week: 1, quantity: 64 });
    expect(deliveries.length).toBe(1);
  });

  test('do not come for what came back', () => {
    expect(planStock([week(0, -50, 50)], 3, policy)).toEqual({ opening: 50, deliveries: [], end: 50 });
  });
});
