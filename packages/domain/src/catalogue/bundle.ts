import { BUNDLE_DEPTH_MAX, type FieldProblem, QUANTITY_MAX } from '@stockflow/schemas';
import { invalidReference, refuse } from '../refusal.ts';
import { type BundleComponent, type Bundles, unitsOf } from '../stock/explode.ts';
import { unsoldProblem } from '../stock/standing.ts';

/** What the rule looks at in a product that is to be a component, or stands in one. */
export interface ComponentStanding {
  readonly id: string;
  readonly sku: string;
  readonly active: boolean;
  readonly lifecycle: 'active' | 'discontinued' | 'archived';
  readonly isBundle: boolean;
}

/** What a bundle's components stand on. */
export interface BundleSurroundings {
  /** Components and everything in them. */
  readonly products: ReadonlyMap<string, ComponentStanding>;
  /** What bundles among these are made of. */
  readonly bundles: Bundles;
  /** How many bundles stand above this one, one in the other, at most; 0 for a new one. */
  readonly heightAbove: number;
}

/**
 * Refuses components that a bundle cannot have: INVALID_REFERENCE for unknown and foreign ones; VALIDATION_FAILED, by
 * field, for one that is not sold, that holds the bundle itself at any depth (a circle), that stands too deep, or that
 * would come to more units of something than a level can hold.
 */
export const refuseComponents = (
  bundleId: string,
  components: readonly BundleComponent[],
  { products, bundles, heightAbove }: BundleSurroundings,
): void => {
  const unknown = components.flatMap(({ productId }, index) =>
    products.has(productId) || productId === bundleId ? [] : [{ path: pathOf(index), what: 'product' }],
  );
  if (unknown.length > 0) throw invalidReference(unknown);
  const fields: FieldProblem[] = components.flatMap((component, index) => {
    const words = problemOf(bundleId, component, { products, bundles, heightAbove });
    return words === null ? [] : [{ path: pathOf(index), message: words }];
  });
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
};

const pathOf = (index: number): string => `components.${index}.productId`;

const problemOf = (
  bundleId: string,
  { productId, quantity }: BundleComponent,
  { products, bundles, heightAbove }: BundleSurroundings,
): string | null => {
  const circle = wayTo(bundleId, productId, bundles);
  if (circle) {
    const way = circle.map((id) => products.get(id)?.sku ?? 'this bundle').join(' → ');
    return `A bundle cannot hold itself: ${way}.`;
  }
  const product = products.get(productId);
  const unsold = product ? unsoldProblem(product) : null;
  if (unsold) return unsold;
  const depth = heightAbove + 1 + depthOf(productId, bundles);
  if (depth > BUNDLE_DEPTH_MAX)
    return `Bundles would stand ${depth} deep in each other; at most ${BUNDLE_DEPTH_MAX}.`;
  const most = Math.max(...unitsOf(productId, bundles).values()) * quantity;
  return most > QUANTITY_MAX
    ? `One bundle would take ${most} units of a component, more than any level can hold.`
    : null;
};

/** The way down from a product to the bundle, or null: nothing in it holds the bundle. */
const wayTo = (bundleId: string, from: string, bundles: Bundles): string[] | null => {
  if (from === bundleId) return [bundleId];
  for (const { productId } of bundles.get(from) ?? []) {
    const way = wayTo(bundleId, productId, bundles);
    if (way) return [from, ...way];
  }
  return null;
};

/** How many bundles stand in each other from here down; 0 for what is stocked. */
const depthOf = (productId: string, bundles: Bundles): number => {
  const components = bundles.get(productId);
  if (!components) return 0;
  return 1 + Math.max(0, ...components.map((component) => depthOf(component.productId, bundles)));
};
