import type { LevelKey } from '@stockflow/domain';
import { containing } from '../catalogue/like.ts';
import type { Statement } from '../connection/index.ts';

/** Which products, and of them which levels. Every condition holds. */
export interface ThresholdFilter {
  readonly warehouseIds?: readonly string[] | undefined;
  readonly categoryIds?: readonly string[] | undefined;
  /** Primary suppliers. */
  readonly supplierIds?: readonly string[] | undefined;
  readonly productIds?: readonly string[] | undefined;
  readonly search?: string | undefined;
}

/** What a filter found; `differs` when its own threshold is not the one asked about. */
export type MatchedLevel = LevelKey & { readonly differs: boolean };
export type MatchedProduct = { readonly id: string; readonly differs: boolean };

interface Match {
  readonly where: ThresholdFilter;
  readonly threshold: number | null;
  readonly limit: number;
}

/** Products that the filter finds, but bundles, in the order of their id. Takes no locks. */
export const matchProductsStatement = (companyId: string, match: Match): Statement => {
  const values: unknown[] = [companyId, match.threshold];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    text: `select p.id, p.low_stock_threshold is distinct from $2::integer as differs
           from products p
           where ${productConditions(match.where, place).join('\n             and ')}
           order by p.id
           limit ${place(match.limit)}`,
    values,
  };
};

/** Levels, in some warehouses, of the products that the filter finds, in the order of their key. Takes no locks. */
export const matchLevelsStatement = (companyId: string, match: Match): Statement => {
  const values: unknown[] = [companyId, match.threshold];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    text: `select l.product_id as "productId", l.warehouse_id as "warehouseId",
                  l.low_stock_threshold is distinct from $2::integer as differs
           from products p
           join inventory l on l.company_id = p.company_id and l.product_id = p.id
           where ${productConditions(match.where, place).join('\n             and ')}
             and l.warehouse_id = any(${place(match.where.warehouseIds ?? [])}::uuid[])
           order by l.product_id, l.warehouse_id
           limit ${place(match.limit)}`,
    values,
  };
};

const productConditions = (
  { categoryIds, supplierIds, productIds, search }: ThresholdFilter,
  place: (value: unknown) => string,
): string[] => {
  const found = ['p.company_id = $1', 'not p.is_bundle'];
  if (productIds) found.push(`p.id = any(${place(productIds)}::uuid[])`);
  if (categoryIds) found.push(`p.category_id = any(${place(categoryIds)}::uuid[])`);
  if (supplierIds) {
    found.push(`exists (select 1 from supplier_products offer
                        where offer.company_id = $1 and offer.product_id = p.id and offer.is_primary
                          and offer.supplier_id = any(${place(supplierIds)}::uuid[]))`);
  }
  if (search !== undefined) {
    const part = place(containing(search));
    found.push(
      `(p.name ilike ${part} or p.sku_key like lower(${part}) or lower(p.barcode) = lower(${place(search)}))`,
    );
  }
  return found;
};
