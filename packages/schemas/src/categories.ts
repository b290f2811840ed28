import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  pageFields,
  pageOf,
  text,
  thresholdSchema,
  versionSchema,
  writeFields,
} from './primitives.ts';

/** A group of products that share a low-stock threshold. */
export const categorySchema = z.object({
  id: idSchema,
  name: z.string(),
  description: z.string().nullable(),
  /** Base units; null leaves it to the company. */
  lowStockThreshold: z.int().nullable(),
  active: z.boolean(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Category = z.output<typeof categorySchema>;

export const createCategoryInput = z.strictObject({
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  name: text(1, 255),
  description: text(1, 2000).nullish(),
  /** Base units; default 10; null leaves it to the company. */
  lowStockThreshold: thresholdSchema.nullable().default(10),
  ...writeFields,
});
export const getCategoryInput = z.strictObject({ categoryId: idSchema });
export const listCategoriesInput = z
  .strictObject({ active: z.boolean().optional(), search: text(1, 100).optional(), ...pageFields })
  .prefault({});
export const categoryPage = pageOf(categorySchema);
export const updateCategoryInput = z.strictObject({
  categoryId: idSchema,
  name: text(1, 255).optional(),
  description: text(1, 2000).nullish(),
  lowStockThreshold: thresholdSchema.nullish(),
  active: z.boolean().optional(),
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
export const deactivateCategoryInput = z.strictObject({ categoryId: idSchema, ...writeFields });

export type CreateCategoryInput = z.input<typeof createCategoryInput>;
export type GetCategoryInput = z.input<typeof getCategoryInput>;
export type ListCategoriesInput = z.input<typeof listCategoriesInput>;
export type UpdateCategoryInput = z.input<typeof updateCategoryInput>;
export type DeactivateCategoryInput = z.input<typeof deactivateCategoryInput>;
