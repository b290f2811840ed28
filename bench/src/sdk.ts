import type { SdkBench } from '@stockflow/publishing/bench';
import Table from 'cli-table3';
import { barLines, markdownTable } from './record.ts';

const style = { head: [], border: [] };
const times = (ratio: number): string => `${ratio.toFixed(1)} ×`;

/** The figures of the SDK beside others' for a terminal. */
export const sdkTables = ({ figures, emptyCompileMs, bars }: SdkBench): string => {
  const costs = new Table({
    head: [
      '',
      'gzip',
      'import ms',
      'installed kB',
      'packages',
      'tsc ms',
      'methods',
      'with example',
      'gzip, import, installed of ours',
    ],
    style,
  });
  for (const one of figures) {
    const { gzip, import: imported, installed } = one.ofOurs;
    costs.push([
      `${one.name} ${one.version}`,
      one.gzipBytes.toLocaleString('en'),
      one.importMs.toFixed(1),
      Math.round(one.installedBytes / 1000).toLocaleString('en'),
      one.packages,
      one.compileMs.toFixed(0),
      one.methods,
      `${one.examplesPercent} %`,
      [gzip, imported, installed].map(times).join(', '),
    ]);
  }
  const held = new Table({ head: ['@stockflow/sdk', 'bar', 'figure', ''], style });
  for (const { what, bar, figure, holds } of bars) held.push([what, bar, figure, holds ? 'holds' : 'MISSED']);
  const notes =
    `gzip: all of it, bundled and minified. tsc: TypeScript 7 beyond an empty program (${emptyCompileMs.toFixed(0)} ms); ` +
    'ours uses every method, the others one. methods: of the classes in its declarations.';
  return `${costs.toString()}\n${held.toString()}\n${notes}`;
};

/** The same for docs/performance.md. */
export const sdkInMarkdown = ({ figures, emptyCompileMs, bars }: SdkBench): string => {
  const head = [
    'package',
    'gzip',
    'import',
    'installed',
    'packages',
    'tsc beyond an empty program',
    'an example',
  ];
  const rows = figures.map((one) => [
    `${one.name} ${one.version}`,
    `${(one.gzipBytes / 1000).toFixed(1)} kB (${times(one.ofOurs.gzip)})`,
    `${one.importMs.toFixed(1)} ms (${times(one.ofOurs.import)})`,
    `${(one.installedBytes / 1e6).toFixed(1)} MB (${times(one.ofOurs.installed)})`,
    one.packages,
    `${one.compileMs.toFixed(0)} ms`,
    `${one.examplesPercent} % of ${one.methods.toLocaleString('en')} methods`,
  ]);
  const empty = `An empty program takes ${emptyCompileMs.toFixed(0)} ms to compile.`;
  return [markdownTable(head, rows), empty, barLines(bars)].join('\n\n');
};
