import { expect, test } from 'vitest';
import { addDays, dayInZone, startOfDay } from './time.ts';

test('a day begins at local midnight, on both sides of a clock change', () => {
  expect(startOfDay('2026-03-29', 'Europe/Berlin')).toBe('2026-03-28T23:00:00.000Z');
  expect(startOfDay('2026-03-30', 'Europe/Berlin')).toBe('2026-03-29T22:00:00.000Z');
  expect(startOfDay('2026-10-25', 'Europe/Berlin')).toBe('2026-10-24T22:00:00.000Z');
  expect(startOfDay('2026-11-23', 'America/Los_Angeles')).toBe('2026-11-23T08:00:00.000Z');
  expect(startOfDay('2026-11-23', 'Pacific/Kiritimati')).toBe('2026-11-22T10:00:00.000Z');
});

test('the local day of an instant is the day on the wall of the zone', () => {
  expect(dayInZone(new Date('2026-11-23T23:30:00Z'), 'Asia/Tokyo')).toBe('2026-11-24');
  expect(dayInZone(new Date('2026-11-23T01:00:00Z'), 'America/New_York')).toBe('2026-11-22');
});

test('days are added over the end of a month and of a year', () => {
  expect(addDays('2026-02-27', 3)).toBe('2026-03-02');
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
});
