import type { Recorded } from '../record.ts';
import { balance } from './balance.ts';
import { pooler } from './pooler.ts';
import { replica } from './replica.ts';
import type { GrowOptions, GrowSetting, PartResult } from './types.ts';

/** What can be shown of growing out of one machine, each on its own. */
export const PARTS = { balance, pooler, replica } as const;
export type PartName = keyof typeof PARTS;

/** Runs the parts one after the other. A part whose programs are not there is left out, and says so. */
export const tortureGrow = async (
  names: readonly PartName[],
  options: GrowOptions,
  setting: GrowSetting,
): Promise<PartResult[]> => {
  const results: PartResult[] = [];
  for (const name of names) {
    const progress = (line: string) => setting.progress(`${name}: ${line}`);
    results.push(await PARTS[name](options, { ...setting, progress }));
  }
  return results;
};

/** What was found, as lines for a person. */
export const growReport = (results: readonly PartResult[]): string =>
  results
    .map(({ part, seconds, figures, violations, leftOut }) =>
      [
        `${part}: ${leftOut ? `left out, ${leftOut}` : `${seconds.toFixed(0)} s, ${violations.length === 0 ? 'everything held' : 'VIOLATED'}`}`,
        ...Object.entries(figures).map(
          ([name, figure]) =>
            `  ${name}: ${typeof figure === 'number' ? figure.toLocaleString('en') : figure}`,
        ),
        ...violations.map((violation) => `  ! ${violation}`),
      ].join('\n'),
    )
    .join('\n');

/** A part as a row of docs/reliability.md. */
export const growRecordOf = ({ part, seconds, figures, violations }: PartResult): Recorded => {
  const said = Object.entries(figures).map(([name, figure]) =>
    typeof figure === 'number' ? `${figure.toLocaleString('en')} ${name}` : `${name} ${figure}`,
  );
  return { attack: `grow ${part}`, rounds: said.join(', '), seconds, violations: violations.length };
};
