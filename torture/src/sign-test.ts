/** By chance alone one in a hundred thousand comparisons is found so. */
const CHANCE = 1e-5;

/** What pairs of times tell. */
export interface Compared {
  /** In how many pairs the first took longer. */
  readonly longer: number;
  readonly pairs: number;
  /** By what part of the second the first took longer, in the middle. */
  readonly part: number;
  /** Whether this is more than chance, and more than `seenPart`. */
  readonly isTold: boolean;
}

/**
 * Whether the first of each pair took longer, or shorter, than the second: the sign test (Dixon and Mood, 1946). No absolute
 * time, and no assumption of how times spread; a machine that is slow now and then is slow for both.
 * @param seenPart a difference smaller than this part of a call is nothing that anybody could use
 */
export const compareTimes = (pairs: readonly (readonly [number, number])[], seenPart: number): Compared => {
  const longer = pairs.filter(([first, second]) => first > second).length;
  const differences = median(pairs.map(([first, second]) => first - second));
  const part = differences / median(pairs.map(([, second]) => second));
  const isTold = chanceOf(longer, pairs.length) < CHANCE && Math.abs(part) > seenPart;
  return { longer, pairs: pairs.length, part, isTold };
};

/** How likely so uneven a split is, or a more uneven one, when both sides are alike. */
export const chanceOf = (longer: number, pairs: number): number => {
  const fewer = Math.min(longer, pairs - longer);
  let ways = 1;
  let sum = 0;
  for (let k = 0; k <= fewer; k += 1) {
    sum += ways;
    ways = (ways * (pairs - k)) / (k + 1);
  }
  return Math.min(1, (2 * sum) / 2 ** pairs);
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};
