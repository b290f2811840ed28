// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { CategoryId, ProductId } from './ids.ts';
import type { Product } from './products.ts';

export interface Bundle {
  productId: ProductId;
  components: {
    productId: ProductId;
    sku: string;
    productName: string;
    /** Base units of it in one bundle. */
    quantity: number;
    /** True when it is a bundle itself. */
    isBundle: boolean;
  }[];
}

export interface BundleCreated {
  productId: ProductId;
  components: {
    productId: ProductId;
    sku: string;
    productName: string;
    /** Base units of it in one bundle. */
    quantity: number;
    /** True when it is a bundle itself. */
    isBundle: boolean;
  }[];
  product: Product;
}

/** A bundle is a product without stock of its own; a product stays what it was made. */
export interface CreateBundleInput {
  components: {
    productId: ProductId;
    /** Base units. */
    quantity: number;
  }[];
  /** Letters, digits and hyphens, 1 to 50; unique in the company whatever its case. */
  sku: string;
  name: string;
  /** A decimal string such as "6.90", per base unit, in the company's currency. */
  price: string;
  lifecycle?: 'active' | 'archived' | 'discontinued' | undefined;
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

export interface GetBundleInput {
  productId: ProductId;
}

export interface SetBundleInput {
  productId: ProductId;
  components: {
    productId: ProductId;
    /** Base units. */
    quantity: number;
  }[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
