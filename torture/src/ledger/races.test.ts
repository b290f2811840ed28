import { expect, test } from 'vitest';
import type { Answer, Call } from '../history/types.ts';
import { judgeRaces } from './races.ts';
import type { HoldRow, LedgerLine } from './types.ts';

const OK: Answer = { ok: true };
const EXPIRED: Answer = { ok: false, code: 'RESERVATION_EXPIRED' };
const ended = (state: string): Answer => ({ ok: false, code: 'STATE_CONFLICT', state });

const end = (kind: 'commit' | 'release', answer: Answer | null): Call => ({
  id: kind,
  caller: 'test',
  operation: { kind, holdId: 'hold' },
  startedAt: 1,
  endedAt: answer && 2,
  answer,
});
const row = (status: string, changes: Partial<HoldRow> = {}): HoldRow => ({
  id: 'hold',
  status,
  endedInTime: true,
  lines: [
    {
      level: 'cup',
      quantity: 1,
      committed: Number(status === 'committed'),
      released: Number(status !== 'committed'),
    },
  ],
  ...changes,
});
const ledgerOf = (...kinds: string[]): LedgerLine[] =>
  kinds.map((kind, index) => ({
    level: 'cup',
    sequence: index + 1,
    kind,
    onHandChange: 0,
    reservedChange: 0,
    requestId: kind,
    referenceId: 'hold',
  }));
const judge = (hold: HoldRow, kinds: string[], calls: Call[]) =>
  judgeRaces(calls, { ledger: ledgerOf('RESERVATION', ...kinds), holds: [hold] });

test('each of the three may win, when all were told of it', () => {
  const committed = judge(
    row('committed'),
    ['SHIPMENT'],
    [end('commit', OK), end('release', ended('committed'))],
  );
  const released = judge(
    row('released'),
    ['RELEASE'],
    [end('commit', ended('released')), end('release', OK)],
  );
  const expired = judge(row('expired'), ['EXPIRY'], [end('commit', EXPIRED), end('release', EXPIRED)]);
  expect(committed).toMatchObject({ committed: 1, released: 0, expired: 0, problems: [] });
  expect(released).toMatchObject({ committed: 0, released: 1, expired: 0, problems: [] });
  expect(expired).toMatchObject({ committed: 0, released: 0, expired: 1, problems: [] });
});

test('two that were told that they ended it are found, and one that was told of another end', () => {
  const both = judge(row('committed'), ['SHIPMENT'], [end('commit', OK), end('release', OK)]);
  expect(both.problems.join()).toContain('2 were told that they ended it');
  const other = judge(row('expired'), ['EXPIRY'], [end('commit', ended('released'))]);
  expect(other.problems.join()).toContain('it is expired, and commit commit was told released');
});

test('an end that the ledger has twice, or not at all, is found', () => {
  const calls = [end('commit', EXPIRED)];
  expect(judge(row('expired'), ['EXPIRY', 'EXPIRY'], calls).problems.join()).toContain('EXPIRY, EXPIRY');
  expect(judge(row('expired'), [], calls).problems.join()).toContain('its ledger is RESERVATION');
});

test('a hold that has not ended, one that ended at the wrong time, and lines that do not come out even are found', () => {
  expect(judge(row('active'), [], []).problems.join()).toContain('it has not ended');
  const late = judge(row('committed', { endedInTime: false }), ['SHIPMENT'], [end('commit', OK)]);
  expect(late.problems.join()).toContain('at a time that does not allow it');
  const lines = [{ level: 'cup', quantity: 2, committed: 1, released: 0 }];
  const uneven = judge(row('committed', { lines }), ['SHIPMENT'], [end('commit', OK)]);
  expect(uneven.problems.join()).toContain('line 1 of 2: shipped 1, back 0');
});
