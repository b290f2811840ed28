import { wireMoney } from '@stockflow/domain';
import type { StockLevelListItem } from '@stockflow/schemas';
import { z } from 'zod';
import { cursorText } from '../catalogue/cursor-text.ts';
import { containing } from '../catalogue/like.ts';
import type { Statement } from '../connection/index.ts';
import { DUE_HOLDS } from './due-holds.ts';

/** The last level of a page: its SKU and its warehouse's name, folded as they are sorted. */
export const levelCursor = z.object({ sku: cursorText, warehouse: cursorText });
export type LevelCursor = z.output<typeof levelCursor>;

/** What is asked of the levels. */
export interface LevelFilter {
  productIds?: string[] | undefined;
  warehouseIds?: string[] | undefined;
  /** Part of the product's name or SKU, or its whole barcode; whatever its case. */
  search?: string | undefined;
  limit: number;
  after?: LevelCursor | undefined;
}

/** A level of the list as the database answers it. */
export type LevelListRow = Omit<StockLevelListItem, 'available' | 'lastCountedAt' | 'updatedAt'> & {
  lastCountedAt: Date | null;
  updatedAt: Date;
  skuKey: string;
  warehouseKey: string;
};

/**
 * One page of stock levels by SKU, then warehouse: both unique in the company, so the order is total. Walks products
 * by their unique index (company, sku_key), looks each one's levels up by primary key and stops at the limit; a
 * search reads the company's products, for `%part%` has no beginning to look up. Holds whose time is up are not reserved
 * any more. Keyset; takes no locks.
 */
export const listLevelsStatement = (companyId: string, filter: LevelFilter): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    text: `with ${DUE_HOLDS}
           select l.product_id as "productId", l.warehouse_id as "warehouseId", l.on_hand as "onHand",
                  l.reserved - coalesce(due.units, 0) as reserved,
                  l.incoming, l.version, p.sku, p.name as "productName", w.name as "warehouseName",
                  l.average_cost as "averageCost", l.last_cost as "lastCost", l.last_counted_at as "lastCountedAt",
                  l.updated_at as "updatedAt", p.sku_key as "skuKey", w.name_key as "warehouseKey"
           from products p
           join inventory l on l.company_id = p.company_id and l.product_id = p.id
           join warehouses w on w.company_id = l.company_id and w.id = l.warehouse_id
           left join due on due.product_id = l.product_id and due.warehouse_id = l.warehouse_id
           where ${['p.company_id = $1', ...conditions(filter, place)].join('\n             and ')}
           order by p.sku_key, w.name_key
           limit ${place(filter.limit + 1)}`,
    values,
  };
};

const conditions = (filter: LevelFilter, place: (value: unknown) => string): string[] => {
  const { productIds, warehouseIds, search, after } = filter;
  const found: string[] = [];
  if (productIds) found.push(`p.id = any(${place(productIds)}::uuid[])`);
  if (warehouseIds) found.push(`l.warehouse_id = any(${place(warehouseIds)}::uuid[])`);
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
export const levelCursorOf = ({ skuKey, warehouseKey }: LevelListRow): LevelCursor => ({
  sku: skuKey,
  warehouse: warehouseKey,
});

/** The row in wire form. */
export const wireLevelListItem = ({
  skuKey: _,
  warehouseKey: __,
  ...row
}: LevelListRow): StockLevelListItem => ({
  ...row,
  available: row.onHand - row.reserved,
  averageCost: row.averageCost === null ? null : wireMoney(row.averageCost),
  lastCost: row.lastCost === null ? null : wireMoney(row.lastCost),
  lastCountedAt: row.lastCountedAt?.toISOString() ?? null,
  updatedAt: row.updatedAt.toISOString(),
});
