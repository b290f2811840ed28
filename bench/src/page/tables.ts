import Table from 'cli-table3';
import { barLines, markdownTable } from '../record.ts';
import type { Bar } from '../rounds.ts';
import { barTable } from '../tables.ts';
import type { PageFigures } from './index.ts';

/** Script of the screens that are loaded first, and of any, gzip. */
const FIRST_KB_MAX = 250;
const ANY_KB_MAX = 300;
const ANSWER_MS_MAX = 100;
const SHIFT_MAX = 0.1;
const PAGE_OF_LIST = 100;

const SCREENS_HEAD = ['screen', 'script kB', 'calls', 'shift', 'at rest after ms'];
const screenRows = ({ screens }: PageFigures) =>
  screens.map(({ screen, scriptKb, calls, shift, restMs }) => [
    screen,
    scriptKb.toFixed(0),
    calls,
    shift.toFixed(3),
    restMs.toFixed(0),
  ]);
const ACTS_HEAD = ['what a hand does', 'p50 ms', 'worst ms'];
const actRows = ({ acts }: PageFigures) =>
  acts.map(({ act, p50Ms, worstMs }) => [act, p50Ms.toFixed(0), worstMs.toFixed(0)]);
const largeRows = ({ large }: PageFigures) => [
  ['products', large.products.toLocaleString('en')],
  ['rows in the document at most', large.rowsMax],
  ['calls to the end of the list', large.calls],
  ['to the end, s', (large.scrolledMs / 1000).toFixed(0)],
  ['frames over 100 ms', `${large.lateFrames} of ${large.frames.toLocaleString('en')}`],
  ['search: from the last letter to the row, ms', large.searchMs.toFixed(0)],
  ['calls a search', large.callsPerSearch.toFixed(1)],
];

/** What the figures are held to. */
export const pageBars = ({ screens, acts, large }: PageFigures): Bar[] => {
  const heaviest = (of: typeof screens) => Math.max(...of.map(({ scriptKb }) => scriptKb));
  const first = heaviest(screens.filter(({ screen }) => screen === 'sign-in' || screen === 'alerts'));
  const any = heaviest(screens);
  const slowest = Math.max(...acts.map(({ p50Ms }) => p50Ms));
  const shift = Math.max(...screens.map((one) => one.shift));
  const callsMax = Math.ceil(large.products / PAGE_OF_LIST) + 1;
  const bar = (what: string, figure: string, most: string, holds: boolean): Bar => ({
    what,
    bar: most,
    figure,
    holds,
  });
  return [
    bar(
      'script of sign-in and of alerts',
      `${first.toFixed(0)} kB`,
      `under ${FIRST_KB_MAX} kB`,
      first < FIRST_KB_MAX,
    ),
    bar('script of the heaviest screen', `${any.toFixed(0)} kB`, `under ${ANY_KB_MAX} kB`, any < ANY_KB_MAX),
    bar(
      'the slowest of what a hand does, median',
      `${slowest.toFixed(0)} ms`,
      `under ${ANSWER_MS_MAX} ms`,
      slowest < ANSWER_MS_MAX,
    ),
    bar('layout shift of the worst screen', shift.toFixed(3), `under ${SHIFT_MAX}`, shift < SHIFT_MAX),
    bar(
      'calls to the end of the list',
      String(large.calls),
      `a call a page: at most ${callsMax}`,
      large.calls <= callsMax,
    ),
  ];
};

/** For a terminal. */
export const pageTables = (figures: PageFigures): string => {
  const table = (head: string[], rows: (string | number)[][]) => {
    const drawn = new Table({ head, style: { head: [], border: [] } });
    drawn.push(...rows);
    return drawn.toString();
  };
  return [
    table(SCREENS_HEAD, screenRows(figures)),
    table(ACTS_HEAD, actRows(figures)),
    table(['a long list', ''], largeRows(figures)),
    barTable(pageBars(figures)),
  ].join('\n');
};

/** For docs/performance.md. */
export const pageInMarkdown = (figures: PageFigures): string =>
  [
    markdownTable(SCREENS_HEAD, screenRows(figures)),
    markdownTable(ACTS_HEAD, actRows(figures)),
    markdownTable(['a long list', ''], largeRows(figures)),
    barLines(pageBars(figures)),
  ].join('\n\n');
