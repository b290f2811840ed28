import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';

const page = join(import.meta.dirname, '../../docs/reliability.md');
const MARKS = ['<!-- torture:table -->', '<!-- /torture:table -->'] as const;

/** One attack as the page tells it. */
export interface Recorded {
  attack: string;
  /** What was done, in figures: calls, kills, rounds. */
  rounds: string;
  seconds: number;
  /** What did not hold: the page says "nothing" of none. */
  violations: number;
}

/** Writes an attack's row into the table of docs/reliability.md, over the row that it had. */
export const record = ({ attack, rounds, seconds, violations }: Recorded): void => {
  const text = readFileSync(page, 'utf8');
  const [from, to] = MARKS.map((mark) => text.indexOf(mark)) as [number, number];
  if (from < 0 || to < from)
    throw new Error(`docs/reliability.md has no table between ${MARKS.join(' and ')}.`);
  const [head = '', rule = '', ...rows] = text
    .slice(from + MARKS[0].length, to)
    .split('\n')
    .filter((line) => line.startsWith('|'));
  const machine = `${cpus().length} cores, Node ${process.version}`;
  const found = violations === 0 ? 'nothing' : `${violations} violations`;
  const cells = [
    attack,
    rounds,
    `${seconds.toFixed(0)} s`,
    found,
    new Date().toISOString().slice(0, 10),
    machine,
  ];
  const kept = rows.filter((row) => !row.startsWith(`| ${attack} |`));
  const table = [head, rule, ...[...kept, `| ${cells.join(' | ')} |`].sort()].join('\n');
  writeFileSync(page, `${text.slice(0, from)}${MARKS[0]}\n\n${table}\n\n${text.slice(to)}`);
};
