import type { Call, HoldLine, LedgerPlace, LedgerPlaces, LevelFigures, LevelName } from '../history/types.ts';
import type { HoldRow, LedgerLine, Rows } from './types.ts';

/** What an audit of the rows against the calls came to. */
export interface Audit {
  readonly problems: readonly string[];
  /** Where the ledger has what each call did. */
  readonly places: LedgerPlaces;
  /** The calls that are known to have happened or to have been refused, and those of which it is not known. */
  readonly calls: readonly Call[];
}

/** What a level's lines of one call come to. */
interface Change {
  onHand: number;
  reserved: number;
}

/** No call accounts for it: a hold that ended by itself, whoever wrote it down. */
const EXPIRY = 'EXPIRY';

/**
 * Holds what callers were told against the rows. Each acknowledged call is in the ledger once, with just what it asked for;
 * a refused one is not; one whose answer was never seen is there once and whole, or not at all. No line is there that
 * nobody asked for. Each acknowledged reservation is one reservation row, in the state that its end was acknowledged
 * with. No level has sold more than it had. Calls that never happened are left out of the answer: no order needs them.
 * @param start levels as they were before the first call; `ledger` has what came after
 */
export const audit = (
  calls: readonly Call[],
  { ledger, holds }: Rows,
  start: Readonly<Record<LevelName, LevelFigures>>,
): Audit => {
  const byRequest = new Map<string, LedgerLine[]>();
  for (const line of ledger) {
    if (line.kind === EXPIRY) continue;
    const lines = byRequest.get(line.requestId);
    if (lines) lines.push(line);
    else byRequest.set(line.requestId, [line]);
  }
  const heldLines = linesOfHolds(calls);
  const problems: string[] = [];
  const places = new Map<string, Map<LevelName, LedgerPlace>>();
  const kept: Call[] = [];
  for (const call of calls) {
    const lines = byRequest.get(call.id) ?? [];
    byRequest.delete(call.id);
    const problem = problemOf(call, lines, heldLines);
    if (problem) problems.push(problem);
    if (lines.length > 0) places.set(call.id, placesOf(lines));
    if (call.answer || lines.length > 0) kept.push(call);
  }
  for (const [requestId, lines] of byRequest)
    problems.push(`the ledger has ${lines.length} lines that nobody asked for, of the request ${requestId}`);
  problems.push(...holdProblems(calls, holds), ...soldProblems(ledger, holds, start));
  return { problems, places, calls: kept };
};

const linesOfHolds = (calls: readonly Call[]): Map<string, readonly HoldLine[]> =>
  new Map(
    calls.flatMap(({ operation }) =>
      operation.kind === 'reserve' ? [[operation.holdId, operation.lines] as const] : [],
    ),
  );

const problemOf = (
  call: Call,
  lines: readonly LedgerLine[],
  heldLines: ReadonlyMap<string, readonly HoldLine[]>,
): string | null => {
  const found = textOf(
    changesOf(lines, ({ onHandChange, reservedChange }) => [onHandChange, reservedChange]),
  );
  const said = `${call.operation.kind} ${call.id}`;
  if (call.answer?.ok === false)
    return lines.length === 0 ? null : `${said} was refused and is in the ledger: ${found}`;
  if (!call.answer && lines.length === 0) return null;
  if (call.operation.kind === 'set')
    return lines.length <= 1 ? null : `${said} is in the ledger twice: ${found}`;
  const expected = textOf(expectedOf(call, heldLines));
  if (found === expected) return null;
  const was = call.answer ? 'was acknowledged' : 'was never answered';
  return `${said} ${was}, and the ledger has ${found || 'nothing'} where it should have ${expected || 'nothing'}`;
};

const expectedOf = ({ operation }: Call, heldLines: ReadonlyMap<string, readonly HoldLine[]>) => {
  switch (operation.kind) {
    case 'reserve':
      return changesOf(operation.lines, ({ quantity }) => [0, quantity]);
    case 'commit':
      return changesOf(heldLines.get(operation.holdId) ?? [], ({ quantity }) => [-quantity, -quantity]);
    case 'release':
      return changesOf(heldLines.get(operation.holdId) ?? [], ({ quantity }) => [0, -quantity]);
    case 'move':
      return changesOf(operation.lines, ({ change }) => [change, 0]);
    default:
      return new Map<LevelName, Change>();
  }
};

const changesOf = <Line extends { level: LevelName }>(
  lines: readonly Line[],
  of: (line: Line) => readonly [number, number],
): Map<LevelName, Change> => {
  const changes = new Map<LevelName, Change>();
  for (const line of lines) {
    const change = changes.get(line.level) ?? { onHand: 0, reserved: 0 };
    const [onHand, reserved] = of(line);
    changes.set(line.level, { onHand: change.onHand + onHand, reserved: change.reserved + reserved });
  }
  return changes;
};

const textOf = (changes: ReadonlyMap<LevelName, Change>): string =>
  [...changes]
    .map(
      ([level, { onHand, reserved }]) => `${level} on hand ${signed(onHand)}, reserved ${signed(reserved)}`,
    )
    .sort()
    .join('; ');

const signed = (value: number): string => (value < 0 ? `${value}` : `+${value}`);

const placesOf = (lines: readonly LedgerLine[]): Map<LevelName, LedgerPlace> => {
  const places = new Map<LevelName, LedgerPlace>();
  for (const { level, sequence } of lines) {
    const { first, count } = places.get(level) ?? { first: sequence, count: 0 };
    places.set(level, { first: Math.min(first, sequence), count: count + 1 });
  }
  return places;
};

const STATUS_OF = { commit: 'committed', release: 'released' } as const;

/** Reservation rows against calls: one row each, with the lines that were asked for, ended as was acknowledged. */
const holdProblems = (calls: readonly Call[], holds: readonly HoldRow[]): string[] => {
  const rows = new Map(holds.map((hold) => [hold.id, hold]));
  const problems: string[] = [];
  if (rows.size !== holds.length) problems.push(`${holds.length - rows.size} reservations stand in two rows`);
  const ends = new Map<string, Call[]>();
  for (const call of calls) {
    const { operation } = call;
    if (operation.kind !== 'commit' && operation.kind !== 'release') continue;
    ends.set(operation.holdId, [...(ends.get(operation.holdId) ?? []), call]);
  }
  for (const { operation, answer } of calls) {
    if (operation.kind !== 'reserve') continue;
    const row = rows.get(operation.holdId);
    rows.delete(operation.holdId);
    const said = `reservation ${operation.holdId}`;
    if (answer?.ok && !row) problems.push(`${said} was acknowledged and has no row`);
    if (answer?.ok === false && row) problems.push(`${said} was refused and has a row`);
    if (row) problems.push(...rowProblems(row, operation.lines, ends.get(operation.holdId) ?? []));
  }
  for (const id of rows.keys()) problems.push(`reservation ${id} has a row and nobody asked for it`);
  return problems;
};

const rowProblems = (row: HoldRow, asked: readonly HoldLine[], ends: readonly Call[]): string[] => {
  const wanted = textOf(changesOf(asked, ({ quantity }) => [0, quantity]));
  const held = textOf(changesOf(row.lines, ({ quantity }) => [0, quantity]));
  const problems = held === wanted ? [] : [`reservation ${row.id} holds ${held}; asked for was ${wanted}`];
  const acknowledged = ends.filter(({ answer }) => answer?.ok);
  if (acknowledged.length > 1) problems.push(`reservation ${row.id} was ended ${acknowledged.length} times`);
  const [end] = acknowledged;
  const status = end && STATUS_OF[end.operation.kind as keyof typeof STATUS_OF];
  if (status && row.status !== status)
    problems.push(`reservation ${row.id} was acknowledged as ${status}; its row says ${row.status}`);
  const open = row.lines.some(({ quantity, committed, released }) => quantity !== committed + released);
  if (open !== (row.status === 'active'))
    problems.push(`reservation ${row.id} is ${row.status}, and ${open ? 'still holds' : 'holds nothing'}`);
  return problems;
};

/** Rows, not counters: what reservations shipped or hold is at most what was there and came in by other ways. */
const soldProblems = (
  ledger: readonly LedgerLine[],
  holds: readonly HoldRow[],
  start: Readonly<Record<LevelName, LevelFigures>>,
): string[] => {
  const supply = new Map(Object.entries(start).map(([level, { onHand }]) => [level, onHand]));
  for (const { level, onHandChange, reservedChange } of ledger) {
    // What leaves with its reservation is sold; all else is supply, or loss of it.
    if (reservedChange === 0) supply.set(level, (supply.get(level) ?? 0) + onHandChange);
  }
  const sold = soldOf(holds);
  return [...sold].flatMap(([level, units]) =>
    units <= (supply.get(level) ?? 0) ? [] : [`${level} sold ${units} of ${supply.get(level) ?? 0}`],
  );
};

/** Units that reservation rows hold or have shipped, by level. */
export const soldOf = (holds: readonly HoldRow[]): Map<LevelName, number> => {
  const sold = new Map<LevelName, number>();
  for (const { lines } of holds) {
    for (const { level, quantity, released } of lines)
      sold.set(level, (sold.get(level) ?? 0) + quantity - released);
  }
  return sold;
};
