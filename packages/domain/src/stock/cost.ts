import { divideRounded, partsOf, textOf, UNIT_PRICE_DECIMALS } from '../money.ts';
import type { LevelState, StockLine } from './types.ts';

/** Decimals of an average cost: `numeric(18, 6)`. */
const AVERAGE_DECIMALS = 6;
const TO_AVERAGE = 10n ** BigInt(AVERAGE_DECIMALS - UNIT_PRICE_DECIMALS);

/**
 * Average and last cost after a line: a moving average over what is on hand, rounded half away from zero to six
 * decimals. Only stock that comes in with a known cost moves it; what goes out leaves at the average and leaves
 * the average as it was. Stock of unknown cost counts as if it had cost the same as the first that is known.
 * @example 10 on hand at 2.00, 5 received at 3.50 → (10 × 2.00 + 5 × 3.50) / 15 = 2.50
 */
export const costAfter = (
  { onHand, averageCost, lastCost }: LevelState,
  { onHandChange, unitCost }: StockLine,
): Pick<LevelState, 'averageCost' | 'lastCost'> => {
  if (unitCost === undefined || onHandChange <= 0) return { averageCost, lastCost };
  const cost = partsOf(unitCost, UNIT_PRICE_DECIMALS) * TO_AVERAGE;
  const before = averageCost === null ? cost : partsOf(averageCost, AVERAGE_DECIMALS);
  const worth = before * BigInt(onHand) + cost * BigInt(onHandChange);
  const average = divideRounded(worth, BigInt(onHand + onHandChange));
  return { averageCost: textOf(average, AVERAGE_DECIMALS), lastCost: unitCost };
};
