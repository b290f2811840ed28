// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { CategoryId, ProductId, SupplierId, WarehouseId } from './ids.ts';

/** A stock level's threshold, and all that it could come from. Base units. */
export interface LevelThreshold {
  productId: ProductId;
  sku: string;
  productName: string;
  warehouseId: WarehouseId;
  warehouseName: string;
  categoryId: CategoryId | null;
  /** The one that counts. */
  threshold: number;
  /** Where it comes from: the first that exists of level, product, category, company. */
  source: 'category' | 'company' | 'level' | 'product' | (string & {});
  /** Of this product in this warehouse. */
  levelThreshold: number | null;
  productThreshold: number | null;
  categoryThreshold: number | null;
  companyThreshold: number;
  /** False where nothing can be low: the product or the warehouse is not active. */
  watched: boolean;
}

export interface ListThresholdsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  productIds?: ProductId[] | undefined;
  warehouseIds?: WarehouseId[] | undefined;
  categoryIds?: CategoryId[] | undefined;
  /** Part of the product's name or SKU, or its whole barcode; whatever its case. */
  search?: string | undefined;
  /** Only levels whose threshold comes from there. */
  source?: 'category' | 'company' | 'level' | 'product' | undefined;
}

export interface SetThresholdsInput {
  /** 1 to 500, each place once. All are set, or none. */
  thresholds: {
    /**
     * Base units, 0 or more; null leaves it to the next: product, category, company. The company's cannot be
     * null.
     */
    threshold: number | null;
    productId?: ProductId | undefined;
    /** Only with `productId`: the product's threshold in this warehouse. */
    warehouseId?: WarehouseId | undefined;
    /** Only by itself. */
    categoryId?: CategoryId | undefined;
  }[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface SetThresholdsWhereInput {
  /**
   * `product`: the products' own thresholds; `level`: those of the levels that are in the warehouses named.
   */
  scope: 'level' | 'product';
  /** Every condition holds; without any, all products. Bundles have no stock and are left out. */
  where: {
    /** Needed for levels, and only for them. */
    warehouseIds?: WarehouseId[] | undefined;
    categoryIds?: CategoryId[] | undefined;
    /** Products whose primary supplier is one of these. */
    supplierIds?: SupplierId[] | undefined;
    productIds?: ProductId[] | undefined;
    /** Part of the name or SKU, or the whole barcode; whatever its case. */
    search?: string | undefined;
  };
  /** Base units, 0 or more; null leaves it to the next: product, category, company. */
  threshold: number | null;
  /** Only count; default false. */
  dryRun?: boolean | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** How many thresholds the call named or found, and how many of them were another before. */
export interface ThresholdsSet {
  matched: number;
  changed: number;
}
