import { describe, expect, test } from 'vitest';
import type { Answer, Call, Operation } from '../history/types.ts';
import { audit } from './audit.ts';
import type { HoldRow, LedgerLine, Rows } from './types.ts';

const START = { cup: { onHand: 5, reserved: 0, version: 1 } };
const OK: Answer = { ok: true };
const REFUSED: Answer = { ok: false, code: 'INSUFFICIENT_STOCK', shortages: [] };

const call = (id: string, operation: Operation, answer: Answer | null = OK): Call => ({
  id,
  caller: 'test',
  operation,
  startedAt: 1,
  endedAt: answer && 2,
  answer,
});
const reserve = (quantity: number): Operation => ({
  kind: 'reserve',
  holdId: 'hold',
  lines: [{ level: 'cup', quantity }],
});
const receive: Operation = { kind: 'move', lines: [{ level: 'cup', change: 2 }] };

const line = (requestId: string, changes: Partial<LedgerLine>): LedgerLine => ({
  level: 'cup',
  sequence: 2,
  kind: 'RESERVATION',
  onHandChange: 0,
  reservedChange: 0,
  referenceId: null,
  requestId,
  ...changes,
});
const hold = (changes: Partial<HoldRow['lines'][number]> = {}, status = 'active'): HoldRow => ({
  id: 'hold',
  status,
  endedInTime: null,
  lines: [{ level: 'cup', quantity: 3, committed: 0, released: 0, ...changes }],
});
const problemsOf = (calls: Call[], rows: Partial<Rows>): readonly string[] =>
  audit(calls, { ledger: [], holds: [], ...rows }, START).problems;

const RESERVED = line('a', { reservedChange: 3 });

describe('finds nothing wrong', () => {
  test('with an acknowledged reservation in ledger and row, and says where the ledger has it', () => {
    const { problems, places } = audit(
      [call('a', reserve(3))],
      { ledger: [RESERVED], holds: [hold()] },
      START,
    );
    expect(problems).toEqual([]);
    expect(places.get('a')?.get('cup')).toEqual({ first: 2, count: 1 });
  });

  test('with a cut call that happened whole, and with one that did not: that one is left out of the history', () => {
    const cut = call('a', receive, null);
    const ledger = [line('a', { kind: 'RECEIPT', onHandChange: 2 })];
    expect(audit([cut], { ledger, holds: [] }, START)).toMatchObject({ problems: [], calls: [cut] });
    expect(audit([cut], { ledger: [], holds: [] }, START)).toMatchObject({ problems: [], calls: [] });
  });

  test('with an expiry, which no call accounts for', () => {
    const ledger = [RESERVED, line('expiry', { kind: 'EXPIRY', reservedChange: -3 })];
    expect(
      problemsOf([call('a', reserve(3))], { ledger, holds: [hold({ released: 3 }, 'expired')] }),
    ).toEqual([]);
  });
});

describe('finds', () => {
  test('an acknowledged call that is not in the ledger', () => {
    expect(problemsOf([call('a', receive)], {})[0]).toContain(
      'the ledger has nothing where it should have cup',
    );
  });

  test('an acknowledged call that is there twice', () => {
    const ledger = [2, 3].map((sequence) => line('a', { sequence, kind: 'RECEIPT', onHandChange: 2 }));
    expect(problemsOf([call('a', receive)], { ledger })[0]).toContain('on hand +4');
  });

  test('a cut call of which only a part happened', () => {
    const lines = ['cup', 'mug'].map((level) => ({ level, change: 2 }));
    const ledger = [line('a', { kind: 'RECEIPT', onHandChange: 2 })];
    expect(problemsOf([call('a', { kind: 'move', lines }, null)], { ledger })[0]).toContain('never answered');
  });

  test('a refused call that is in the ledger', () => {
    const problems = problemsOf([call('a', reserve(3), REFUSED)], { ledger: [RESERVED], holds: [hold()] });
    expect(problems.join()).toContain('was refused and is in the ledger');
    expect(problems.join()).toContain('was refused and has a row');
  });

  test('a line that nobody asked for', () => {
    expect(problemsOf([], { ledger: [RESERVED] })[0]).toContain('nobody asked for');
  });

  test('an acknowledged reservation without a row, one that holds something else, and a row nobody asked for', () => {
    const made = call('a', reserve(3));
    const ledger = [RESERVED];
    expect(problemsOf([made], { ledger }).join()).toContain('has no row');
    expect(problemsOf([made], { ledger, holds: [hold({ quantity: 2 })] }).join()).toContain('asked for was');
    expect(problemsOf([], { holds: [hold()] }).join()).toContain('nobody asked for it');
  });

  test('a commit that its row does not know of, and a hold that was ended twice', () => {
    const ends = (['commit', 'release'] as const).map((kind) => call(kind, { kind, holdId: 'hold' }));
    const ledger = [
      RESERVED,
      line('commit', { kind: 'SHIPMENT', onHandChange: -3, reservedChange: -3 }),
      line('release', { kind: 'RELEASE', reservedChange: -3 }),
    ];
    const rows = { ledger, holds: [hold({ released: 3 }, 'released')] };
    const problems = problemsOf([call('a', reserve(3)), ...ends], rows).join();
    expect(problems).toContain('was ended 2 times');
    expect(problems).toContain('acknowledged as committed; its row says released');
  });

  test('more sold than there was, counted by reservation rows where all else agrees', () => {
    const holds = [hold(), { ...hold(), id: 'other' }];
    const calls = ['hold', 'other'].map((holdId) => call(holdId, { ...reserve(3), holdId } as Operation));
    const ledger = ['hold', 'other'].map((id) => line(id, { reservedChange: 3 }));
    expect(problemsOf(calls, { ledger, holds })).toEqual(['cup sold 6 of 5']);
  });
});
