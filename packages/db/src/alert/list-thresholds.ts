import type { LevelThreshold } from '@stockflow/schemas';
import { containing } from '../catalogue/like.ts';
import type { Statement } from '../connection/index.ts';
import type { LevelCursor } from '../stock/list-levels.ts';

/** What is asked of the levels' thresholds. */
export interface ThresholdListFilter {
  productIds?: string[] | undefined;
  warehouseIds?: string[] | undefined;
  categoryIds?: string[] | undefined;
  /** Part of the product's name or SKU, or its whole barcode; whatever its case. */
  search?: string | undefined;
  source?: LevelThreshold['source'] | undefined;
  limit: number;
  after?: LevelCursor | undefined;
}

/** A level of the list as the database answers it. */
export type ThresholdListRow = LevelThreshold & { skuKey: string; warehouseKey: string };

const SOURCE = `case when l.low_stock_threshold is not null then 'level' when p.low_stock_threshold is not null then 'product'
                       when c.low_stock_threshold is not null then 'category' else 'company' end`;

/**
 * One page of levels with their thresholds, by SKU and then warehouse, as `inventory.levels` lists them: walks products by
 * their unique index (company, sku_key), looks up each one's levels by primary key, and stops at the limit. Looks the
 * thresholds themselves up, so it is right also while levels are still to be brought up to date. Takes no locks.
 */
export const listThresholdsStatement = (companyId: string, filter: ThresholdListFilter): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    text: `select l.product_id as "productId", p.sku, p.name as "productName", l.warehouse_id as "warehouseId",
                  w.name as "warehouseName", p.category_id as "categoryId",
                  coalesce(l.low_stock_threshold, p.low_stock_threshold, c.low_stock_threshold,
                           own.default_low_stock_threshold) as threshold,
                  ${SOURCE} as source,
                  l.low_stock_threshold as "levelThreshold", p.low_stock_threshold as "productThreshold",
                  c.low_stock_threshold as "categoryThreshold", own.default_low_stock_threshold as "companyThreshold",
                  p.active and p.lifecycle = 'active' and w.active as watched,
                  p.sku_key as "skuKey", w.name_key as "warehouseKey"
           from products p
           join inventory l on l.company_id = p.company_id and l.product_id = p.id
           join warehouses w on w.company_id = l.company_id and w.id = l.warehouse_id
           join companies own on own.id = p.company_id
           left join product_categories c on c.company_id = p.company_id and c.id = p.category_id
           where ${['p.company_id = $1', ...conditions(filter, place)].join('\n             and ')}
           order by p.sku_key, w.name_key
           limit ${place(filter.limit + 1)}`,
    values,
  };
};

const conditions = (filter: ThresholdListFilter, place: (value: unknown) => string): string[] => {
  const { productIds, warehouseIds, categoryIds, search, source, after } = filter;
  const found: string[] = [];
  if (productIds) found.push(`p.id = any(${place(productIds)}::uuid[])`);
  if (warehouseIds) found.push(`l.warehouse_id = any(${place(warehouseIds)}::uuid[])`);
  if (categoryIds) found.push(`p.category_id = any(${place(categoryIds)}::uuid[])`);
  if (source) found.push(`${SOURCE} = ${place(source)}`);
  if (search !== undefined) {
    const part = place(containing(search));
    found.push(
      `(p.name ilike ${part} or p.sku_key like lower(${part}) or lower(p.barcode) = lower(${place(search)}))`,
    );
  }
  if (after) {
    // The first half stands alone as well: it is what the walk along the index can start from.
    const sku = place(after.sku);
    found.push(`p.sku_key >= ${sku}`, `(p.sku_key, w.name_key) > (${sku}, ${place(after.warehouse)})`);
  }
  return found;
};

/** The cursor's key of a level. */
export const thresholdCursorOf = ({ skuKey, warehouseKey }: ThresholdListRow): LevelCursor => ({
  sku: skuKey,
  warehouse: warehouseKey,
});

/** The row in wire form. */
export const wireLevelThreshold = ({
  skuKey: _,
  warehouseKey: __,
  ...row
}: ThresholdListRow): LevelThreshold => row;
