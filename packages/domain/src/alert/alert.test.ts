import { describe, expect, test } from 'vitest';
import { suggestOrderQuantity } from './order-quantity.ts';
import { daysUntilStockout, severityOf, stockoutDateOf, velocityOf } from './stockout.ts';

describe('velocity and days until stock-out', () => {
  test('30 sold in 90 days with 12 available is a third of a unit a day and lasts 36 days', () => {
    const demand = { available: 12, netUnits: 30, daysInStock: 90 };
    expect(velocityOf(demand)).toBeCloseTo(0.3333, 4);
    expect(daysUntilStockout(demand)).toBe(36);
  });
  test('60 sold in the 30 days before it ran out is two a day, not two thirds', () => {
    const demand = { available: 0, netUnits: 60, daysInStock: 30 };
    expect(velocityOf(demand)).toBe(2);
    expect(daysUntilStockout(demand)).toBe(0);
  });
  test('without demand there is no number of days, and none is made up', () => {
    expect(daysUntilStockout({ available: 5, netUnits: 0, daysInStock: 90 })).toBeNull();
    expect(daysUntilStockout({ available: 5, netUnits: -3, daysInStock: 90 })).toBeNull();
    expect(velocityOf({ available: 5, netUnits: -3, daysInStock: 90 })).toBe(0);
  });
  test('days are decided in integers: 0.1 a day with 3 left is 30 days, where floats say 29.99…', () => {
    expect(daysUntilStockout({ available: 3, netUnits: 1, daysInStock: 10 })).toBe(30);
    expect(daysUntilStockout({ available: 2_147_483_647, netUnits: 1, daysInStock: 365 })).toBe(
      783_831_531_155,
    );
  });
  test('critical up to and including the critical days; unknown days are never critical', () => {
    expect(severityOf(7, 7)).toBe('critical');
    expect(severityOf(8, 7)).toBe('low');
    expect(severityOf(0, 0)).toBe('critical');
    expect(severityOf(null, 7)).toBe('low');
  });
  test('the date of stock-out counts calendar days over leap days and stops at the horizon', () => {
    expect(stockoutDateOf('2024-02-28', 2)).toBe('2024-03-01');
    expect(stockoutDateOf('2026-11-23', 0)).toBe('2026-11-23');
    expect(stockoutDateOf('2026-11-23', null)).toBeNull();
    expect(stockoutDateOf('2026-11-23', 783_831_531_155)).toBeNull();
  });
});

describe('suggested order quantity', () => {
  const need = { available: 5, netUnits: 90, daysInStock: 90, incoming: 0, reviewPeriodDays: 7 };
  const terms = { leadTimeDays: 14, minimumOrderQuantity: 1, packSize: 1 };
  test('covers lead time and review period, less what is available', () => {
    expect(suggestOrderQuantity(need, terms)).toBe(16);
  });
  test('is at least the MOQ and in whole packs', () => {
    expect(suggestOrderQuantity(need, { ...terms, minimumOrderQuantity: 10, packSize: 6 })).toBe(18);
    expect(suggestOrderQuantity(need, { ...terms, minimumOrderQuantity: 25, packSize: 6 })).toBe(30);
  });
  test('counts what is on its way, and is 0 when that covers it', () => {
    expect(suggestOrderQuantity({ ...need, incoming: 10 }, terms)).toBe(6);
    expect(suggestOrderQuantity({ ...need, incoming: 16 }, { ...terms, minimumOrderQuantity: 50 })).toBe(0);
  });
  test('rounds a fraction of a unit up: 1 sold in 90 days still needs one for three weeks', () => {
    expect(suggestOrderQuantity({ ...need, available: 0, netUnits: 1 }, terms)).toBe(1);
  });
  test('is unknown without demand', () => {
    expect(suggestOrderQuantity({ ...need, netUnits: 0 }, terms)).toBeNull();
  });
});
