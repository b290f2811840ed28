const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const two = (value: number): string => String(value).padStart(2, '0');

/** Time that is left, as short as it can be said: "2 d 3 h", "3 h 05 min", "14:07", and null when it is up. */
export const timeLeft = (expiresAt: string, nowMs: number): string | null => {
  const leftMs = Date.parse(expiresAt) - nowMs;
  if (leftMs <= 0) return null;
  const days = Math.floor(leftMs / DAY_MS);
  const hours = Math.floor((leftMs % DAY_MS) / HOUR_MS);
  if (days > 0) return `${days} d ${hours} h`;
  const minutes = Math.floor((leftMs % HOUR_MS) / MINUTE_MS);
  if (hours > 0) return `${hours} h ${two(minutes)} min`;
  // The last second is a second that is there: what says 0:00 is over.
  const seconds = Math.ceil((leftMs % MINUTE_MS) / 1000);
  return seconds === 60 ? `${minutes + 1}:00` : `${minutes}:${two(seconds)}`;
};
