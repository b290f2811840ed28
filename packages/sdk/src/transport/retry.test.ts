import { expect, test } from 'vitest';
import { retryAfterMsOf, retryDelayMs } from './retry.ts';

test('the wait grows twofold from half a second to eight, anywhere between nothing and that', () => {
  const most = [0, 1, 2, 3, 4, 5, 9].map((attempt) => retryDelayMs(attempt, null, () => 1));
  expect(most).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
  expect(retryDelayMs(3, null, () => 0)).toBe(0);
  expect(retryDelayMs(1, null, () => 0.25)).toBe(250);
});

test('it waits at least as long as the server asked for', () => {
  expect(retryDelayMs(0, 3000, () => 0)).toBe(3000);
  expect(retryDelayMs(0, 3000, () => 0.5)).toBe(3250);
});

test('Retry-After is read as seconds or as a date', () => {
  const now = Date.parse('2026-11-23T06:00:00Z');
  expect(retryAfterMsOf('3', now)).toBe(3000);
  expect(retryAfterMsOf('0.5', now)).toBe(500);
  expect(retryAfterMsOf('Mon, 23 Nov 2026 06:00:10 GMT', now)).toBe(10_000);
  expect(retryAfterMsOf('Mon, 23 Nov 2026 05:00:00 GMT', now)).toBe(0);
  for (const none of [null, '', ' ', 'soon', '-1']) expect(retryAfterMsOf(none, now)).toBeNull();
});
