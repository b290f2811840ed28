import { expect, test } from 'vitest';
import { inboxFilter, isFiltered, readAlertsSearch } from './address.ts';
import { morningOf, snoozeTimes } from './snooze-times.ts';
import { rangeOf } from './use-selection.ts';

const untils = (now: string, zone: string) =>
  Object.fromEntries(snoozeTimes(new Date(now), zone).map(({ id, until }) => [id, until]));

test('snoozes end in the morning of the company, over a change of its clocks too', () => {
  expect(untils('2026-11-23T12:00:00Z', 'Europe/Berlin')).toEqual({
    tomorrow: '2026-11-24T07:00:00.000Z',
    days: '2026-11-26T07:00:00.000Z',
    week: '2026-11-30T07:00:00.000Z',
    fortnight: '2026-12-07T07:00:00.000Z',
    month: '2026-12-23T07:00:00.000Z',
  });
  // Clocks go forward on 29 March.
  expect(untils('2026-03-27T12:00:00Z', 'Europe/Berlin')).toMatchObject({
    tomorrow: '2026-03-28T07:00:00.000Z',
    week: '2026-03-30T06:00:00.000Z',
  });
  // It is the 24th there already.
  expect(untils('2026-11-23T18:00:00Z', 'Asia/Tokyo').tomorrow).toBe('2026-11-24T23:00:00.000Z');
});

test('no two choices are the same day: on a Sunday tomorrow is next week', () => {
  for (let day = 23; day < 30; day += 1) {
    const times = Object.values(untils(`2026-11-${day}T12:00:00Z`, 'UTC'));
    expect(new Set(times).size).toBe(times.length);
  }
  expect(untils('2026-11-29T12:00:00Z', 'UTC').week).toBeUndefined();
});

test('a picked day is a day to come, within a year', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const picked = (day: string) => morningOf(day, now, 'UTC');
  expect(picked('2026-11-24')).toBe('2026-11-24T08:00:00.000Z');
  expect([
    picked('2026-11-23'),
    picked('2020-01-01'),
    picked('2027-11-23'),
    picked(''),
    picked('soon'),
  ]).toEqual(Array(5).fill(null));
});

const id = (n: number) => `0198c0de-0000-7000-8000-00000000000${n}`;

test('an address is read as far as it makes sense, and asks what it says', () => {
  const search = readAlertsSearch({
    state: 'snoozed',
    severity: 'huge',
    window: '30',
    q: ' tea ',
    alert: id(1),
    chosen: `${id(1)},x`,
    page: '99',
    junk: '1',
  });
  expect(search).toEqual({
    state: 'snoozed',
    window: '30',
    q: ' tea ',
    alert: id(1),
    chosen: [id(1)],
    page: 20,
  });
  expect(inboxFilter(search)).toEqual({
    states: ['snoozed'],
    recentSalesDays: 30,
    search: 'tea',
    sort: 'urgent',
  });
  expect(inboxFilter({})).toEqual({ states: ['open', 'acknowledged'], sort: 'urgent' });
  expect(readAlertsSearch({ page: '0' })).toEqual({});
  expect(isFiltered({ state: 'open', alert: id(1), sort: 'newest', page: 2, chosen: [] })).toBe(false);
  expect(isFiltered({ q: 'tea' })).toBe(true);
});

test('with Shift everything between the last tick and this one is ticked, in either direction', () => {
  const ids = ['a', 'b', 'c', 'd'];
  expect(rangeOf(ids, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(rangeOf(ids, 'd', 'c')).toEqual(['c', 'd']);
  expect(rangeOf(ids, null, 'c')).toEqual(['c']);
  expect(rangeOf(ids, 'gone', 'c')).toEqual(['c']);
});
