import type { ReserveAsk } from './asks.ts';
import { at, heldFor, refuse, type State, shortOf, unitsOf } from './state.ts';

export interface Placed {
  asked: number;
  product: string;
  warehouse: string;
  quantity: number;
}

type Left = Record<string, number>;

const has = (left: Left, product: string, warehouse: string): number =>
  Math.max(
    0,
    Math.min(...[...unitsOf(product)].map(([part, units]) => Math.floor(left[at(part, warehouse)]! / units))),
  );

const take = (left: Left, { product, warehouse, quantity }: Omit<Placed, 'asked'>): void => {
  for (const [part, units] of unitsOf(product)) left[at(part, warehouse)]! -= units * quantity;
};

/** Every line with its place. Lines that name theirs take first; the others take in their order what is left. */
export const place = (state: State, { lines, strategy }: ReserveAsk, among: string[]): Placed[] => {
  const { levels } = state;
  const left = Object.fromEntries(
    Object.entries(levels).map(([key, level]) => [key, level.onHand - level.reserved]),
  );
  const asked = lines.map((line, index) => ({ ...line, asked: index + 1 }));
  const named = asked.flatMap((line) => (line.warehouse ? [{ ...line, warehouse: line.warehouse }] : []));
  const open = asked.filter(({ warehouse }) => !warehouse);
  for (const line of named) take(left, line);
  const short: string[] = [];
  const chosen =
    strategy === 'single'
      ? inOne(left, open, among, short)
      : eachItsOwn(left, open, { strategy, among, short });
  if (short.length > 0) {
    const taken = heldFor(named).map((held) => ({ ...held, reserved: held.quantity }));
    refuse('INSUFFICIENT_STOCK', [...shortOf(state, taken), ...short]);
  }
  return [...named, ...chosen].sort((one, other) => one.asked - other.asked);
};

type Open = Omit<Placed, 'warehouse'>[];

const inOne = (left: Left, open: Open, among: string[], told: string[]): Placed[] => {
  if (open.length === 0) return [];
  const tries = among.map((warehouse) => {
    const here = { ...left };
    const short = open.flatMap(({ product, quantity }) => {
      const available = has(here, product, warehouse);
      take(here, { product, warehouse, quantity });
      return available < quantity ? [`${product}@${warehouse}: ${quantity} of ${available}`] : [];
    });
    return { warehouse, short };
  });
  const fewest = Math.min(...tries.map(({ short }) => short.length));
  const { warehouse, short } = tries.find((each) => each.short.length === fewest)!;
  told.push(...short);
  return open.map((line) => ({ ...line, warehouse }));
};

const eachItsOwn = (
  left: Left,
  open: Open,
  { strategy, among, short }: { strategy: ReserveAsk['strategy']; among: string[]; short: string[] },
): Placed[] =>
  open.flatMap((line) => {
    const { product, quantity } = line;
    const here = among.map((warehouse) => ({ warehouse, available: has(left, product, warehouse) }));
    const parts: Placed[] = [];
    if (strategy === 'split') {
      let missing = quantity;
      for (const { warehouse, available } of here) {
        const part = Math.min(missing, available);
        if (part > 0) parts.push({ ...line, warehouse, quantity: part });
        missing -= part;
      }
      if (missing > 0) parts.length = 0;
    } else {
      const most = Math.max(...here.map(({ available }) => available));
      const enough = here.filter(({ available }) => available >= quantity);
      const best = strategy === 'priority' ? enough[0] : enough.find(({ available }) => available === most);
      if (best) parts.push({ ...line, warehouse: best.warehouse });
    }
    if (parts.length === 0) {
      const figures = here.map(({ available }) => available);
      const available =
        strategy === 'split' ? figures.reduce((sum, each) => sum + each, 0) : Math.max(...figures);
      short.push(`${product}@any: ${quantity} of ${available}`);
    }
    for (const part of parts) take(left, part);
    return parts;
  });
