import type { LevelDemand } from './stockout.ts';

/** A supplier's terms that decide how much to order. */
export interface OrderTerms {
  leadTimeDays: number;
  /** Fewest base units in an order (MOQ), 1 or more. */
  minimumOrderQuantity: number;
  /** Base units in one pack, 1 or more; orders are whole packs. */
  packSize: number;
}

interface OrderNeed extends LevelDemand {
  /** Base units already on their way. */
  incoming: number;
  /** Days between two looks at what to order. */
  reviewPeriodDays: number;
}

/**
 * Base units to order, in plain form: what sells during lead time and review period, less what is available
 * and on its way; at least the MOQ, in whole packs. 0 when what is there and coming covers it; null without
 * demand. The order-up-to level of a periodic-review (R, S) policy without safety stock (Silver, Pyke &
 * Thomas, ch. 6).
 * @example suggestOrderQuantity({ available: 5, netUnits: 90, daysInStock: 90, incoming: 0, reviewPeriodDays: 7 },
 *   { leadTimeDays: 14, minimumOrderQuantity: 10, packSize: 6 }) // 21 × 1 − 5 = 16 → 18
 */
export const suggestOrderQuantity = (need: OrderNeed, terms: OrderTerms): number | null =>
  orderSteps(need, terms)?.ordered ?? null;

/** How a suggested order quantity came about; base units but for the days. */
export interface OrderSteps {
  /** Lead time and review period: what is ordered now has to last that long. */
  readonly coverDays: number;
  /** What sells in that time, rounded up. */
  readonly covered: number;
  /** Less what is available and on its way; 0 or less: nothing to order. */
  readonly short: number;
  /** At least the MOQ, where anything is short. */
  readonly wanted: number;
  /** In whole packs. */
  readonly ordered: number;
}

/** The steps of `suggestOrderQuantity`; null without demand. In integers throughout. */
export const orderSteps = (need: OrderNeed, terms: OrderTerms): OrderSteps | null => {
  if (need.netUnits <= 0) return null;
  const coverDays = terms.leadTimeDays + need.reviewPeriodDays;
  const days = BigInt(need.daysInStock);
  const covered = (BigInt(need.netUnits) * BigInt(coverDays) + days - 1n) / days;
  const short = covered - BigInt(need.available) - BigInt(need.incoming);
  const least = BigInt(terms.minimumOrderQuantity);
  const wanted = short <= 0n ? 0n : short > least ? short : least;
  const pack = BigInt(terms.packSize);
  return {
    coverDays,
    covered: Number(covered),
    short: Number(short),
    wanted: Number(wanted),
    ordered: Number(((wanted + pack - 1n) / pack) * pack),
  };
};
