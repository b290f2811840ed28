import { byLevelKey, type LevelKey, levelKeyOf } from '../stock/types.ts';

/** Units demanded of one product in one warehouse at one time. */
export interface DemandChange extends LevelKey {
  /** When it counts, ISO 8601: its day is that of the company's time zone. */
  readonly at: string;
  readonly unitsSold: number;
  readonly unitsReturned: number;
}

/** Sums changes of the same product, warehouse and time, in the order of the table's key: the order of its locks. */
export const sumDemand = (changes: readonly DemandChange[]): DemandChange[] => {
  const sums = new Map<string, { -readonly [K in keyof DemandChange]: DemandChange[K] }>();
  for (const change of changes) {
    const key = `${levelKeyOf(change)}/${change.at}`;
    const sum = sums.get(key);
    if (!sum) {
      sums.set(key, { ...change });
      continue;
    }
    sum.unitsSold += change.unitsSold;
    sum.unitsReturned += change.unitsReturned;
  }
  return [...sums.values()].sort((a, b) => byLevelKey(a, b) || (a.at < b.at ? -1 : 1));
};
