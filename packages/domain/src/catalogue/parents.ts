/** Said of a parent that would make a product a variant of itself, at any depth. */
export const OWN_VARIANT_WORDS = 'A product cannot be a variant of itself or of one of its own variants.';

/**
 * True when going up from the product comes back to it. `parentOf` may know only some products: what it does
 * not know has no parent. A circle further up that leaves the product out ends the walk.
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
