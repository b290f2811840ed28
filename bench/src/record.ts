import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bar, Result } from './rounds.ts';

const page = join(import.meta.dirname, '../../docs/performance.md');

/** Writes the figures of one bench, as Markdown, between its two marks in docs/performance.md, over what stood there. */
export const recordInto = (name: string, figures: string, conditions: string): void => {
  const [from, to] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const text = readFileSync(page, 'utf8');
  const [begins, ends] = [text.indexOf(from), text.indexOf(to)];
  if (begins < 0 || ends < begins)
    throw new Error(`docs/performance.md has no place for it: ${from} … ${to}`);
  const block = `${from}\n\n${figures}\n\n${machine()}, ${conditions}.\n\n`;
  writeFileSync(page, `${text.slice(0, begins)}${block}${text.slice(ends)}`);
};

/** A table in Markdown. */
export const markdownTable = (
  head: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string => [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

/** What figures are held to, a line each. */
export const barLines = (bars: readonly Bar[]): string =>
  bars
    .map(({ what, bar, figure, holds }) => `${what}: ${figure}, bar ${bar}: ${holds ? 'holds' : 'missed'}.`)
    .join('\n\n');

/** The figures of contenders. */
export const resultsInMarkdown = (results: readonly Result[], bars: readonly Bar[]): string => {
  const head = ['what', 'a second', 'p50', 'p99', 'server CPU a call', 'of the floor'];
  const rows = results.map(({ name, callsPerSecond, p50Ms, p99Ms, cpuMicrosPerCall, ratio }) => [
    name,
    callsPerSecond.toLocaleString('en'),
    p50Ms === null ? '' : `${p50Ms.toFixed(2)} ms`,
    p99Ms === null ? '' : `${p99Ms.toFixed(2)} ms`,
    cpuMicrosPerCall === null ? '' : `${cpuMicrosPerCall} µs`,
    ratio.toFixed(2),
  ]);
  return [markdownTable(head, rows), ...(bars.length > 0 ? [barLines(bars)] : [])].join('\n\n');
};

const machine = (): string => {
  const [core] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  const kind = `${cpus().length} cores (${core?.model.trim() ?? 'unknown'}), ${gib} GiB, Node ${process.version}`;
  return `${new Date().toISOString().slice(0, 10)}: ${kind}`;
};
