import { type Answer, type Ask, BUNDLES, STOCKED, WAREHOUSES } from './asks.ts';

/** All that the model knows. */
export interface State {
  levels: Record<string, Level>;
  holds: Record<string, Hold>;
  sales: Record<string, Sale>;
  transfers: Record<string, Transfer>;
  written: Record<string, { ask: Ask; body: string; answer: Answer }>;
}
export interface Level {
  onHand: number;
  reserved: number;
  incoming: number;
}
/** What is held of one product in one place, for the asked line of that number. */
export interface Held {
  asked: number;
  product: string;
  bundle: string | null;
  warehouse: string;
  quantity: number;
  shipped: number;
  released: number;
}
export interface Hold {
  status: 'active' | 'committed' | 'released' | 'expired';
  lines: Held[];
}

export interface Sale {
  status: 'draft' | 'confirmed' | 'completed' | 'returned' | 'cancelled';
  lines: { product: string; warehouse: string; quantity: number; shipped: number; returned: number }[];
  held: Held[];
}
export interface Transfer {
  status: 'in_transit' | 'received' | 'cancelled';
  from: string;
  to: string;
  lines: { product: string; quantity: number; received: number; missing: number }[];
}

export const at = (product: string, warehouse: string): string => `${product}@${warehouse}`;
export const openOf = ({ quantity, shipped, released }: Held): number => quantity - shipped - released;

export const begin = (): State => {
  const keys = STOCKED.flatMap((product) => WAREHOUSES.map((warehouse) => at(product, warehouse)));
  const levels = Object.fromEntries(keys.map((key) => [key, { onHand: 0, reserved: 0, incoming: 0 }]));
  return { levels, holds: {}, sales: {}, transfers: {}, written: {} };
};

/** Thrown by rules: a code, and all that it names. */
export class Refused extends Error {
  readonly why: string[];
  constructor(code: string, why: string[]) {
    super(code);
    this.why = [...new Set(why)].sort();
  }
}
export const refuse = (code: string, why: string[] = []): never => {
  throw new Refused(code, why);
};
export const refuseFields = (fields: string[]): void => {
  if (fields.length > 0) refuse('VALIDATION_FAILED', fields);
};

/** One unit of a product, down to what is stocked. */
export const unitsOf = (
  product: string,
  each = 1,
  units = new Map<string, number>(),
): Map<string, number> => {
  const parts = BUNDLES[product];
  if (parts) for (const [part, count] of parts) unitsOf(part, each * count, units);
  else units.set(product, (units.get(product) ?? 0) + each);
  return units;
};

/** What is held for lines that have their place: bundles explode, and shared components stay a line each. */
export const heldFor = (
  lines: { asked: number; product: string; warehouse: string; quantity: number }[],
): Held[] =>
  lines.flatMap(({ asked, product, warehouse, quantity }) =>
    [...unitsOf(product)].map(([part, units]) => ({
      asked,
      product: part,
      bundle: product in BUNDLES ? product : null,
      warehouse,
      quantity: units * quantity,
      shipped: 0,
      released: 0,
    })),
  );

export const refuseUnknown = (
  lines: { product: string; warehouse?: string }[],
  also: string[] = [],
): void => {
  const paths = lines.flatMap(({ product, warehouse = 'w1' }, index) => [
    ...(STOCKED.includes(product) || product in BUNDLES ? [] : [`lines.${index}.productId`]),
    ...(WAREHOUSES.includes(warehouse) ? [] : [`lines.${index}.warehouseId`]),
  ]);
  if (paths.length + also.length > 0) refuse('INVALID_REFERENCE', [...paths, ...also]);
};
export const refuseBundles = (lines: { product: string }[]): void =>
  refuseFields(
    lines.flatMap(({ product }, index) => (product in BUNDLES ? [`lines.${index}.productId`] : [])),
  );

export interface Move {
  product: string;
  warehouse: string;
  onHand?: number;
  reserved?: number;
  incoming?: number;
  expected?: number | null | undefined;
}

const sumOf = (moves: Move[], key: string, what: 'onHand' | 'reserved' | 'incoming'): number =>
  moves.reduce(
    (total, each) => total + (at(each.product, each.warehouse) === key ? (each[what] ?? 0) : 0),
    0,
  );
const keysOf = (moves: Move[]): string[] => [
  ...new Set(moves.map(({ product, warehouse }) => at(product, warehouse))),
];

/** Levels that the moves ask for more than there is; those of one level are one demand. */
export const shortOf = ({ levels }: State, moves: Move[]): string[] =>
  keysOf(moves).flatMap((key) => {
    const { onHand, reserved } = levels[key]!;
    const [asked, available] = [
      sumOf(moves, key, 'reserved') - sumOf(moves, key, 'onHand'),
      onHand - reserved,
    ];
    return asked > available ? [`${key}: ${asked} of ${available}`] : [];
  });

/** All moves or none; a refusal names every level. */
export const move = (state: State, moves: Move[]) => {
  const { levels } = state;
  const keys = keysOf(moves);
  const of = (key: string) => moves.filter(({ product, warehouse }) => at(product, warehouse) === key);
  const conflicts = keys.flatMap((key) =>
    of(key).flatMap(({ expected }) =>
      expected == null || expected === levels[key]!.onHand
        ? []
        : [`${key}: expected ${expected}, is ${levels[key]!.onHand}`],
    ),
  );
  if (conflicts.length > 0) refuse('VERSION_CONFLICT', conflicts);
  const short = shortOf(state, moves);
  if (short.length > 0) refuse('INSUFFICIENT_STOCK', short);
  for (const key of keys)
    for (const what of ['onHand', 'reserved', 'incoming'] as const)
      levels[key]![what] += sumOf(moves, key, what);
  const moved = moves.filter(({ onHand = 0, reserved = 0 }) => onHand !== 0 || reserved !== 0);
  return {
    movements: moved.map((each) => [at(each.product, each.warehouse), each.onHand ?? 0, each.reserved ?? 0]),
    levels: Object.fromEntries(keys.map((key) => [key, { ...levels[key]! }])),
  };
};

/** Ships so much of what is held, and gives so much back. */
export const settle = (state: State, parts: { held: Held; out: number; back: number }[]): void => {
  move(
    state,
    parts.flatMap(({ held, out, back }) => [
      { ...held, onHand: -out, reserved: -out },
      { ...held, reserved: -back },
    ]),
  );
  for (const { held, out, back } of parts) {
    held.shipped += out;
    held.released += back;
  }
};
