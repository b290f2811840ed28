/**
 * Chance that repeats itself: the same seed gives the same numbers, so that an interrupted seeding is taken up with
 * the same company. mulberry32: 32 bits of state, good enough for a demo and nothing else.
 */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number from `min` to `max`, both included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  between(min: number, max: number): number {
    return min + this.next() * (max - min);
  }

  /** True in `share` of the cases. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('nothing to pick from');
    return items[Math.floor(this.next() * items.length)]!;
  }

  /** A number of events where `mean` are expected (Poisson; Knuth's way, fine for small means). */
  poisson(mean: number): number {
    const limit = Math.exp(-mean);
    let product = this.next();
    let events = 0;
    while (product > limit) {
      product *= this.next();
      events++;
    }
    return events;
  }

  /** The items in another order. */
  shuffled<T>(items: readonly T[]): T[] {
    const mixed = [...items];
    for (let last = mixed.length - 1; last > 0; last--) {
      const other = this.whole(0, last);
      [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
    }
    return mixed;
  }
}

/** Picks items by weight: the sums once, then each pick in log n. */
export class WeightedPick<T> {
  readonly #items: readonly T[];
  readonly #sums: number[] = [];

  constructor(items: readonly T[], weightOf: (item: T) => number) {
    this.#items = items;
    let sum = 0;
    for (const item of items) {
      sum += Math.max(0, weightOf(item));
      this.#sums.push(sum);
    }
  }

  pick(random: Random): T | undefined {
    const total = this.#sums.at(-1) ?? 0;
    if (total === 0) return undefined;
    const wanted = random.next() * total;
    let [from, to] = [0, this.#sums.length - 1];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#sums[middle]! > wanted) to = middle;
      else from = middle + 1;
    }
    return this.#items[from];
  }
}
