import type { LevelDemand } from '../alert/stockout.ts';

/** How long stock that lies in several places lasts. */
export interface Outlook {
  /** Units a day: the sum of the levels' velocities. */
  velocity: number;
  /** Whole days that all of it lasts; 0 when nothing is available, null when nothing sells. */
  daysUntilStockout: number | null;
}

/**
 * Demand of several levels taken together, as if stock could be sold from anywhere. Each level keeps its own days in stock, so
 * that a warehouse that ran out does not dilute the demand of another. The sum is a fraction of whole numbers, so that no float
 * decides a day; of one level it is exactly what its alert says.
 * @example outlookOf([{ available: 12, netUnits: 30, daysInStock: 90 }]) // { velocity: 0.3333…, daysUntilStockout: 36 }
 */
export const outlookOf = (levels: readonly LevelDemand[]): Outlook => {
  let units = 0n;
  let days = 1n;
  let available = 0n;
  for (const level of levels) {
    available += BigInt(level.available);
    if (level.netUnits <= 0) continue;
    units = units * BigInt(level.daysInStock) + BigInt(level.netUnits) * days;
    days *= BigInt(level.daysInStock);
  }
  const velocity = levels.reduce(
    (sum, { netUnits, daysInStock }) => sum + Math.max(netUnits, 0) / daysInStock,
    0,
  );
  if (available <= 0n) return { velocity, daysUntilStockout: 0 };
  return { velocity, daysUntilStockout: units === 0n ? null : Number((available * days) / units) };
};
