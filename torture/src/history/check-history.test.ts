import { describe, expect, test } from 'vitest';
import { checkHistory, groupsOf } from './check-history.ts';
import type { Answer, Call, LedgerPlaces, Operation } from './types.ts';

const CUP = { cup: { onHand: 5, reserved: 0, version: 1 } };
let made = 0;

/** A call from one time to another; without an answer it was cut. */
const call = (
  [startedAt, endedAt]: [number, number | null],
  operation: Operation,
  answer: Answer | null = endedAt === null ? null : { ok: true },
): Call => {
  made += 1;
  return { id: `call-${made}`, caller: 'test', operation, startedAt, endedAt, answer };
};

const reserve = (holdId: string, quantity: number, level = 'cup'): Operation => ({
  kind: 'reserve',
  holdId,
  lines: [{ level, quantity }],
});
const receive = (change: number, level = 'cup'): Operation => ({ kind: 'move', lines: [{ level, change }] });
const readCup: Operation = { kind: 'read', levels: ['cup'] };
const shows = (onHand: number, reserved: number, version: number): Answer => ({
  ok: true,
  levels: { cup: { onHand, reserved, version } },
});
const short = (requested: number, available: number): Answer => ({
  ok: false,
  code: 'INSUFFICIENT_STOCK',
  shortages: [{ level: 'cup', requested, available }],
});
const isExplained = (calls: Call[], places?: LedgerPlaces): boolean =>
  checkHistory(calls, CUP, places).unexplained.length === 0;

describe('explains', () => {
  test('calls one after the other', () => {
    const calls = [
      call([1, 2], reserve('a', 3)),
      call([3, 4], reserve('b', 3), short(3, 2)),
      call([5, 6], { kind: 'commit', holdId: 'a' }),
      call([7, 8], readCup, shows(2, 0, 3)),
    ];
    expect(isExplained(calls)).toBe(true);
  });

  test('a refusal that was true in the middle of calls at the same time, though neither before nor after', () => {
    const calls = [
      call([1, 10], reserve('a', 4)),
      call([1, 10], { kind: 'release', holdId: 'a' }),
      call([1, 10], reserve('b', 3), short(3, 1)),
      call([11, 12], readCup, shows(5, 0, 3)),
    ];
    expect(isExplained(calls)).toBe(true);
  });

  test('an order that the first guess does not find', () => {
    // The first to end must come last: only then is the figure that it was told right.
    const calls = [call([1, 5], receive(1), shows(8, 0, 3)), call([1, 9], receive(2), shows(7, 0, 2))];
    expect(isExplained(calls)).toBe(true);
  });

  test('a cut call that happened, one that did not, and one that happened late', () => {
    const happened = [call([1, null], reserve('a', 5)), call([2, 3], reserve('b', 1), short(1, 0))];
    const never = [call([1, null], reserve('a', 5)), call([2, 3], reserve('b', 5))];
    const late = [
      call([1, null], receive(5)),
      call([2, 3], readCup, shows(5, 0, 1)),
      call([4, 5], readCup, shows(10, 0, 2)),
    ];
    expect([happened, never, late].map((calls) => isExplained(calls))).toEqual([true, true, true]);
  });

  test('compare-and-set: whoever is told of a conflict is told the figure of some moment', () => {
    const set = (onHand: number, expected: number): Operation => ({
      kind: 'set',
      level: 'cup',
      onHand,
      expected,
    });
    const told: Answer = {
      ok: false,
      code: 'VERSION_CONFLICT',
      conflicts: [{ level: 'cup', expected: 5, current: 9 }],
    };
    expect(isExplained([call([1, 4], set(9, 5)), call([1, 4], set(7, 5), told)])).toBe(true);
  });

  test('ten thousand calls of forty callers at once by the places that the ledger has them at', () => {
    const calls: Call[] = [];
    const places = new Map<string, Map<string, { first: number; count: number }>>();
    for (let round = 0; round < 250; round += 1) {
      for (let caller = 0; caller < 40; caller += 1) {
        const made = call([round * 10, round * 10 + 50 - caller], receive(1));
        calls.push(made);
        places.set(made.id, new Map([['cup', { first: calls.length + 1, count: 1 }]]));
      }
    }
    expect(isExplained(calls, places)).toBe(true);
  });
});

describe('rejects', () => {
  test('two acknowledged reservations over the stock', () => {
    expect(isExplained([call([1, 9], reserve('a', 3)), call([1, 9], reserve('b', 3))])).toBe(false);
  });

  test('a refusal that is false: at no moment of the call was stock short', () => {
    const calls = [
      call([1, 2], reserve('a', 4)),
      call([3, 4], { kind: 'release', holdId: 'a' }),
      call([5, 6], reserve('b', 3), short(3, 1)),
    ];
    expect(isExplained(calls)).toBe(false);
  });

  test('a refusal that is true, with a wrong figure', () => {
    expect(isExplained([call([1, 2], reserve('a', 6), short(6, 4))])).toBe(false);
  });

  test('a refusal that leaves out one of the short lines', () => {
    const levels = {
      cup: { onHand: 1, reserved: 0, version: 1 },
      mug: { onHand: 1, reserved: 0, version: 1 },
    };
    const lines = ['cup', 'mug'].map((level) => ({ level, quantity: 2 }));
    const refused = call([1, 2], { kind: 'reserve', holdId: 'a', lines }, short(2, 1));
    expect(checkHistory([refused], levels).unexplained).toHaveLength(1);
  });

  test('a stale read: it does not show what was acknowledged before it began', () => {
    expect(isExplained([call([1, 2], receive(3)), call([3, 4], readCup, shows(5, 0, 1))])).toBe(false);
  });

  test('two reads that see two writes in two orders', () => {
    const levels = { a: { onHand: 0, reserved: 0, version: 0 }, b: { onHand: 0, reserved: 0, version: 0 } };
    const saw = (a: number, b: number): Answer => ({
      ok: true,
      levels: {
        a: { onHand: a, reserved: 0, version: a },
        b: { onHand: b, reserved: 0, version: b },
      },
    });
    const both: Operation = { kind: 'read', levels: ['a', 'b'] };
    const calls = [
      call([1, 9], receive(1, 'a')),
      call([1, 9], receive(1, 'b')),
      call([2, 3], both, saw(1, 0)),
      call([2, 3], both, saw(0, 1)),
    ];
    expect(checkHistory(calls, levels).unexplained).toHaveLength(1);
  });

  test('a lost write: acknowledged, and no later read shows it', () => {
    const calls = [call([1, 5], receive(2)), call([1, 5], receive(3)), call([6, 7], readCup, shows(8, 0, 2))];
    expect(isExplained(calls)).toBe(false);
  });

  test('a write that was done twice', () => {
    expect(isExplained([call([1, 2], receive(2)), call([3, 4], readCup, shows(9, 0, 3))])).toBe(false);
  });

  test('a hold that was both committed and released', () => {
    const calls = [
      call([1, 2], reserve('a', 1)),
      call([3, 9], { kind: 'commit', holdId: 'a' }),
      call([3, 9], { kind: 'release', holdId: 'a' }),
    ];
    expect(isExplained(calls)).toBe(false);
  });

  test('two lines of one level that are more than it has, each small enough alone', () => {
    const lines = [3, 3].map((quantity) => ({ level: 'cup', quantity }));
    expect(isExplained([call([1, 2], { kind: 'reserve', holdId: 'a', lines })])).toBe(false);
  });

  test('a cut call that happened before it began', () => {
    const calls = [call([1, 2], readCup, shows(6, 0, 2)), call([3, null], receive(1))];
    expect(isExplained(calls)).toBe(false);
  });

  test('a bundle that could be made, told too high', () => {
    const units = [{ level: 'cup', quantity: 2 }];
    expect(isExplained([call([1, 2], { kind: 'available', units }, { ok: true, available: 2 })])).toBe(true);
    expect(isExplained([call([1, 2], { kind: 'available', units }, { ok: true, available: 3 })])).toBe(false);
  });

  test('an order in the ledger that real time forbids', () => {
    const first = call([1, 2], receive(1));
    const second = call([3, 4], receive(1));
    const places = (a: number, b: number): LedgerPlaces =>
      new Map([
        [first.id, new Map([['cup', { first: a, count: 1 }]])],
        [second.id, new Map([['cup', { first: b, count: 1 }]])],
      ]);
    expect(isExplained([first, second], places(2, 3))).toBe(true);
    expect(isExplained([first, second], places(3, 2))).toBe(false);
  });
});

test('what is told of a failure is the calls that fit nowhere and the state they met', () => {
  const wrong = call([5, 6], reserve('b', 3));
  const [found] = checkHistory([call([1, 2], reserve('a', 3)), wrong], CUP).unexplained;
  expect(found).toMatchObject({ explained: 1, calls: 2, undecided: false, state: 'cup:5/3/2' });
  expect(found?.stuck).toEqual([wrong]);
});

test('calls are of one group when they share a level, also over a third, and whoever ends a hold is with it', () => {
  const both: Operation = { kind: 'read', levels: ['b', 'c'] };
  const calls = [
    call([1, 2], reserve('h', 1, 'a')),
    call([1, 2], { kind: 'read', levels: ['a', 'b'] }),
    call([1, 2], both),
    call([1, 2], { kind: 'release', holdId: 'h' }),
    call([1, 2], receive(1, 'd')),
  ];
  const groups = groupsOf(calls).map(({ levels, calls: members }) => [levels.join(''), members.length]);
  expect(groups.sort()).toEqual([
    ['abc', 4],
    ['d', 1],
  ]);
});
