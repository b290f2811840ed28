import { BUNDLE_DEPTH_MAX, QUANTITY_MAX } from '@stockflow/schemas';
import type { LevelKey } from './types.ts';

/** What one bundle is made of. */
export interface BundleComponent {
  readonly productId: string;
  /** Units in one bundle. */
  readonly quantity: number;
}

/** The bundles that lines may name, each with its components; a product that is not here is stocked itself. */
export type Bundles = ReadonlyMap<string, readonly BundleComponent[]>;

/** A line as it is asked for. */
export interface AskedLine extends LevelKey {
  readonly quantity: number;
}

/** A line as stock moves for it. */
export interface ExplodedLine extends AskedLine {
  /** The asked line that it serves: 1 for the first. */
  readonly askedLine: number;
  /** The bundle that was asked for; null for a product that was asked for itself. */
  readonly bundleId: string | null;
}

/** One unit of a product, down to what is stocked: units of each stocked product, in the order of first mention. */
export const unitsOf = (productId: string, bundles: Bundles): ReadonlyMap<string, number> => {
  const units = new Map<string, number>();
  const add = (id: string, quantity: number, depth: number): void => {
    const components = bundles.get(id);
    if (!components) {
      units.set(id, (units.get(id) ?? 0) + quantity);
      return;
    }
    if (depth >= BUNDLE_DEPTH_MAX) throw new Error(`the bundle ${productId} is nested too deep`);
    for (const component of components) add(component.productId, quantity * component.quantity, depth + 1);
  };
  add(productId, 1, 0);
  return units;
};

/**
 * Explodes lines into what is stocked: a bundle becomes its components, however deep, and a component that stands in it
 * more than once becomes one line. A line that is no bundle stays as it is. Two lines that share a component stay two
 * lines: the rule that decides sums them, as it sums any lines of one level.
 * @example explode([{ productId: set, warehouseId, quantity: 2 }], new Map([[set, [{ productId: cup, quantity: 6 }]]]))
 *   // [{ askedLine: 1, productId: cup, warehouseId, quantity: 12, bundleId: set }]
 */
export const explode = (lines: readonly AskedLine[], bundles: Bundles): ExplodedLine[] =>
  lines.flatMap<ExplodedLine>(({ productId, warehouseId, quantity }, index) => {
    const askedLine = index + 1;
    if (!bundles.has(productId)) return [{ askedLine, productId, warehouseId, quantity, bundleId: null }];
    return [...unitsOf(productId, bundles)].map(([componentId, units]) => ({
      askedLine,
      productId: componentId,
      warehouseId,
      quantity: units * quantity,
      bundleId: productId,
    }));
  });

/** True when a line would come to more units of something than a level can hold: no stock can ever serve it. */
export const isBeyondStock = ({ quantity }: ExplodedLine): boolean => quantity > QUANTITY_MAX;

/**
 * How many of a product can be had where this much of each stocked product is available: of a bundle, the least of
 * floor(available / units) over its components.
 * @param availableOf base units available of a stocked product; what it does not know is 0
 */
export const availableOf = (
  productId: string,
  bundles: Bundles,
  available: (productId: string) => number,
): number => {
  const each = [...unitsOf(productId, bundles)].map(([id, units]) => Math.floor(available(id) / units));
  return Math.max(0, Math.min(...each));
};
