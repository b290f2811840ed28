const BACKOFF_BASE_MS = 500;
const BACKOFF_MAX_MS = 8_000;

/**
 * How long to wait before a call is sent again: exponential with full jitter, so that clients which failed
 * together do not come back together; after the time that the server asked for, if it did.
 * `attempt` counts from 0.
 */
export const retryDelayMs = (attempt: number, retryAfterMs: number | null, random: () => number): number =>
  (retryAfterMs ?? 0) + random() * Math.min(BACKOFF_MAX_MS, BACKOFF_BASE_MS * 2 ** attempt);

/** `Retry-After` in milliseconds: seconds, or the date when to come back; null when it is neither. */
export const retryAfterMsOf = (header: string | null, now: number): number | null => {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return seconds >= 0 ? Math.ceil(seconds * 1000) : null;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
};
