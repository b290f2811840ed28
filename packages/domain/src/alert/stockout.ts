/** What is known of one level's demand in the window. Units are base units. */
export interface LevelDemand {
  /** On hand less reserved, 0 or more. */
  available: number;
  /** Units sold less units returned in the window; negative when more came back than went out. */
  netUnits: number;
  /** Days of the window on which the level was in stock, at least 1. */
  daysInStock: number;
}

/**
 * Units a day: net units over the days on which there was something to sell, fractions kept. Days without
 * stock say nothing of demand, so they do not dilute it (stock-out correction as in Silver, Pyke & Thomas,
 * Inventory and Production Management in Supply Chains, on censored demand).
 * @example velocityOf({ available: 12, netUnits: 30, daysInStock: 90 }) // 0.3333…
 */
export const velocityOf = ({ netUnits, daysInStock }: LevelDemand): number =>
  netUnits > 0 ? netUnits / daysInStock : 0;

/**
 * Whole days that the available stock lasts: floor(available / velocity), in integers throughout
 * (floor(available × daysInStock / netUnits)), so that no float decides a day. 0 when nothing is available,
 * null when nothing sells: never a made-up number.
 * @example daysUntilStockout({ available: 12, netUnits: 30, daysInStock: 90 }) // 36
 */
export const daysUntilStockout = ({ available, netUnits, daysInStock }: LevelDemand): number | null => {
  if (available <= 0) return 0;
  if (netUnits <= 0) return null;
  return Number((BigInt(available) * BigInt(daysInStock)) / BigInt(netUnits));
};

/** Critical: stock lasts no longer than `criticalDays`. */
export const severityOf = (days: number | null, criticalDays: number): 'critical' | 'low' =>
  days !== null && days <= criticalDays ? 'critical' : 'low';

/** Days past which a date of stock-out says nothing any more: about a hundred years. */
const HORIZON_DAYS = 36_525;

/** The local day on which stock runs out, counted from `today` (YYYY-MM-DD); null when it does not, or not within a century. */
export const stockoutDateOf = (today: string, days: number | null): string | null => {
  if (days === null || days > HORIZON_DAYS) return null;
  // Calendar arithmetic on whole UTC days: no time zone, no daylight saving can move it.
  return new Date(Date.parse(`${today}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
};
