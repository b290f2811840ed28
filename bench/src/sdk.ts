import type { SdkBench } from '@stockflow/publishing/bench';
import Table from 'cli-table3';

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
