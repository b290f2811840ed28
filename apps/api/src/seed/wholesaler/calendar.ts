import { Temporal } from 'temporal-polyfill';

export const TIME_ZONE = 'Europe/Berlin';
/** Days of history, today included. */
export const HISTORY_DAYS = 365;

/** One local day of the company. Minutes are counted from local midnight. */
export interface BusinessDay {
  day: string;
  /** Monday is 1. */
  weekday: number;
  dayOfYear: number;
  opensAt: number;
  /** Exclusive; no later than now. */
  closesAt: number;
  /** How much is sold on such a day, 1 on an ordinary one. */
  share: number;
  /** False for a today on which it is still too early for deliveries. */
  hasMorning: boolean;
}

const WEEKDAY_SHARE = [0, 1.3, 1.12, 1, 1.05, 1.15, 0.32, 0];
/** Holidays that fall on the same day every year, all over Germany. */
const HOLIDAYS = new Set(['01-01', '05-01', '10-03', '12-25', '12-26']);
/** Deliveries are booked in before the first sale of the day. */
export const MORNING = 6 * 60 + 30;
export const EVENING = 18 * 60 + 15;

/** The year of days that ends at `now`. */
export function calendarOf(now: Date): BusinessDay[] {
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(TIME_ZONE);
  const today = local.toPlainDate();
  const nowMinute = local.hour * 60 + local.minute;
  return Array.from({ length: HISTORY_DAYS }, (_, index) => {
    const date = today.subtract({ days: HISTORY_DAYS - 1 - index });
    const isToday = index === HISTORY_DAYS - 1;
    return businessDay(date, isToday ? nowMinute : 24 * 60);
  });
}

function businessDay(date: Temporal.PlainDate, nowMinute: number): BusinessDay {
  const day = date.toString();
  const isSaturday = date.dayOfWeek === 6;
  const opensAt = isSaturday ? 9 * 60 : 8 * 60;
  const endsAt = isSaturday ? 14 * 60 : 17 * 60 + 30;
  const closesAt = Math.max(opensAt, Math.min(endsAt, nowMinute - 1));
  const whole = HOLIDAYS.has(day.slice(5)) ? 0 : (WEEKDAY_SHARE[date.dayOfWeek] ?? 0);
  return {
    day,
    weekday: date.dayOfWeek,
    dayOfYear: date.dayOfYear,
    opensAt,
    closesAt,
    share: (whole * (closesAt - opensAt)) / (endsAt - opensAt),
    hasMorning: nowMinute > MORNING,
  };
}

/** A day and a minute as a local date-time. */
export function localTime(day: string, minute: number, second = 0): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second)}`;
}
