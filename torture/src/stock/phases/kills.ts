import type { LevelName } from '../../history/types.ts';
import type { ArenaPlan } from '../arena.ts';
import type { Caller } from '../caller.ts';
import { allAtOnce, type Work } from '../work.ts';

/** Groups of levels that share no call: the checker looks at each by itself. */
const GROUPS = 6;
const groupOf = (group: number): LevelName[] => [
  `one-${group}@north`,
  `one-${group}@south`,
  `two-${group}@north`,
];

export const killsPlan: ArenaPlan = {
  stock: Object.fromEntries(
    Array.from({ length: GROUPS }, (_, group) => groupOf(group).map((level) => [level, 30] as const)).flat(),
  ),
};

/** Everything at once, until the phase is told to end; while it lasts, processes are killed. */
export const underKills = async (work: Work): Promise<void> =>
  allAtOnce(work, async (caller, index) => {
    const levels = groupOf((index + work.asked.place) % GROUPS);
    while (!work.isOver()) await once(caller, levels);
  });

const once = async (caller: Caller, levels: readonly LevelName[]): Promise<void> => {
  const { random } = caller;
  const [first = '', , third = ''] = levels;
  const level = random.pick(levels);
  const kind = random.below(100);
  if (kind < 35) {
    const lines = (random.chance(50) ? [first, third] : [third, first]).slice(0, random.between(1, 2));
    const via = random.chance(30) ? 'sale' : 'reservation';
    await caller.hold(
      lines.map((wanted) => ({ level: wanted, quantity: random.between(1, 3) })),
      via,
    );
  } else if (kind < 68) await caller.endOne();
  else if (kind < 80) await caller.receive([{ level, change: random.between(1, 6) }]);
  else if (kind < 84) await caller.adjust([{ level, change: -random.between(1, 5) }]);
  else if (kind < 90) await caller.transfer(first, 'south', random.between(1, 4));
  else if (kind < 94) await caller.set(level, random.between(5, 30), null);
  else await caller.read(levels);
};
