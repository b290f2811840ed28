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
export const suggestOrderQuantity = (need: OrderNeed, terms: OrderTerms): number | null => {
  if (need.netUnits <= 0) return null;
  const coverDays = BigInt(terms.leadTimeDays + need.reviewPeriodDays);
  const days = BigInt(need.daysInStock);
  const covered = (BigInt(need.netUnits) * coverDays + days - 1n) / days;
  const short = covered - BigInt(need.available) - BigInt(need.incoming);
  if (short <= 0n) return 0;
  const wanted = short > BigInt(terms.minimumOrderQuantity) ? short : BigInt(terms.minimumOrderQuantity);
  const pack = BigInt(terms.packSize);
  return Number(((wanted + pack - 1n) / pack) * pack);
};
