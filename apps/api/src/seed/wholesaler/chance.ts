/** Chance that repeats itself: the same names give the same numbers, on every machine. */
export interface Random {
  /** From 0 up to but not 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** How often something happened that happens `mean` times on average. */
  poisson(mean: number): number;
  /** A factor around 1 (median), skewed as quantities of orders are. */
  spread(sigma: number): number;
  /** The items in another order; the given array stays as it is. */
  shuffle<T>(items: readonly T[]): T[];
}

/**
 * Numbers of their own for each name, so that one more product does not change what the others sell.
 * Mulberry32 on an FNV-1a hash: plenty for a demo, and nothing for secrets.
 * @example randomOf('sales', 'BT-101-250', 'Hamburg').int(1, 6)
 */
export function randomOf(...names: string[]): Random {
  let state = hashOf(names.join('\u0000'));
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number) => min + Math.floor(next() * (max - min + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    poisson: (mean) => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = next(); product > limit; product *= next()) count++;
      return count;
    },
    spread: (sigma) => Math.exp(sigma * (next() + next() + next() + next() - 2) * 1.73),
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = int(0, last);
        [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
      }
      return shuffled;
    },
  };
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash;
}
