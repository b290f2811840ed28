// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { CategoryId, ProductId, SupplierId, WarehouseId } from './ids.ts';

export interface CreateProductInput {
  /** Letters, digits and hyphens, 1 to 50; unique in the company whatever its case. */
  sku: string;
  name: string;
  /** A decimal string such as "6.90", per base unit, in the company's currency. */
  price: string;
  lifecycle?: 'active' | 'archived' | 'discontinued' | undefined;
  /** Where the first stock lies; a level is made there even when the quantity is 0. */
  warehouseId?: WarehouseId | undefined;
  /** Base units; default 0. Needs `warehouseId`. */
  initialQuantity?: number | undefined;
  description?: string | null | undefined;
  barcode?: string | null | undefined;
  categoryId?: CategoryId | null | undefined;
  /** A decimal string of at most four decimals, per base unit, in the company's currency. */
  cost?: string | null | undefined;
  weightGrams?: number | null | undefined;
  lengthMm?: number | null | undefined;
  widthMm?: number | null | undefined;
  heightMm?: number | null | undefined;
  /** The product that this is a variant of. */
  parentId?: ProductId | null | undefined;
  optionValues?: Record<string, string> | null | undefined;
  /** Base units; null leaves it to the category, then to the company. */
  lowStockThreshold?: number | null | undefined;
  /** The caller may make the id (UUIDv7). */
  id?: ProductId | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** Up to 500 products, all or none. */
export interface CreateProductsInput {
  products: {
    /** Letters, digits and hyphens, 1 to 50; unique in the company whatever its case. */
    sku: string;
    name: string;
    /** A decimal string such as "6.90", per base unit, in the company's currency. */
    price: string;
    lifecycle?: 'active' | 'archived' | 'discontinued' | undefined;
    /** Where the first stock lies; a level is made there even when the quantity is 0. */
    warehouseId?: WarehouseId | undefined;
    /** Base units; default 0. Needs `warehouseId`. */
    initialQuantity?: number | undefined;
    description?: string | null | undefined;
    barcode?: string | null | undefined;
    categoryId?: CategoryId | null | undefined;
    /** A decimal string of at most four decimals, per base unit, in the company's currency. */
    cost?: string | null | undefined;
    weightGrams?: number | null | undefined;
    lengthMm?: number | null | undefined;
    widthMm?: number | null | undefined;
    heightMm?: number | null | undefined;
    /** The product that this is a variant of. */
    parentId?: ProductId | null | undefined;
    optionValues?: Record<string, string> | null | undefined;
    /** Base units; null leaves it to the category, then to the company. */
    lowStockThreshold?: number | null | undefined;
    /** The caller may make the id (UUIDv7). */
    id?: ProductId | undefined;
  }[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface DeactivateProductInput {
  productId: ProductId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetProductBySkuInput {
  /** Letters, digits and hyphens, 1 to 50; unique in the company whatever its case. */
  sku: string;
}

export interface GetProductInput {
  productId: ProductId;
}

export interface ListProductsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** Part of the name or SKU, or the whole barcode; whatever its case. */
  search?: string | undefined;
  /** Only these. */
  productIds?: ProductId[] | undefined;
  categoryIds?: CategoryId[] | undefined;
  supplierIds?: SupplierId[] | undefined;
  /** Variants of these. */
  parentIds?: ProductId[] | undefined;
  lifecycle?: 'active' | 'archived' | 'discontinued' | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  /**
   * `out`: has been in stock, and nothing of it is available in any active warehouse; `in`: something is.
   * Bundles have no
   * stock of their own and are neither.
   */
  stock?: 'in' | 'out' | undefined;
  sort?: 'createdAt' | 'name' | 'sku' | undefined;
  order?: 'asc' | 'desc' | undefined;
}

/**
 * What is stocked. Money per base unit in the company's currency, weight in grams, lengths in millimetres.
 */
export interface Product {
  id: ProductId;
  sku: string;
  name: string;
  description: string | null;
  barcode: string | null;
  categoryId: CategoryId | null;
  /** A decimal string such as "6.90", per base unit, in the company's currency. */
  price: string;
  /** A decimal string of at most four decimals, per base unit, in the company's currency. */
  cost: string | null;
  weightGrams: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
  parentId: ProductId | null;
  optionValues: Record<string, string> | null;
  isBundle: boolean;
  lifecycle: 'active' | 'archived' | 'discontinued' | (string & {});
  /** False once it is out of use. */
  active: boolean;
  /** Base units; null leaves it to the category. */
  lowStockThreshold: number | null;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

/** The product, and the level that was made with it (null without a warehouse). */
export interface ProductCreated {
  product: Product;
  level: {
    warehouseId: WarehouseId;
    /** Base units that are there. */
    onHand: number;
    /** Base units that are held for sales. */
    reserved: number;
    /** Base units that can still be sold: `onHand` less `reserved`. */
    available: number;
  } | null;
}

/** A product in a list, with its stock summed over the warehouses. Base units. */
export interface ProductListItem {
  id: ProductId;
  sku: string;
  name: string;
  description: string | null;
  barcode: string | null;
  categoryId: CategoryId | null;
  /** A decimal string such as "6.90", per base unit, in the company's currency. */
  price: string;
  /** A decimal string of at most four decimals, per base unit, in the company's currency. */
  cost: string | null;
  weightGrams: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  heightMm: number | null;
  parentId: ProductId | null;
  optionValues: Record<string, string> | null;
  isBundle: boolean;
  lifecycle: 'active' | 'archived' | 'discontinued' | (string & {});
  /** False once it is out of use. */
  active: boolean;
  /** Base units; null leaves it to the category. */
  lowStockThreshold: number | null;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
  updatedAt: string;
  categoryName: string | null;
  /** Base units that are there. */
  onHand: number;
  /** Base units that are held for sales. */
  reserved: number;
  /** Base units that can still be sold: `onHand` less `reserved`. */
  available: number;
}

export interface ProductsCreated {
  products: {
    id: ProductId;
    sku: string;
  }[];
}

export interface UpdateProductInput {
  productId: ProductId;
  lifecycle?: 'active' | 'archived' | 'discontinued' | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  /** Refuse with VERSION_CONFLICT when the product has changed since. */
  expectedVersion?: number | undefined;
  description?: string | null | undefined;
  barcode?: string | null | undefined;
  categoryId?: CategoryId | null | undefined;
  /** A decimal string of at most four decimals, per base unit, in the company's currency. */
  cost?: string | null | undefined;
  weightGrams?: number | null | undefined;
  lengthMm?: number | null | undefined;
  widthMm?: number | null | undefined;
  heightMm?: number | null | undefined;
  /** The product that this is a variant of. */
  parentId?: ProductId | null | undefined;
  optionValues?: Record<string, string> | null | undefined;
  /** Base units; null leaves it to the category, then to the company. */
  lowStockThreshold?: number | null | undefined;
  /** Letters, digits and hyphens, 1 to 50; unique in the company whatever its case. */
  sku?: string | undefined;
  name?: string | undefined;
  /** A decimal string such as "6.90", per base unit, in the company's currency. */
  price?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
