import { expect, test } from 'vitest';
import { daysUntilStockout, velocityOf } from '../alert/stockout.ts';
import { outlookOf } from './outlook.ts';

test('of one level it is what its alert says', () => {
  for (const level of [
    { available: 12, netUnits: 30, daysInStock: 90 },
    { available: 7, netUnits: 49, daysInStock: 7 },
    { available: 0, netUnits: 5, daysInStock: 3 },
    { available: 4, netUnits: 0, daysInStock: 1 },
    { available: 4, netUnits: -2, daysInStock: 90 },
  ]) {
    const { velocity, daysUntilStockout: days } = outlookOf([level]);
    expect(days).toBe(daysUntilStockout(level));
    expect(velocity).toBe(velocityOf(level));
  }
});

test('levels add up as fractions: a third, a third and a third of a unit a day sell 10 units in 10 days, not in 9', () => {
  const level = { available: 0, netUnits: 1, daysInStock: 3 };
  expect(outlookOf([{ ...level, available: 10 }, level, level]).daysUntilStockout).toBe(10);
});

test('a warehouse that does not sell adds its stock, and one that took more back than it sold takes no demand away', () => {
  const sells = { available: 10, netUnits: 90, daysInStock: 90 };
  expect(outlookOf([sells, { available: 20, netUnits: 0, daysInStock: 90 }]).daysUntilStockout).toBe(30);
  expect(outlookOf([sells, { available: 0, netUnits: -50, daysInStock: 1 }])).toEqual({
    velocity: 1,
    daysUntilStockout: 10,
  });
});

test('of nothing there is nothing available', () => {
  expect(outlookOf([])).toEqual({ velocity: 0, daysUntilStockout: 0 });
});
