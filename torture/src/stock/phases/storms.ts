import type { HoldLine, LevelName } from '../../history/types.ts';
import { type ArenaPlan, levelName } from '../arena.ts';
import type { Caller } from '../caller.ts';
import { allAtOnce, type Work } from '../work.ts';

const NORTH = 'north';
const SKU = `sku@${NORTH}`;

/** One SKU; everybody wants one unit of it, several times as often as there are units. */
export const stormPlan = (stock: number): ArenaPlan => ({ stock: { [SKU]: stock } });

export const storm = async (work: Work): Promise<void> =>
  allAtOnce(work, async (caller) => {
    for (let step = 0; step < work.asked.amount; step += 1) {
      if (caller.random.chance(5)) await caller.read([SKU]);
      else
        await caller.hold([{ level: SKU, quantity: 1 }], caller.random.chance(25) ? 'sale' : 'reservation');
    }
  });

/** One SKU near zero, with everything that can be done to it. */
export const churnPlan: ArenaPlan = { stock: { [SKU]: 40 } };

export const churn = async (work: Work): Promise<void> =>
  allAtOnce(work, async (caller) => {
    for (let step = 0; step < work.asked.amount; step += 1) await churnOnce(caller, SKU);
  });

const churnOnce = async (caller: Caller, level: LevelName): Promise<void> => {
  const { random } = caller;
  const kind = random.below(100);
  if (kind < 40) await caller.hold([{ level, quantity: random.between(1, 4) }]);
  else if (kind < 72) await caller.endOne();
  else if (kind < 80) await caller.receive([{ level, change: random.between(1, 8) }]);
  else if (kind < 86) await caller.adjust([{ level, change: -random.between(1, 6) }]);
  else if (kind < 92) await compareAndSet(caller, level);
  else if (kind < 96) await caller.ask(level);
  else await caller.read([level]);
};

/** Sets what it just read, give or take: often another was quicker. */
const compareAndSet = async (caller: Caller, level: LevelName): Promise<void> => {
  const { answer } = await caller.read([level]);
  const found = answer?.ok ? answer.levels?.[level] : undefined;
  if (!found) return;
  const onHand = Math.max(0, found.onHand + caller.random.between(-2, 3));
  await caller.set(level, onHand, found.onHand);
};

const TWELVE = [...'abcdefghijkl'].map((sku) => levelName(sku, NORTH));

export const ordersPlan = (stock: number): ArenaPlan => ({
  stock: Object.fromEntries(TWELVE.map((level) => [level, stock])),
});

/** Orders of three lines over twelve SKUs, half of them in the opposite order: what deadlocks where locks have no order. */
export const orders = async (work: Work): Promise<void> =>
  allAtOnce(work, async (caller, index) => {
    const { random } = caller;
    for (let step = 0; step < work.asked.amount; step += 1) {
      if (random.chance(25)) await caller.endOne();
      else if (random.chance(3)) await caller.read(TWELVE);
      else {
        const from = random.below(TWELVE.length);
        const places = [from, from + random.between(1, 5), from + random.between(6, 11)];
        const levels = [...new Set(places.map((place) => TWELVE[place % TWELVE.length] ?? ''))].sort();
        const lines = levels.map((level) => ({ level, quantity: random.between(1, 2) }));
        if (index % 2 === 1) lines.reverse();
        await caller.hold(lines, random.chance(40) ? 'sale' : 'reservation');
      }
    }
  });

const PAIR = [`left@${NORTH}`, `right@${NORTH}`];

export const duplicatesPlan = (stock: number): ArenaPlan => ({
  stock: Object.fromEntries(PAIR.map((level) => [level, stock])),
});

/** Orders that name one level two or three times: each line fits alone, and together they are too much. */
export const duplicates = async (work: Work): Promise<void> =>
  allAtOnce(work, async (caller) => {
    const { random } = caller;
    for (let step = 0; step < work.asked.amount; step += 1) {
      if (random.chance(30)) {
        await caller.endOne();
        continue;
      }
      const [one = '', other = ''] = random.chance(50) ? PAIR : PAIR.toReversed();
      const line = (level: LevelName): HoldLine => ({ level, quantity: random.between(1, 4) });
      const lines = [line(one), line(one), ...(random.chance(50) ? [line(other), line(one)] : [])];
      if (random.chance(15))
        await caller.adjust(lines.map((wanted) => ({ level: wanted.level, change: -1 })));
      else await caller.hold(lines, random.chance(30) ? 'sale' : 'reservation');
    }
  });

const BUNDLES = ['single', 'double', 'nested'];
const PARTS = ['nut', 'bolt', 'plate'];

export const bundlesPlan = (stock: number): ArenaPlan => ({
  stock: Object.fromEntries(PARTS.map((sku) => [`${sku}@${NORTH}`, stock])),
  bundles: {
    single: { nut: 1, bolt: 2 },
    double: { bolt: 1, plate: 1 },
    nested: { single: 1, double: 1, plate: 1 },
  },
});

/** Bundles that share components, one of them made of the others, beside the components sold alone. */
export const bundles = async (work: Work): Promise<void> =>
  allAtOnce(work, async (caller) => {
    const { random } = caller;
    const any = () => `${random.pick(random.chance(75) ? BUNDLES : PARTS)}@${NORTH}`;
    for (let step = 0; step < work.asked.amount; step += 1) {
      if (random.chance(30)) await caller.endOne();
      else if (random.chance(15)) await caller.ask(any());
      else {
        const lines = Array.from({ length: random.between(1, 3) }, () => ({ level: any(), quantity: 1 }));
        await caller.hold(lines, random.chance(30) ? 'sale' : 'reservation');
      }
    }
  });
