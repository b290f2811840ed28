import { foldSku } from '@stockflow/domain';
import type { Product } from '@stockflow/schemas';
import type { CompanyTransaction } from '../connection/index.ts';
import { PRODUCT, type ProductRow, wireProduct } from './product-row.ts';
import type { ProductFields } from './product-store.ts';

/** A product that is to be made. */
export type NewProduct = Omit<ProductFields, 'active'> & {
  id: string;
  sku: string;
  name: string;
  price: string;
  lifecycle: Product['lifecycle'];
  isBundle?: boolean | undefined;
};

/** What became of an insert: all of them are there, or none counts and these indexes stood in the way. */
export interface ProductsInserted {
  /** In the order of the input. */
  products: Product[];
  takenSkus: number[];
  takenIds: number[];
}

/**
 * Adds products in one statement, however many. A SKU or id that is taken does not abort the transaction: the
 * row is left out, and all that were left out are named; the caller must then throw. Two calls that share SKUs
 * insert them in one order (by sku_key), so the second waits on the unique key for the first and neither for
 * both: no deadlock. Foreign keys are checked at the statement's end, so a variant may stand before its parent.
 */
export const insertProducts = async (
  tx: CompanyTransaction,
  products: readonly NewProduct[],
  now: Date,
): Promise<ProductsInserted> => {
  const rows = await tx.query<ProductRow>({
    name: 'products-insert',
    text: `insert into products (company_id, id, category_id, sku, sku_key, name, description, barcode, price, cost,
                                 weight_grams, length_mm, width_mm, height_mm, parent_id, option_values, lifecycle,
                                 is_bundle, low_stock_threshold, created_at, updated_at)
           select $1, id, "categoryId", sku, "skuKey", name, description, barcode, price, cost, "weightGrams",
                  "lengthMm", "widthMm", "heightMm", "parentId", "optionValues", lifecycle, coalesce("isBundle", false),
                  "lowStockThreshold", $3, $3
           from jsonb_to_recordset($2::jsonb) as given(
             id uuid, "categoryId" uuid, sku text, "skuKey" text, name text, description text, barcode text,
             price numeric, cost numeric, "weightGrams" integer, "lengthMm" integer, "widthMm" integer,
             "heightMm" integer, "parentId" uuid, "optionValues" jsonb, lifecycle product_lifecycle,
             "isBundle" boolean,
             "lowStockThreshold" integer)
           order by "skuKey"
           on conflict do nothing
           returning ${PRODUCT.columns}`,
    values: [
      tx.companyId,
      JSON.stringify(products.map((product) => ({ ...product, skuKey: foldSku(product.sku) }))),
      now,
    ],
  });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  const leftOut = products.filter(({ id }) => !rowOf.has(id));
  const taken = leftOut.length === 0 ? NONE_TAKEN : await readTaken(tx, leftOut);
  return {
    products: products.flatMap(({ id }) => rowOf.get(id) ?? []).map(wireProduct),
    takenSkus: indexesWhere(products, ({ id, sku }) => !rowOf.has(id) && taken.skuKeys.has(foldSku(sku))),
    takenIds: indexesWhere(products, ({ id }) => !rowOf.has(id) && taken.ids.has(id)),
  };
};

/** The SKUs and ids that products of the company have. */
export interface Taken {
  skuKeys: ReadonlySet<string>;
  ids: ReadonlySet<string>;
}

const NONE_TAKEN: Taken = { skuKeys: new Set(), ids: new Set() };

/** Which of these SKUs and ids are taken as far as this moment knows; takes no locks. */
export const readTaken = async (
  tx: CompanyTransaction,
  wanted: readonly { id: string; sku: string }[],
): Promise<Taken> => {
  const rows = await tx.query<{ id: string; skuKey: string }>({
    name: 'products-taken',
    text: `select id, sku_key as "skuKey" from products where company_id = $1 and sku_key = any($2::text[])
           union
           select id, sku_key from products where company_id = $1 and id = any($3::uuid[])`,
    values: [tx.companyId, wanted.map(({ sku }) => foldSku(sku)), wanted.map(({ id }) => id)],
  });
  return { skuKeys: new Set(rows.map((row) => row.skuKey)), ids: new Set(rows.map((row) => row.id)) };
};

const indexesWhere = <T>(items: readonly T[], test: (item: T) => boolean): number[] =>
  items.flatMap((item, index) => (test(item) ? [index] : []));
