import { expect, test } from 'vitest';
import { addDays, daysBetween, instantReader, mondayOf } from './local-time.ts';

test('a local time is read with its zone’s summer time', () => {
  const london = instantReader('Europe/London');
  expect(london('2010-12-01T08:26:00')).toBe('2010-12-01T08:26:00.000Z');
  expect(london('2011-07-01T08:26:00')).toBe('2011-07-01T07:26:00.000Z');
  expect(london('2011-07-01T08:26:00')).toBe('2011-07-01T07:26:00.000Z');
});

test('a week begins on Monday, also over the turn of a year', () => {
  expect(['2010-12-01T08:26:00', '2011-01-02', '2011-01-03', '2011-12-09'].map(mondayOf)).toEqual([
    '2010-11-29',
    '2010-12-27',
    '2011-01-03',
    '2011-12-05',
  ]);
});

test('days are counted over the days on which clocks change', () => {
  expect(addDays('2011-03-26', 2)).toBe('2011-03-28');
  expect(daysBetween('2010-12-01', '2011-12-09')).toBe(373);
});
