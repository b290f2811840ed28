import type { FieldProblem } from '@stockflow/schemas';
import { invalidReference, refuse } from '../refusal.ts';

/** A threshold that is asked for, and where; without any id it is the company's. Base units; null falls back. */
export interface AskedThreshold {
  readonly productId?: string | undefined;
  readonly warehouseId?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly threshold: number | null;
}

/** What of it the company has. */
export interface ThresholdPlaces {
  readonly products: ReadonlyMap<string, { readonly isBundle: boolean }>;
  readonly warehouses: ReadonlySet<string>;
  readonly categories: ReadonlySet<string>;
}

/**
 * Refuses thresholds that cannot be set, naming every field: INVALID_REFERENCE for products, warehouses and categories that
 * are not the company's; VALIDATION_FAILED for bundles, which have no stock that could be low.
 */
export const refuseThresholds = (asked: readonly AskedThreshold[], places: ThresholdPlaces): void => {
  const unknown = asked.flatMap(({ productId, warehouseId, categoryId }, index) => [
    ...unlessIn(places.products, productId, { path: `thresholds.${index}.productId`, what: 'product' }),
    ...unlessIn(places.warehouses, warehouseId, {
      path: `thresholds.${index}.warehouseId`,
      what: 'warehouse',
    }),
    ...unlessIn(places.categories, categoryId, { path: `thresholds.${index}.categoryId`, what: 'category' }),
  ]);
  if (unknown.length > 0) throw invalidReference(unknown);
  const fields: FieldProblem[] = asked.flatMap(({ productId }, index) =>
    productId !== undefined && places.products.get(productId)?.isBundle
      ? [{ path: `thresholds.${index}.productId`, message: BUNDLE_WORDS }]
      : [],
  );
  if (fields.length > 0) throw refuse('VALIDATION_FAILED', { fields });
};

const BUNDLE_WORDS = 'A bundle has no stock of its own: set the thresholds of its components.';

const unlessIn = (
  known: { has(id: string): boolean },
  id: string | undefined,
  problem: { path: string; what: string },
) => (id === undefined || known.has(id) ? [] : [problem]);
