// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { CategoryId } from './ids.ts';

/** A group of products that share a low-stock threshold. */
export interface Category {
  id: CategoryId;
  name: string;
  description: string | null;
  /** Base units; null leaves it to the company. */
  lowStockThreshold: number | null;
  /** False once it is out of use. */
  active: boolean;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
  updatedAt: string;
}

export interface CreateCategoryInput {
  name: string;
  /** The caller may make the id (UUIDv7). */
  id?: CategoryId | undefined;
  description?: string | null | undefined;
  /** Base units; default 10; null leaves it to the company. */
  lowStockThreshold?: number | null | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface DeactivateCategoryInput {
  categoryId: CategoryId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetCategoryInput {
  categoryId: CategoryId;
}

export interface ListCategoriesInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  search?: string | undefined;
}

export interface UpdateCategoryInput {
  categoryId: CategoryId;
  name?: string | undefined;
  description?: string | null | undefined;
  /** Base units; null leaves it to the category, then to the company. */
  lowStockThreshold?: number | null | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
  /** Refuse with `VersionConflictError` unless it is at this version. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
