import { median } from '../sign-test.ts';
import { MEASURES, type Sample } from './sample.ts';

/** How much more the last third may be than the middle one: what goes up and down by itself. */
const SLACK: Readonly<Record<keyof Sample, { part: number; absolute: number }>> = {
  memory: { part: 0.05, absolute: 16 * 1024 ** 2 },
  files: { part: 0.05, absolute: 10 },
  connections: { part: 0.05, absolute: 3 },
  deadPercent: { part: 0.25, absolute: 15 },
  overdue: { part: 0.25, absolute: 200 },
};

/** The middle of the last third against the middle of the middle third; the first is for warming up. */
export const growthOf = (
  samples: readonly Sample[],
): { name: keyof Sample; middle: number; last: number; levelsOff: boolean }[] => {
  const third = Math.floor(samples.length / 3);
  return (Object.keys(MEASURES) as (keyof Sample)[]).map((name) => {
    const of = (from: number, to?: number) => median(samples.slice(from, to).map((sample) => sample[name]));
    const [middle, last] = [of(third, 2 * third), of(2 * third)];
    const { part, absolute } = SLACK[name];
    return { name, middle, last, levelsOff: last <= middle * (1 + part) + absolute };
  });
};
