/** What a caller can ask of the engine, in names instead of ids: a counterexample reads as a story. */

/** Products that are stocked, in the order of their ids, and what bundles are made of. `ghost` is none of them. */
export const STOCKED = ['a', 'b', 'c'];
export const BUNDLES: Readonly<Record<string, readonly (readonly [part: string, units: number])[]>> = {
  set: [
    ['a', 2],
    ['b', 1],
  ],
  box: [
    ['b', 1],
    ['c', 1],
    ['set', 1],
  ],
};
/** Warehouses, the first preferred. `nowhere` is none of them. */
export const WAREHOUSES = ['w1', 'w2'];

export interface Line {
  product: string;
  warehouse: string;
  quantity: number;
  /** Compare-and-set: on hand as the caller believes it to be. */
  expected?: number;
}
export interface SetLine {
  product: string;
  warehouse: string;
  onHand: number;
  expected: number | null;
}
/** A part of the line of that number. */
export interface Part {
  line: number;
  quantity: number;
}
export interface ReserveAsk {
  do: 'reserve';
  hold: string;
  lines: { product: string; warehouse?: string; quantity: number }[];
  strategy: 'single' | 'priority' | 'most-stock' | 'split';
  /** Warehouses to choose from. */
  among?: string[];
}
export interface SendAsk {
  do: 'transfer' | 'ship';
  transfer: string;
  from: string;
  to: string;
  lines: Omit<Line, 'warehouse'>[];
}
export interface ReturnLine extends Part {
  to?: string;
  disposition: 'restock' | 'scrap';
}

export type Ask =
  | { do: 'receive'; lines: Line[] }
  | { do: 'adjust'; lines: Line[] }
  | { do: 'set'; lines: SetLine[] }
  | ReserveAsk
  | { do: 'commit'; hold: string; lines?: Part[] }
  | { do: 'release' | 'extend'; hold: string }
  /** Not a call: the hold's time is up. */
  | { do: 'expire'; hold: string }
  | SendAsk
  | { do: 'arrive'; transfer: string; lines?: Part[]; close: boolean }
  | { do: 'turnBack'; transfer: string }
  | { do: 'sell'; sale: string; status: 'draft' | 'confirmed'; lines: Line[] }
  | { do: 'confirm' | 'cancel'; sale: string }
  | { do: 'complete'; sale: string; lines?: Part[]; rest: 'keep' | 'release' }
  | { do: 'takeBack'; sale: string; lines: ReturnLine[] };

export type AskOf<D extends Ask['do']> = Extract<Ask, { do: D }>;

/** What a caller is told: figures, or the refusal's code with everything that it names. */
export type Answer = { ok: unknown } | { refused: string; why: string[] };
