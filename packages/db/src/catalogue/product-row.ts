import { wireMoney } from '@stockflow/domain';
import type { Product } from '@stockflow/schemas';
import type { RowKind } from './rows.ts';
import { type Stamped, wire } from './wire.ts';

/** A product as the database answers it: money with all the decimals of its column. */
export type ProductRow = Stamped<Product>;

/** The select list of a product. */
export const PRODUCT: RowKind = {
  table: 'products',
  what: 'product',
  columns: `id, sku, name, description, barcode, category_id as "categoryId", price, cost,
            weight_grams as "weightGrams", length_mm as "lengthMm", width_mm as "widthMm", height_mm as "heightMm",
            parent_id as "parentId", option_values as "optionValues", is_bundle as "isBundle", lifecycle, active,
            low_stock_threshold as "lowStockThreshold", version,
            created_at as "createdAt", updated_at as "updatedAt"`,
};

/** The product in wire form. */
export const wireProduct = (row: ProductRow): Product => ({
  ...wire(row),
  price: wireMoney(row.price),
  cost: row.cost === null ? null : wireMoney(row.cost),
});
