/** Calendar days in a time zone, by Intl alone. A day is a number: days since 1970-01-01. */

const DAY_MS = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that the clocks of the zone show at an instant. */
export const dayOf = (at: Date, timeZone: string): number => {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  formats.set(timeZone, format);
  return dayNamed(format.format(at));
};

/** The day called YYYY-MM-DD. */
export const dayNamed = (name: string): number => Date.parse(`${name}T00:00:00Z`) / DAY_MS;

/** YYYY-MM-DD. */
export const nameOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The first instant that is on the day, or past it, by the clocks of the zone. */
export const startOf = (day: number, timeZone: string): Date => {
  // No zone is further than 26 hours from UTC.
  let before = (day - 2) * DAY_MS;
  let after = (day + 2) * DAY_MS;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle), timeZone) >= day) after = middle;
    else before = middle;
  }
  return new Date(after);
};
