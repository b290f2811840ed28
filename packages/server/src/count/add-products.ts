import {
  addCountLines,
  type CompanyTransaction,
  type CountHead,
  ensureLevels,
  readCountedElsewhere,
  readStandings,
} from '@stockflow/db';
import { invalidReference, refuse } from '@stockflow/domain';
import type { FieldProblem } from '@stockflow/schemas';

/** A product that the caller named, and the field that it came in. */
export interface NamedProduct {
  readonly productId: string;
  readonly path: string;
}

/** Refuses what cannot be counted, naming each, and makes the levels that are missing. */
export const requireCountable = async (
  tx: CompanyTransaction,
  warehouseId: string,
  named: readonly NamedProduct[],
): Promise<void> => {
  const productIds = named.map(({ productId }) => productId);
  const { products } = await readStandings(tx, { productIds, warehouseIds: [] });
  const unknown = named.filter(({ productId }) => !products.has(productId));
  if (unknown.length > 0) throw invalidReference(unknown.map(({ path }) => ({ path, what: 'product' })));
  const fields = named.flatMap(({ productId, path }): FieldProblem[] => {
    const product = products.get(productId);
    if (!product?.isBundle) return [];
    return [{ path, message: `${product.sku} is a bundle: count its components.` }];
  });
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
  await ensureLevels(
    tx,
    productIds.map((productId) => ({ productId, warehouseId })),
  );
};

/**
 * Puts products into an open count. In one warehouse a product is in one open count at most: two would each find the same
 * difference, and post it twice. The warehouse's counts are held still.
 */
export const addProducts = async (
  tx: CompanyTransaction,
  count: Pick<CountHead, 'id' | 'warehouseId'>,
  productIds: readonly string[],
): Promise<void> => {
  const skus = await readCountedElsewhere(tx, count.warehouseId, productIds);
  if (skus.length > 0) {
    throw refuse(
      'STATE_CONFLICT',
      { state: 'being_counted', allowed: [] },
      `Another open count of this warehouse has these already: ${skus.join(', ')}. Post or cancel it first.`,
    );
  }
  await addCountLines(tx, count, productIds);
};
