import type { FieldProblem } from '@stockflow/schemas';
import { foldSku } from './fold.ts';

/** What the rules of a batch look at in one new product. */
export interface NewProductIdentity {
  readonly id: string;
  readonly sku: string;
  readonly parentId?: string | null | undefined;
}

/**
 * What is wrong within a batch of new products, whatever is stored: a SKU or an id that stands there twice,
 * and products that are variants of each other in a circle. Paths start at the index: `3.sku`.
 */
export const problemsOfBatch = (products: readonly NewProductIdentity[]): FieldProblem[] => [
  ...repeated(products, 'sku', (product) => foldSku(product.sku)),
  ...repeated(products, 'id', (product) => product.id),
  ...circles(products),
];

const repeated = (
  products: readonly NewProductIdentity[],
  field: 'sku' | 'id',
  keyOf: (product: NewProductIdentity) => string,
): FieldProblem[] => {
  const firstIndexOf = new Map<string, number>();
  return products.flatMap((product, index) => {
    const first = firstIndexOf.get(keyOf(product));
    if (first === undefined) {
      firstIndexOf.set(keyOf(product), index);
      return [];
    }
    return [{ path: `${index}.${field}`, message: `Stands in this call twice: first at products.${first}.` }];
  });
};

// A new product has no variants yet but those of its own batch, so every new circle lies inside the batch.
const circles = (products: readonly NewProductIdentity[]): FieldProblem[] => {
  const parentOf = new Map(products.map((product) => [product.id, product.parentId ?? null]));
  return products.flatMap((product, index) =>
    isOwnAncestor(product.id, parentOf)
      ? [{ path: `${index}.parentId`, message: OWN_VARIANT_WORDS }]
      : [],
  );
};

/** Said of a parent that would make a product a variant of itself, at any depth. */
export const OWN_VARIANT_WORDS = 'A product cannot be a variant of itself or of one of its own variants.';

/**
 * True when going up from the product comes back to it. `parentOf` may know only some products: what it does
 * not know has no parent. A circle further up that leaves the product out is somebody else's problem, and ends the walk.
 */
export const isOwnAncestor = (id: string, parentOf: ReadonlyMap<string, string | null>): boolean => {
  const seen = new Set<string>();
  let next = parentOf.get(id) ?? null;
  while (next !== null && !seen.has(next)) {
    if (next === id) return true;
    seen.add(next);
    next = parentOf.get(next) ?? null;
  }
  return false;
};
