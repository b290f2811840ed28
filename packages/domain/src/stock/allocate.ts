import type { Shortage } from '@stockflow/schemas';
import { type Bundles, unitsOf } from './explode.ts';
import type { PlacedLine, ReserveRequest } from './reserve-request.ts';
import { levelKeyOf } from './types.ts';
import { availableAt, type RankedWarehouse, type StockWorld } from './world.ts';

/** Every line with its warehouses, and the lines that no warehouse can serve. */
export interface Allocation {
  readonly placed: readonly PlacedLine[];
  readonly shortages: readonly Omit<Shortage, 'sku'>[];
}

/** A line that leaves the choice to the strategy. */
interface OpenLine {
  readonly askedLine: number;
  readonly productId: string;
  readonly quantity: number;
}

/**
 * Gives a warehouse to every line that names none. Lines that name theirs take first; then line by line in the order of
 * the request, each over what those before it left. `candidates` are in the order of preference.
 * - `single`: the first warehouse that can serve all of these lines together.
 * - `priority`: for each line the first that can serve it whole.
 * - `most-stock`: for each line the one with the most of it; the first of equals.
 * - `split`: for each line, from one after the other as much as it has, until the line is served.
 * Nothing is tried twice: lines are not rearranged to make a tight fit possible.
 * @example levels 4 and 3, need 5, split → 4 + 1
 */
export const allocate = (
  world: StockWorld,
  { lines, strategy }: ReserveRequest,
  candidates: readonly RankedWarehouse[],
): Allocation => {
  const named: PlacedLine[] = [];
  const open: OpenLine[] = [];
  lines.forEach(({ productId, warehouseId, quantity }, index) => {
    const line = { askedLine: index + 1, productId, quantity };
    if (warehouseId === undefined) open.push(line);
    else named.push({ ...line, warehouseId });
  });
  if (open.length === 0) return { placed: named, shortages: [] };
  const left = new Left(world);
  for (const line of named) left.take(line);
  const ids = candidates.map(({ id }) => id);
  const chosen = strategy === 'single' ? inOne(left, open, ids) : oneByOne(left, open, ids, strategy);
  const placed = [...named, ...chosen.placed].sort((a, b) => a.askedLine - b.askedLine);
  return { placed, shortages: chosen.shortages };
};

/** What is left of what is available, while lines take from it. */
class Left {
  readonly #world: StockWorld;
  readonly #taken: Map<string, number>;

  constructor(world: StockWorld, taken = new Map<string, number>()) {
    this.#world = world;
    this.#taken = taken;
  }

  get bundles(): Bundles {
    return this.#world.bundles;
  }

  copy(): Left {
    return new Left(this.#world, new Map(this.#taken));
  }

  /** How many of a product, or whole bundles, this warehouse could still give. */
  of(productId: string, warehouseId: string): number {
    let most = Number.POSITIVE_INFINITY;
    for (const [id, units] of unitsOf(productId, this.bundles)) {
      const key = { productId: id, warehouseId };
      const here = availableAt(this.#world, key) - (this.#taken.get(levelKeyOf(key)) ?? 0);
      most = Math.min(most, Math.floor(here / units));
    }
    return Math.max(0, most);
  }

  take({ productId, warehouseId, quantity }: Omit<PlacedLine, 'askedLine'>): void {
    for (const [id, units] of unitsOf(productId, this.bundles)) {
      const key = levelKeyOf({ productId: id, warehouseId });
      this.#taken.set(key, (this.#taken.get(key) ?? 0) + units * quantity);
    }
  }
}

const inOne = (left: Left, open: readonly OpenLine[], candidates: readonly string[]): Allocation => {
  let closest: Allocation = { placed: [], shortages: open.map((line) => short(line, null, 0)) };
  for (const warehouseId of candidates) {
    const here = left.copy();
    const shortages = open.flatMap((line) => {
      const available = here.of(line.productId, warehouseId);
      here.take({ ...line, warehouseId });
      return available < line.quantity ? [short(line, warehouseId, available)] : [];
    });
    if (shortages.length === 0) {
      return { placed: open.map((line) => ({ ...line, warehouseId })), shortages: [] };
    }
    // Of several that cannot, the one that is short of the fewest lines says what is missing.
    if (closest.shortages[0]?.warehouseId === null || shortages.length < closest.shortages.length) {
      closest = { placed: [], shortages };
    }
  }
  return closest;
};

const oneByOne = (
  left: Left,
  open: readonly OpenLine[],
  candidates: readonly string[],
  strategy: 'priority' | 'most-stock' | 'split',
): Allocation => {
  const placed: PlacedLine[] = [];
  const shortages: Omit<Shortage, 'sku'>[] = [];
  for (const line of open) {
    const parts = CHOOSE[strategy](left, line, candidates);
    const served = parts.reduce((sum, { quantity }) => sum + quantity, 0);
    if (served < line.quantity) {
      const has = candidates.map((id) => left.of(line.productId, id));
      const available =
        strategy === 'split' ? has.reduce((sum, units) => sum + units, 0) : Math.max(0, ...has);
      shortages.push(short(line, null, available));
      continue;
    }
    for (const part of parts) left.take(part);
    placed.push(...parts);
  }
  return { placed, shortages };
};

type Choose = (left: Left, line: OpenLine, candidates: readonly string[]) => PlacedLine[];

const CHOOSE: Readonly<Record<'priority' | 'most-stock' | 'split', Choose>> = {
  priority: (left, line, candidates) => {
    const warehouseId = candidates.find((id) => left.of(line.productId, id) >= line.quantity);
    return warehouseId === undefined ? [] : [{ ...line, warehouseId }];
  },
  'most-stock': (left, line, candidates) => {
    let best: { warehouseId: string; available: number } | null = null;
    for (const warehouseId of candidates) {
      const available = left.of(line.productId, warehouseId);
      if (available >= line.quantity && available > (best?.available ?? -1))
        best = { warehouseId, available };
    }
    return best ? [{ ...line, warehouseId: best.warehouseId }] : [];
  },
  split: (left, line, candidates) => {
    const parts: PlacedLine[] = [];
    let missing = line.quantity;
    for (const warehouseId of candidates) {
      const quantity = Math.min(missing, left.of(line.productId, warehouseId));
      if (quantity > 0) parts.push({ ...line, warehouseId, quantity });
      missing -= quantity;
      if (missing === 0) break;
    }
    return parts;
  },
};

const short = (
  { productId, quantity, askedLine }: OpenLine,
  warehouseId: string | null,
  available: number,
) => ({
  productId,
  warehouseId,
  requested: quantity,
  available,
  path: `lines.${askedLine - 1}`,
});
