import fc from 'fast-check';
import type { Ask, Line } from './asks.ts';
import { at, type State } from './state.ts';

const pick = fc.constantFrom;
/** One in `freq` is nothing. */
const sometimes = <T>(of: fc.Arbitrary<T>, freq = 2) => fc.option(of, { nil: undefined, freq });
const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 50, arbitrary: usual }, { weight: 1, arbitrary: odd });
const upTo = (most: number) => fc.integer({ min: 1, max: most });
const lines = <T>(of: fc.Arbitrary<T>, maxLength = 3) => fc.array(of, { minLength: 1, maxLength });
/** A number now, a name when it is sent. */
const any = fc.nat(99);

const stocked = rarely(pick('a', 'b', 'c'), pick('set', 'box', 'ghost'));
const sold = rarely(pick('a', 'b', 'c', 'set', 'box'), pick('ghost'));
const warehouse = rarely(pick('w1', 'w1', 'w2'), pick('nowhere'));
/** How far off a caller's belief about on hand is: mostly it is right. */
const off = sometimes(pick(0, 0, 1), 2);
const part = fc.record({ line: rarely(upTo(2), pick(9)), quantity: fc.integer({ min: 0, max: 3 }) });
const parts = sometimes(fc.uniqueArray(part, { minLength: 1, maxLength: 2, selector: ({ line }) => line }));
const named = fc.record({ product: sold, warehouse, quantity: upTo(4) });
const open = fc.record({ product: sold, quantity: upTo(6) });
const counted = (quantity: fc.Arbitrary<number>) =>
  lines(fc.record({ product: stocked, warehouse, quantity, off }));

const ask = (fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields) as unknown as fc.Arbitrary<Ask>;

/** Every kind of ask, by what it does. */
export const ASKS: Readonly<Record<Exclude<Ask['do'], 'ship'>, fc.Arbitrary<Ask>>> = {
  receive: ask({ do: pick('receive'), lines: counted(upTo(8)) }),
  adjust: ask({ do: pick('adjust'), lines: counted(upTo(3)) }),
  set: ask({
    do: pick('set'),
    lines: lines(
      fc.record({
        product: stocked,
        warehouse,
        onHand: fc.integer({ min: 0, max: 9 }),
        expected: pick(null),
        off,
      }),
      2,
    ),
  }),
  reserve: ask({
    do: pick('reserve'),
    hold: any,
    lines: fc.oneof(lines(named), lines(open), lines(fc.oneof<fc.Arbitrary<object>[]>(named, open))),
    strategy: pick('single', 'priority', 'most-stock', 'split'),
    among: sometimes(lines(warehouse, 2), 4),
  }),
  commit: ask({ do: pick('commit'), hold: any, lines: parts }),
  release: ask({ do: pick('release'), hold: any }),
  extend: ask({ do: pick('extend'), hold: any }),
  expire: ask({ do: pick('expire'), hold: any }),
  transfer: fc.tuple(pick('w1', 'w2'), rarely(pick(true), pick(false))).chain(([from, isKnown]) =>
    ask({
      do: pick('transfer', 'ship', 'ship'),
      transfer: any,
      from: pick(from),
      to: pick(isKnown ? (from === 'w1' ? 'w2' : 'w1') : 'nowhere'),
      lines: lines(fc.record({ product: stocked, quantity: upTo(4), off }), 2),
    }),
  ),
  arrive: ask({ do: pick('arrive'), transfer: any, lines: parts, close: fc.boolean() }),
  turnBack: ask({ do: pick('turnBack'), transfer: any }),
  sell: ask({
    do: pick('sell'),
    sale: any,
    status: pick('draft', 'confirmed', 'confirmed'),
    lines: lines(named, 2),
  }),
  confirm: ask({ do: pick('confirm'), sale: any }),
  complete: ask({ do: pick('complete'), sale: any, lines: parts, rest: pick('keep', 'release') }),
  cancel: ask({ do: pick('cancel'), sale: any }),
  takeBack: ask({
    do: pick('takeBack'),
    sale: any,
    lines: lines(
      fc.record({
        line: rarely(upTo(2), pick(9)),
        quantity: upTo(2),
        to: sometimes(pick('w1', 'w2')),
        disposition: pick('restock', 'scrap'),
      }),
      2,
    ),
  }),
};

const MAKES: ReadonlySet<Ask['do']> = new Set<Ask['do']>(['reserve', 'sell', 'transfer', 'ship']);

/** The number of what was made last. */
export const LAST = -1;

/** Mostly something that is there, or a new name for what is made; one in twenty times the other way round. */
const nameFor = (there: object, number: number, isMade: boolean): string | undefined => {
  const names = Object.keys(there);
  return isMade === number >= 95 ? names.at(number % names.length) : undefined;
};

/**
 * The ask as it is sent: its names chosen, and what its lines believe to be on hand stated in figures.
 * @param nth of asks that are stated together, so that each makes something of its own
 */
export const stated = ({ levels, holds, sales, transfers }: State, draft: Ask, nth = 0): Ask => {
  const asked = { ...draft } as Ask & Partial<Record<'hold' | 'sale' | 'transfer', unknown>>;
  for (const [what, there] of [
    ['hold', holds],
    ['sale', sales],
    ['transfer', transfers],
  ] as const) {
    if (!(what in asked)) continue;
    const known = nameFor(there, Number(asked[what]), MAKES.has(asked.do));
    asked[what] = known ?? `${what} ${Object.keys(there).length + 1 + nth}`;
  }
  if (!('lines' in asked) || !asked.lines) return asked;
  const from = 'from' in asked ? asked.from : undefined;
  const lines = (asked.lines as (Line & { off?: number })[]).map(({ off: by, ...line }) => {
    const level = levels[at(line.product, line.warehouse ?? from ?? '')];
    return by === undefined || !level ? line : { ...line, expected: level.onHand + by };
  });
  return { ...asked, lines } as Ask;
};
