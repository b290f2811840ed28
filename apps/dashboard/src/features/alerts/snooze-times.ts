import { addDays, dayInZone, instantAt } from '../../format/time.ts';

/** When a working day begins: an alert that wakes at midnight wakes nobody. */
const MORNING = '08:00';

export interface SnoozeTime {
  id: string;
  label: string;
  until: string;
}

const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** What people choose mostly, in the company's days: mornings of working days. */
export const snoozeTimes = (now: Date, timeZone: string): SnoozeTime[] => {
  const today = dayInZone(now, timeZone);
  const toMonday = (8 - weekdayOf(today)) % 7 || 7;
  const monday = addDays(today, toMonday);
  const time = (id: string, label: string, day: string) => ({
    id,
    label,
    until: instantAt(day, MORNING, timeZone),
  });
  return [
    time('tomorrow', 'Tomorrow', addDays(today, 1)),
    // On a Friday or later the third day is next week's; on a Sunday tomorrow is Monday.
    ...(toMonday > 3 ? [time('days', 'In 3 days', addDays(today, 3))] : []),
    ...(toMonday > 1 ? [time('week', 'Next week', monday)] : []),
    time('fortnight', 'In two weeks', addDays(today, 14)),
    time('month', 'In a month', addDays(today, 30)),
  ];
};

/** The morning of a day that was picked; null for one that is over, or more than a year away. */
export const morningOf = (day: string, now: Date, timeZone: string): string | null => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return null;
  const today = dayInZone(now, timeZone);
  if (day <= today || day > addDays(today, 364)) return null;
  return instantAt(day, MORNING, timeZone);
};
