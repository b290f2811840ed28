import { foldSku, type Refusal, refuse } from '@stockflow/domain';
import type { Product } from '@stockflow/schemas';
import { markThresholds } from '../alert/mark-thresholds.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { PRODUCT, type ProductRow, wireProduct } from './product-row.ts';
import { deactivateRow, lockRow, rowById, updateRow } from './rows.ts';
import { refusingTaken } from './taken.ts';

/** What an update may change of a product. */
export type ProductFields = {
  [Field in
    | 'sku'
    | 'name'
    | 'description'
    | 'barcode'
    | 'categoryId'
    | 'price'
    | 'cost'
    | 'weightGrams'
    | 'lengthMm'
    | 'widthMm'
    | 'heightMm'
    | 'parentId'
    | 'optionValues'
    | 'lifecycle'
    | 'active'
    | 'lowStockThreshold']?: Product[Field] | undefined;
};

interface ProductUpdate {
  id: string;
  fields: ProductFields;
  expectedVersion?: number | undefined;
  now: Date;
}

/** One product by its id. */
export const productById = (companyId: string, id: string): Statement => rowById(PRODUCT, companyId, id);

/** One product by its SKU, whatever its case; reads the unique index (company, sku_key). */
export const productBySku = (companyId: string, sku: string): Statement => ({
  name: 'product-by-sku',
  text: `select ${PRODUCT.columns} from products where company_id = $1 and sku_key = $2`,
  values: [companyId, foldSku(sku)],
});

/** A SKU that another product of the company has. */
export const skuTaken = (sku: string): Refusal<'SKU_TAKEN'> =>
  refuse('SKU_TAKEN', { sku }, `Another product of this company has the SKU ${sku}.`);

/** Changes a product; SKU_TAKEN when another has the new SKU. References are checked before, by the door. */
export const changeProduct = async (
  tx: CompanyTransaction,
  { id, fields, expectedVersion, now }: ProductUpdate,
): Promise<Product> => {
  const changes = {
    sku: fields.sku,
    sku_key: fields.sku === undefined ? undefined : foldSku(fields.sku),
    name: fields.name,
    description: fields.description,
    barcode: fields.barcode,
    category_id: fields.categoryId,
    price: fields.price,
    cost: fields.cost,
    weight_grams: fields.weightGrams,
    length_mm: fields.lengthMm,
    width_mm: fields.widthMm,
    height_mm: fields.heightMm,
    parent_id: fields.parentId,
    option_values: fields.optionValues,
    lifecycle: fields.lifecycle,
    active: fields.active,
    low_stock_threshold: fields.lowStockThreshold,
  };
  const isWatched = WATCHED_FIELDS.some((field) => fields[field] !== undefined);
  const before = isWatched ? await lockRow<ProductRow>(tx, PRODUCT, id) : null;
  const row = await refusingTaken(updateRow<ProductRow>(tx, PRODUCT, { id, changes, expectedVersion, now }), {
    products_company_id_sku_key_key: () => skuTaken(fields.sku ?? ''),
  });
  if (before && WATCHED_FIELDS.some((field) => before[field] !== row[field]))
    markThresholds(tx, [{ scope: 'product', id }]);
  return wireProduct(row);
};

/** Fields of a product that say which threshold counts for its levels, and whether any does. */
const WATCHED_FIELDS = ['lowStockThreshold', 'categoryId', 'lifecycle', 'active'] as const;

/** Takes a product out of use, whatever stock it has; a second time does nothing. */
export const closeProduct = async (tx: CompanyTransaction, id: string, now: Date): Promise<Product> => {
  const { row, wasActive } = await deactivateRow<ProductRow>(tx, PRODUCT, { id, now });
  if (wasActive) markThresholds(tx, [{ scope: 'product', id }]);
  return wireProduct(row);
};
