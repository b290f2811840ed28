import { expect, test } from 'vitest';
import { toDate } from './dates.ts';

test('an instant is that instant, to the millisecond', () => {
  expect(toDate('2026-11-23T09:30:15.250Z').getTime()).toBe(Date.UTC(2026, 10, 23, 9, 30, 15, 250));
  expect(toDate('2026-11-23T09:30:15Z').getTime()).toBe(Date.UTC(2026, 10, 23, 9, 30, 15));
});

test('a day is its midnight in UTC, wherever the program runs', () => {
  expect(toDate('2026-02-28').toISOString()).toBe('2026-02-28T00:00:00.000Z');
});

test.each([
  '',
  'soon',
  '23.11.2026',
  '2026-02-30',
  '2026-13-01T00:00:00Z',
  '2026-11-23T25:00:00Z',
  '2026-11-23T09:00:00',
  null as unknown as string,
])('%j is a TypeError and no invalid date', (iso) => {
  expect(() => toDate(iso)).toThrow(TypeError);
  expect(() => toDate(iso)).toThrow(/is no date of the API/);
});
