/** Random numbers that a seed repeats. */
export interface Random {
  /** A whole number from 0 to `below` − 1. */
  below(below: number): number;
  /** From `from` to `to`, both in it. */
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T;
  /** True so many times of a hundred. */
  chance(percent: number): boolean;
}

/** A stream of its own for each name: callers do not share one, so that what one draws is not another's business. */
export const randomOf = (seed: number, name: string): Random => {
  let state = hashOf(`${seed} ${name}`);
  // mulberry32
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
  return {
    below,
    between: (from, to) => from + below(to - from + 1),
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new Error('there is nothing to pick from');
      return list[below(list.length)] as T;
    },
    chance: (percent) => below(100) < percent,
  };
};

// FNV-1a
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash;
};
