import Table from 'cli-table3';
import type { PlanFound } from './alerts/plans.ts';
import { markdownTable } from './record.ts';
import type { Bar, Result } from './rounds.ts';

const style = { head: [], border: [] };

/** The figures of one bench for a terminal. */
export const table = (results: Result[]): string => {
  const rows = new Table({
    head: ['', 'calls/s', 'p50 ms', 'p99 ms', 'CPU µs a call', 'of the floor'],
    style,
  });
  for (const { name, callsPerSecond, p50Ms, p99Ms, cpuMicrosPerCall, ratio } of results) {
    const [p50, p99] = [p50Ms?.toFixed(2) ?? '', p99Ms?.toFixed(2) ?? ''];
    rows.push([
      name,
      callsPerSecond.toLocaleString('en'),
      p50,
      p99,
      cpuMicrosPerCall ?? '',
      ratio.toFixed(2),
    ]);
  }
  return rows.toString();
};

/** What figures are held to. */
export const barTable = (bars: readonly Bar[]): string => {
  const rows = new Table({ head: ['', 'bar', 'figure', ''], style });
  for (const { what, bar, figure, holds } of bars) rows.push([what, bar, figure, holds ? 'holds' : 'MISSED']);
  return rows.toString();
};

/** How statements find their rows. */
export const planTable = (plans: readonly PlanFound[]): string => {
  const rows = new Table({
    head: [
      'statement',
      'plan',
      'scanned (bar: none)',
      'no index (bar: none)',
      'small, scanned (pages)',
      'all of the company',
    ],
    colWidths: [30, 9, 22, 22, 28, 40],
    wordWrap: true,
    style,
  });
  for (const { statement, plan, ...tables } of plans) {
    const { scanned, unfound, small, companyWide } = tables;
    const cells = [scanned, unfound, small, companyWide].map((of) => of.join('\n'));
    rows.push([statement.slice(0, 60), plan, ...cells]);
  }
  return rows.toString();
};

/** Those of them that read a table or an index from end to end, or all of a company, for docs/performance.md; and how many there are. */
export const plansInMarkdown = (plans: readonly PlanFound[]): string => {
  const telling = plans.filter(
    ({ scanned, unfound, small }) => scanned.length + unfound.length + small.length > 0,
  );
  const head = ['statement', 'plan', 'scanned', 'no index', 'small, scanned (pages)'];
  const rows = telling.map(({ statement, plan, scanned, unfound, small }) => [
    statement.slice(0, 60),
    plan,
    ...[scanned, unfound, small].map((of) => of.join(', ')),
  ]);
  const held = telling.every(({ scanned, unfound }) => scanned.length + unfound.length === 0);
  const bar = `${plans.length} plans; tables read from end to end that are not small, or that no index is for: bar none: ${held ? 'holds' : 'missed'}.`;
  return [...(rows.length > 0 ? [markdownTable(head, rows)] : []), bar].join('\n\n');
};
