import { locale } from './locale.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

const formatter = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale()}${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale(), options);
  formatters.set(key, made);
  return made;
};

/** An instant in the company's zone: 23 Nov 2026, 14:02. */
export const formatInstant = (instant: string, timeZone: string): string =>
  formatter({ dateStyle: 'medium', timeStyle: 'short', timeZone }).format(new Date(instant));

/** The company's local day of an instant: 23 Nov 2026. */
export const formatInstantDay = (instant: string, timeZone: string): string =>
  formatter({ dateStyle: 'medium', timeZone }).format(new Date(instant));

/** The company's local time of an instant: 14:02. */
export const formatClock = (instant: string, timeZone: string): string =>
  formatter({ timeStyle: 'short', timeZone }).format(new Date(instant));

/** A calendar day, which has no zone: "2026-11-23" → 23 Nov 2026. */
export const formatDay = (day: string): string =>
  formatter({ dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** A calendar day at a chart's axis, given as midnight UTC: 23 Nov. */
export const formatDayShort = (day: Date): string =>
  formatter({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(day);

/** A calendar day of the months around, where a year would only take room: 23 Nov; another year's has its year. */
export const formatDayOfYear = (day: string, today = new Date()): string =>
  day.slice(0, 4) === String(today.getUTCFullYear())
    ? formatDayShort(new Date(`${day}T00:00:00Z`))
    : formatDay(day);

/** The calendar day that lies `days` after `day`. */
export const addDays = (day: string, days: number): string => {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};

/** The local day of an instant in a zone, as YYYY-MM-DD. */
export const dayInZone = (instant: Date, timeZone: string): string => {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  return parts.format(instant);
};

/** How far the zone is ahead of UTC at an instant, in milliseconds. */
const offsetMs = (instant: Date, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(instant.getTime() / 1000) * 1000;
};

/** The instant of a local time: asked twice, since the offset at that time of UTC may be another one. */
export const instantAt = (day: string, clock: string, timeZone: string): string => {
  const local = Date.parse(`${day}T${clock}:00Z`);
  const guess = local - offsetMs(new Date(local), timeZone);
  return new Date(local - offsetMs(new Date(guess), timeZone)).toISOString();
};

/** The instant at which a local day begins. */
export const startOfDay = (day: string, timeZone: string): string => instantAt(day, '00:00', timeZone);
