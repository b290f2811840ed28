import { wireMoney } from '@stockflow/domain';
import { idSchema, instantInput, type Product, type ProductListItem } from '@stockflow/schemas';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';
import { DUE_HOLDS } from '../stock/due-holds.ts';
import { cursorText } from './cursor-text.ts';
import { containing } from './like.ts';
import { PRODUCT, type ProductRow } from './product-row.ts';
import { wire } from './wire.ts';

/** What is asked of the product list. */
export interface ProductFilter {
  search?: string | undefined;
  productIds?: string[] | undefined;
  categoryIds?: string[] | undefined;
  supplierIds?: string[] | undefined;
  parentIds?: string[] | undefined;
  lifecycle?: Product['lifecycle'] | undefined;
  active?: boolean | undefined;
  stock?: 'in' | 'out' | undefined;
  sort: 'sku' | 'name' | 'createdAt';
  order: 'asc' | 'desc';
  limit: number;
  after?: { key: string; id: string } | undefined;
}

/** The last row of a page, in the sort and order that the page was made in. Times are exact: their columns have ms. */
export const productCursor = ({ sort, order }: Pick<ProductFilter, 'sort' | 'order'>) =>
  z.object({
    sort: z.literal(sort),
    order: z.literal(order),
    key: sort === 'createdAt' ? instantInput : cursorText,
    id: idSchema,
  });

/** The cursor's key of a row. */
export const productCursorOf =
  ({ sort, order }: Pick<ProductFilter, 'sort' | 'order'>) =>
  ({ sortKey, id }: ProductListRow) => ({ sort, order, key: sortKey, id });

/** A row of the list: sums are bigint in the database and text here. */
export type ProductListRow = ProductRow & {
  categoryName: string | null;
  onHand: string;
  reserved: string;
  sortKey: string | Date;
};

const SORT_KEYS = {
  sku: { expression: 'sku_key', type: 'text' },
  name: { expression: 'lower(name)', type: 'text' },
  createdAt: { expression: 'created_at', type: 'timestamptz' },
} as const;

/**
 * One page of the company's products, sorted by SKU, name or time and then id; its stock is summed afterwards, for
 * the rows of the page only (a lateral read of inventory's primary key each: at most 251 short index scans, and
 * no query per row). By SKU it walks the unique index (company, sku_key) and stops at the limit; a search reads
 * the company's products, for `%part%` has no beginning to look up; `stock` looks at the levels of each until the page is
 * full. Keyset, so rows that are added meanwhile
 * neither shift nor repeat a page. Holds whose time is up are not reserved any more. Takes no locks.
 */
export const listProductsStatement = (companyId: string, filter: ProductFilter): Statement => {
  const { expression, type } = SORT_KEYS[filter.sort];
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = ['company_id = $1', ...conditions(filter, place)];
  if (filter.after) {
    const beyond = filter.order === 'asc' ? '>' : '<';
    where.push(
      `(${expression}, id) ${beyond} (${place(filter.after.key)}::${type}, ${place(filter.after.id)}::uuid)`,
    );
  }
  return {
    text: `with ${DUE_HOLDS},
           page as (
             select ${PRODUCT.columns}, ${expression} as "sortKey" from products
             where ${where.join('\n               and ')}
             order by ${expression} ${filter.order}, id ${filter.order}
             limit ${place(filter.limit + 1)}
           )
           select page.*, category.name as "categoryName", stock.on_hand as "onHand",
                  stock.reserved - coalesce((select sum(units) from due where due.product_id = page.id), 0) as reserved
           from page
           left join product_categories category on category.company_id = $1 and category.id = page."categoryId"
           cross join lateral (
             select coalesce(sum(on_hand), 0) as on_hand, coalesce(sum(reserved), 0) as reserved
             from inventory where company_id = $1 and product_id = page.id
           ) stock
           order by page."sortKey" ${filter.order}, page.id ${filter.order}`,
    values,
  };
};

const conditions = (filter: ProductFilter, place: (value: unknown) => string): string[] => {
  const { search, productIds, categoryIds, supplierIds, parentIds, lifecycle, active, stock } = filter;
  const found: string[] = [];
  if (search !== undefined) {
    const part = place(containing(search));
    found.push(
      `(name ilike ${part} or sku_key like lower(${part}) or lower(barcode) = lower(${place(search)}))`,
    );
  }
  if (productIds) found.push(`id = any(${place(productIds)}::uuid[])`);
  if (categoryIds) found.push(`category_id = any(${place(categoryIds)}::uuid[])`);
  if (supplierIds) {
    found.push(`exists (select 1 from supplier_products offer
                        where offer.company_id = $1 and offer.product_id = products.id
                          and offer.supplier_id = any(${place(supplierIds)}::uuid[]))`);
  }
  if (parentIds) found.push(`parent_id = any(${place(parentIds)}::uuid[])`);
  if (lifecycle !== undefined) found.push(`lifecycle = ${place(lifecycle)}::product_lifecycle`);
  if (active !== undefined) found.push(`active = ${place(active)}`);
  if (stock !== undefined)
    found.push(`(${availableAnywhere('products.id')}) ${stock === 'in' ? '> 0' : '<= 0'}`);
  return found;
};

/** What is available of a product in all active warehouses, less `due` holds; null where it has never been in stock. */
const availableAnywhere = (productId: string): string => `
              select sum(i.on_hand - i.reserved + coalesce(due.units, 0))
              from inventory i
              join warehouses w on w.company_id = $1 and w.id = i.warehouse_id and w.active
              left join due on due.product_id = i.product_id and due.warehouse_id = i.warehouse_id
              where i.company_id = $1 and i.product_id = ${productId} and not products.is_bundle`;

/** The row in wire form. */
export const wireProductListItem = ({ sortKey: _, ...row }: ProductListRow): ProductListItem => {
  const onHand = Number(row.onHand);
  const reserved = Number(row.reserved);
  return {
    ...wire(row),
    price: wireMoney(row.price),
    cost: row.cost === null ? null : wireMoney(row.cost),
    onHand,
    reserved,
    available: onHand - reserved,
  };
};
