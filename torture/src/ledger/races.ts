import type { Call } from '../history/types.ts';
import type { HoldRow, LedgerLine, Rows } from './types.ts';

/** How often each end won. */
export interface RaceResults {
  readonly races: number;
  readonly committed: number;
  readonly released: number;
  readonly expired: number;
  readonly problems: readonly string[];
}

const LAST_KIND: Readonly<Record<string, string>> = {
  committed: 'SHIPMENT',
  released: 'RELEASE',
  expired: 'EXPIRY',
};

/**
 * Judges holds that were committed, released and let expire at once. Each ends exactly once: one acknowledged end at most,
 * a row in that state, and one line of the ledger beside the one that made it. All others were told of this end and no
 * other. Who committed or released was in time, and an expiry is written at its time.
 */
export const judgeRaces = (calls: readonly Call[], { ledger, holds }: Rows): RaceResults => {
  const lines = new Map<string, LedgerLine[]>();
  for (const line of ledger) {
    if (line.referenceId === null) continue;
    lines.set(line.referenceId, [...(lines.get(line.referenceId) ?? []), line]);
  }
  const ends = new Map<string, Call[]>();
  for (const call of calls) {
    const { operation } = call;
    if (operation.kind !== 'commit' && operation.kind !== 'release') continue;
    ends.set(operation.holdId, [...(ends.get(operation.holdId) ?? []), call]);
  }
  const problems: string[] = [];
  const won: Record<string, number> = {};
  for (const hold of holds) {
    won[hold.status] = (won[hold.status] ?? 0) + 1;
    const found = problemsOf(hold, lines.get(hold.id) ?? [], ends.get(hold.id) ?? []);
    problems.push(...found.map((problem) => `race for ${hold.id}: ${problem}`));
  }
  const { committed = 0, released = 0, expired = 0 } = won;
  return { races: holds.length, committed, released, expired, problems };
};

const problemsOf = (hold: HoldRow, lines: readonly LedgerLine[], ends: readonly Call[]): string[] => {
  const problems: string[] = [];
  const last = LAST_KIND[hold.status];
  if (!last) problems.push(`it has not ended: ${hold.status}`);
  const kinds = lines.map(({ kind }) => kind).sort();
  if (kinds.join() !== ['RESERVATION', last].sort().join())
    problems.push(`it is ${hold.status}, and its ledger is ${kinds.join(', ') || 'empty'}`);
  if (hold.endedInTime === false) problems.push(`it was ${hold.status} at a time that does not allow it`);
  for (const [index, line] of hold.lines.entries()) {
    const shipped = hold.status === 'committed' ? line.quantity : 0;
    if (line.committed !== shipped || line.released !== line.quantity - shipped)
      problems.push(
        `line ${index + 1} of ${line.quantity}: shipped ${line.committed}, back ${line.released}`,
      );
  }
  const winners = ends.filter(({ answer }) => answer?.ok);
  if (winners.length !== (hold.status === 'expired' ? 0 : 1))
    problems.push(`it is ${hold.status}, and ${winners.length} were told that they ended it`);
  return [...problems, ...ends.flatMap((end) => toldWrong(end, hold.status))];
};

/** What somebody was told that is not how it ended. */
const toldWrong = ({ id, operation, answer }: Call, status: string): string[] => {
  if (!answer) return [`${operation.kind} ${id} was never answered`];
  const told = answer.ok
    ? operation.kind === 'commit'
      ? 'committed'
      : 'released'
    : answer.code === 'RESERVATION_EXPIRED'
      ? 'expired'
      : answer.code === 'STATE_CONFLICT'
        ? answer.state
        : answer.code;
  return told === status ? [] : [`it is ${status}, and ${operation.kind} ${id} was told ${told}`];
};
