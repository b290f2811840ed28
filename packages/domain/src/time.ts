import type { FieldProblem } from '@stockflow/schemas';
import { Temporal } from 'temporal-polyfill';
import { refuse } from './refusal.ts';

/** How far ahead of our clock a caller's clock may be, in milliseconds. */
export const CLOCK_SKEW_MAX_MS = 5 * 60_000;

/**
 * The calendar day (YYYY-MM-DD) that an instant falls on in an IANA time zone. Days of 23 and 25 hours, and
 * zones whose days do not begin at midnight, come out as the zone's own rules say.
 * @example localDay(new Date('2011-06-30T23:30:00Z'), 'Europe/London') // "2011-07-01"
 */
export const localDay = (at: Date, timeZone: string): string => localDayFinder(timeZone)(at);

/**
 * A finder of local days in one zone. It keeps the bounds of the day it found last: sales come mostly in the
 * order in which they happened, and asking the zone's rules costs 20 µs a time.
 */
export const localDayFinder = (timeZone: string): ((at: Date) => string) => {
  let day = '';
  let startsAt = Number.NaN;
  let endsAt = Number.NaN;
  return (at) => {
    const time = at.getTime();
    if (time >= startsAt && time < endsAt) return day;
    const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO(timeZone).toPlainDate();
    day = local.toString();
    startsAt = local.toZonedDateTime(timeZone).epochMilliseconds;
    endsAt = local.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
    return day;
  };
};

/** An instant that a caller gave, and the field that it came in. */
export interface GivenInstant {
  readonly path: string;
  readonly at: string | undefined;
}

/**
 * Refuses instants in the future (more than five minutes ahead of `now`), naming every field.
 * What was not given is now, and passes.
 */
export const refuseFuture = (given: readonly GivenInstant[], now: Date): void => {
  const latest = now.getTime() + CLOCK_SKEW_MAX_MS;
  const fields: FieldProblem[] = given
    .filter(({ at }) => at !== undefined && Date.parse(at) > latest)
    .map(({ path }) => ({ path, message: `Must not be in the future; it is ${now.toISOString()} here.` }));
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
};
