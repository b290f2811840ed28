import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import type { Bar, Result } from './rounds.ts';

const page = join(import.meta.dirname, '../../docs/performance.md');

interface Measured {
  results: readonly Result[];
  bars: readonly Bar[];
  rounds: number;
  ms: number;
}

/** Writes the figures of one bench between its two marks in docs/performance.md, over what was measured before. */
export const recordInto = (name: string, measured: Measured): void => {
  const [from, to] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const text = readFileSync(page, 'utf8');
  const [begins, ends] = [text.indexOf(from), text.indexOf(to)];
  if (begins < 0 || ends < begins)
    throw new Error(`docs/performance.md has no place for it: ${from} … ${to}`);
  const block = `${from}\n\n${tableOf(measured)}\n\n${conditionsOf(measured)}\n\n`;
  writeFileSync(page, `${text.slice(0, begins)}${block}${text.slice(ends)}`);
};

const tableOf = ({ results, bars }: Measured): string => {
  const head = ['what', 'a second', 'p50', 'p99', 'server CPU a call', 'of the floor'];
  const rows = results.map(({ name, callsPerSecond, p50Ms, p99Ms, cpuMicrosPerCall, ratio }) => [
    name,
    callsPerSecond.toLocaleString('en'),
    p50Ms === null ? '' : `${p50Ms.toFixed(2)} ms`,
    p99Ms === null ? '' : `${p99Ms.toFixed(2)} ms`,
    cpuMicrosPerCall === null ? '' : `${cpuMicrosPerCall} µs`,
    ratio.toFixed(2),
  ]);
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const held = bars.map(
    ({ what, bar, figure, holds }) => `${what}: ${figure}, bar ${bar}: ${holds ? 'holds' : 'missed'}.`,
  );
  return [lines.join('\n'), ...held].join('\n\n');
};

const conditionsOf = ({ rounds, ms }: Measured): string => {
  const [core] = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} cores (${core?.model.trim() ?? 'unknown'}), ${gib} GiB, Node ${process.version}`;
  return `${new Date().toISOString().slice(0, 10)}: ${machine}, ${rounds} rounds of ${ms} ms.`;
};
