import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { ASKS, LAST } from './arbitraries.ts';
import type { Answer, Ask } from './asks.ts';
import { answer } from './model.ts';
import { readModel } from './reads.ts';
import type { State } from './state.ts';

/** An ask that was sent with an id, and what was told. */
export interface ToldAsk {
  ask: Ask;
  id: string;
  told: Answer;
}

const { expire: _, ...calls } = ASKS;
const { reserve, sell, adjust, complete, commit } = calls;

/** Asks that are sent at the same moment, after one that is answered first. */
interface Moment {
  first?: Ask;
  /** A twin is sent twice, with one id. */
  asks: { draft: Ask; hasTwin: boolean }[];
}

const asksOf = (draft: fc.Arbitrary<Ask>): fc.Arbitrary<Moment['asks']> =>
  fc.array(fc.record({ draft, hasTwin: fc.constantFrom(false, false, false, true) }), {
    minLength: 2,
    maxLength: 4,
  });

/** Anything at all. */
const any = asksOf(
  fc.oneof(...Object.values(calls), reserve, reserve, sell, sell, adjust, complete, commit),
).map((asks): Moment => ({ asks }));

/** Everybody wants the same thing to end. */
const race = (first: fc.Arbitrary<Ask>, what: 'hold' | 'sale' | 'transfer', ends: fc.Arbitrary<Ask>[]) =>
  fc.record({ first, asks: asksOf(fc.oneof(...ends).map((ask) => ({ ...ask, [what]: LAST }) as Ask)) });

const { release, extend, cancel, takeBack, transfer, arrive, turnBack } = calls;

export const moments: fc.Arbitrary<Moment[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: any },
    { weight: 2, arbitrary: race(reserve, 'hold', [commit, release, extend]) },
    { weight: 2, arbitrary: race(sell, 'sale', [complete, cancel, takeBack]) },
    { weight: 1, arbitrary: race(transfer, 'transfer', [arrive, turnBack]) },
  ),
  { minLength: 1, maxLength: 8, size: 'large' },
);

/** The model after these asks in an order that explains every answer and the levels read afterwards; null if none does. */
export const explained = (model: State, asks: readonly ToldAsk[], levels: State['levels']): State | null => {
  if (asks.length === 0) return isDeepStrictEqual(readModel(model).levels, levels) ? model : null;
  for (const first of asks) {
    const next = structuredClone(model);
    if (!isDeepStrictEqual(answer(next, first.ask, first.id), first.told)) continue;
    const rest = explained(
      next,
      asks.filter((each) => each !== first),
      levels,
    );
    if (rest) return rest;
  }
  return null;
};
