import { describe, expect, test } from 'vitest';
import { localDay, localDayFinder, refuseFuture } from './time.ts';

describe('local days', () => {
  test('half past eleven at night in UTC is the next day in a London summer and the same in winter', () => {
    expect(localDay(new Date('2011-06-30T23:30:00Z'), 'Europe/London')).toBe('2011-07-01');
    expect(localDay(new Date('2011-12-31T23:30:00Z'), 'Europe/London')).toBe('2011-12-31');
    expect(localDay(new Date('2012-01-01T04:59:59Z'), 'America/New_York')).toBe('2011-12-31');
  });

  test('the days that clocks change have 23 and 25 hours', () => {
    const day = localDayFinder('Europe/Berlin');
    expect(
      ['2026-03-28T22:59:59Z', '2026-03-28T23:00:00Z', '2026-03-29T21:59:59Z', '2026-03-29T22:00:00Z'].map(
        (at) => day(new Date(at)),
      ),
    ).toEqual(['2026-03-28', '2026-03-29', '2026-03-29', '2026-03-30']);
    expect(
      ['2026-10-24T21:59:59Z', '2026-10-24T22:00:00Z', '2026-10-25T22:59:59Z', '2026-10-25T23:00:00Z'].map(
        (at) => day(new Date(at)),
      ),
    ).toEqual(['2026-10-24', '2026-10-25', '2026-10-25', '2026-10-26']);
  });

  test('a finder that has been asked before answers like one that has not, in any order', () => {
    for (const zone of ['UTC', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Pacific/Apia', 'Africa/Cairo']) {
      const asked = localDayFinder(zone);
      for (let hour = 0; hour < 24 * 800; hour += 7) {
        // Back and forth, so that the kept day is left both ways.
        const at = new Date(Date.UTC(2011, 0, 1, hour % 2 === 0 ? hour : 24 * 800 - hour));
        expect(asked(at)).toBe(localDay(at, zone));
      }
    }
  });
});

describe('the future', () => {
  const now = new Date('2026-11-23T12:00:00Z');

  test('an instant more than five minutes ahead is refused, with every field named', () => {
    const given = [
      { path: 'lines.0.occurredAt', at: '2026-11-23T12:05:00.001Z' },
      { path: 'lines.1.occurredAt', at: '2026-11-23T12:05:00.000Z' },
      { path: 'lines.2.occurredAt', at: undefined },
      { path: 'lines.3.occurredAt', at: '2027-01-01T00:00:00.000Z' },
    ];
    expect(() => refuseFuture(given, now)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION_FAILED',
        details: {
          fields: [
            expect.objectContaining({ path: 'lines.0.occurredAt' }),
            expect.objectContaining({ path: 'lines.3.occurredAt' }),
          ],
        },
      }),
    );
  });

  test('the past and the present pass', () => {
    expect(() => refuseFuture([{ path: 'saleDate', at: '1999-12-31T00:00:00Z' }], now)).not.toThrow();
  });
});
