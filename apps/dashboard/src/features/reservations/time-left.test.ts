import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

const NOW = Date.parse('2026-01-31T09:00:00Z');

test.each([
  ['2026-01-31T09:00:01Z', '0:01'],
  ['2026-01-31T09:00:59.400Z', '1:00'],
  ['2026-01-31T09:14:07Z', '14:07'],
  ['2026-01-31T12:05:30Z', '3 h 05 min'],
  ['2026-02-02T12:00:00Z', '2 d 3 h'],
  ['2026-01-31T09:00:00Z', null],
  ['2026-01-31T08:00:00Z', null],
])('until %s there is %s left', (expiresAt, left) => {
  expect(timeLeft(expiresAt, NOW)).toBe(left);
});
