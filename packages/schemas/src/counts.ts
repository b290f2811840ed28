import { z } from 'zod';
import {
  idFilter,
  idSchema,
  instantInput,
  instantSchema,
  pageFields,
  pageOf,
  STOCK_LINES_MAX,
  stockQuantitySchema,
  text,
  versionSchema,
  writeFields,
} from './primitives.ts';

/** The most products in one count. */
export const COUNT_LINES_MAX = 10_000;

export const COUNT_STATUSES = ['open', 'posted', 'cancelled'] as const;
export const countStatusSchema = z.enum(COUNT_STATUSES);
export type CountStatus = (typeof COUNT_STATUSES)[number];

/** A stock count in one warehouse, without its lines. */
export const countSchema = z.object({
  id: idSchema,
  warehouseId: idSchema,
  status: countStatusSchema,
  /** True when those who count are not told what is expected: the figures are null while it is open. */
  blind: z.boolean(),
  notes: z.string().nullable(),
  openedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  version: z.int(),
  lineCount: z.int(),
  countedCount: z.int(),
  /** Counted lines that differ from what was expected; null while a blind count is open. */
  differenceCount: z.int().nullable(),
  recountCount: z.int(),
});
export type Count = z.output<typeof countSchema>;

/** One product of a count. Base units. */
export const countLineSchema = z.object({
  productId: idSchema,
  sku: z.string(),
  productName: z.string(),
  barcode: z.string().nullable(),
  /** On hand when the count was opened; null while a blind count is open. */
  openedOnHand: z.int().nullable(),
  countedQuantity: z.int().nullable(),
  /** On hand in the books at the moment of counting; null until then, and while a blind count is open. */
  expectedOnHand: z.int().nullable(),
  /** countedQuantity − expectedOnHand; null as these. */
  difference: z.int().nullable(),
  countedAt: instantSchema.nullable(),
  /** How often it was counted. */
  rounds: z.int(),
  /** True while it has to be counted once more. */
  recount: z.boolean(),
  /** Change of on hand that was posted; null until then. */
  postedChange: z.int().nullable(),
  notes: z.string().nullable(),
});
export type CountLine = z.output<typeof countLineSchema>;

export const openCountInput = z.strictObject({
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  warehouseId: idSchema,
  /** What to count; default every product that has stock here, or had and is active. A product without a level gets one. */
  productIds: z.array(idSchema).min(1).max(STOCK_LINES_MAX).optional(),
  /** Only products of these categories, also among `productIds`. */
  categoryIds: idFilter.optional(),
  /** Do not tell those who count what is expected; default false. */
  blind: z.boolean().default(false),
  notes: text(1, 1000).optional(),
  ...writeFields,
});
export const recordCountInput = z.strictObject({
  countId: idSchema,
  lines: z
    .array(
      z.strictObject({
        /** One that is not in the count yet comes into it: it was found on the shelf. */
        productId: idSchema,
        /** What lies there. Base units. */
        quantity: stockQuantitySchema,
        /** When it was counted, if not now: since the count was opened, not in the future. */
        countedAt: instantInput.optional(),
        /** Compare-and-set: refuse with VERSION_CONFLICT unless it was counted this often before (see `rounds`). */
        expectedRounds: versionSchema.optional(),
        notes: text(1, 1000).optional(),
      }),
    )
    .min(1)
    .max(STOCK_LINES_MAX)
    .refine(
      (lines) => new Set(lines.map((line) => line.productId)).size === lines.length,
      'Name each product once.',
    ),
  ...writeFields,
});
export const recountInput = z.strictObject({
  countId: idSchema,
  /** Default every counted line that differs. */
  productIds: z.array(idSchema).min(1).max(STOCK_LINES_MAX).optional(),
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
export const postCountInput = z.strictObject({
  countId: idSchema,
  /** `refuse` (default): every line must have been counted. `skip`: lines that were not counted stay as they are. */
  uncounted: z.enum(['refuse', 'skip']).default('refuse'),
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
/** What was posted: the lines that changed, by SKU, at most 500; `differenceCount` of the count says how many there are. */
export const countPostedSchema = z.object({ count: countSchema, changes: z.array(countLineSchema) });
export type CountPosted = z.output<typeof countPostedSchema>;
export const cancelCountInput = z.strictObject({
  countId: idSchema,
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
export const getCountInput = z.strictObject({ countId: idSchema });
export const listCountsInput = z
  .strictObject({ status: countStatusSchema.optional(), warehouseId: idSchema.optional(), ...pageFields })
  .prefault({});
/** Newest first. */
export const countPage = pageOf(countSchema);
export const listCountLinesInput = z.strictObject({
  countId: idSchema,
  /** `uncounted`, `different` (refused while a blind count is open), or `recount`; default all. */
  show: z.enum(['all', 'uncounted', 'different', 'recount']).default('all'),
  ...pageFields,
});
/** By SKU. */
export const countLinePage = pageOf(countLineSchema);

export type OpenCountInput = z.input<typeof openCountInput>;
export type RecordCountInput = z.input<typeof recordCountInput>;
export type RecountInput = z.input<typeof recountInput>;
export type PostCountInput = z.input<typeof postCountInput>;
export type CancelCountInput = z.input<typeof cancelCountInput>;
export type GetCountInput = z.input<typeof getCountInput>;
export type ListCountsInput = z.input<typeof listCountsInput>;
export type ListCountLinesInput = z.input<typeof listCountLinesInput>;
