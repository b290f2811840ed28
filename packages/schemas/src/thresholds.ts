import { z } from 'zod';
import { THRESHOLD_SOURCES } from './alerts.ts';
import { idFilter, idSchema, pageFields, pageOf, text, thresholdSchema, writeFields } from './primitives.ts';

/** Thresholds in one call. */
export const THRESHOLDS_MAX = 500;
/** Levels or products that one filter may set. */
export const THRESHOLD_MATCHES_MAX = 10_000;

interface Entry {
  productId?: string | undefined;
  warehouseId?: string | undefined;
  categoryId?: string | undefined;
  threshold: number | null;
}

const placeOf = ({ productId, warehouseId, categoryId }: Entry): string =>
  [productId, warehouseId, categoryId].join('/');

/**
 * One threshold and where it is set: a product in one warehouse (`productId` and `warehouseId`), a product, a category, or,
 * without any of these, the company.
 */
const thresholdEntry = z
  .strictObject({
    productId: idSchema.optional(),
    /** Only with `productId`: the product's threshold in this warehouse. */
    warehouseId: idSchema.optional(),
    /** Only by itself. */
    categoryId: idSchema.optional(),
    /** Base units, 0 or more; null leaves it to the next: product, category, company. The company's cannot be null. */
    threshold: thresholdSchema.nullable(),
  })
  .refine(({ productId, warehouseId }) => warehouseId === undefined || productId !== undefined, {
    path: ['warehouseId'],
    message: 'Say of which product: give productId, too.',
  })
  .refine(
    ({ productId, warehouseId, categoryId }) =>
      categoryId === undefined || (productId === undefined && warehouseId === undefined),
    { path: ['categoryId'], message: 'Give either a category or a product.' },
  )
  .refine(({ threshold, ...place }) => threshold !== null || Object.values(place).some(Boolean), {
    path: ['threshold'],
    message: 'The company must have a threshold: there is nothing else to fall back on.',
  });

export const setThresholdsInput = z.strictObject({
  /** 1 to 500, each place once. All are set, or none. */
  thresholds: z
    .array(thresholdEntry)
    .min(1, 'Give at least one threshold.')
    .max(THRESHOLDS_MAX, `At most ${THRESHOLDS_MAX} thresholds in one call.`)
    .superRefine((entries, context) => {
      const seen = new Set<string>();
      for (const [index, entry] of entries.entries()) {
        const place = placeOf(entry);
        if (seen.has(place)) {
          const message = 'This place has a threshold in this call already.';
          context.addIssue({ code: 'custom', path: [index], message });
        }
        seen.add(place);
      }
    }),
  ...writeFields,
});

/** What a filter finds: products, and of them the levels in the warehouses. */
const thresholdFilter = z.strictObject({
  /** Needed for levels, and only for them. */
  warehouseIds: idFilter.optional(),
  categoryIds: idFilter.optional(),
  /** Products whose primary supplier is one of these. */
  supplierIds: idFilter.optional(),
  productIds: idFilter.optional(),
  /** Part of the name or SKU, or the whole barcode; whatever its case. */
  search: text(1, 100).optional(),
});

export const setThresholdsWhereInput = z
  .strictObject({
    /** `product`: the products' own thresholds; `level`: those of the levels that are in the warehouses named. */
    scope: z.enum(['level', 'product']),
    /** Every condition holds; without any, all products. Bundles have no stock and are left out. */
    where: thresholdFilter,
    /** Base units, 0 or more; null leaves it to the next: product, category, company. */
    threshold: thresholdSchema.nullable(),
    /** Only count; default false. */
    dryRun: z.boolean().default(false),
    ...writeFields,
  })
  .refine(({ scope, where }) => scope !== 'level' || where.warehouseIds !== undefined, {
    path: ['where', 'warehouseIds'],
    message: 'Say in which warehouses.',
  })
  .refine(({ scope, where }) => scope !== 'product' || where.warehouseIds === undefined, {
    path: ['where', 'warehouseIds'],
    message: 'A product’s threshold counts in every warehouse. Take scope "level" to set it in some.',
  });

/** How many thresholds the call named or found, and how many of them were another before. */
export const thresholdsSetSchema = z.object({ matched: z.int(), changed: z.int() });
export type ThresholdsSet = z.output<typeof thresholdsSetSchema>;

export const listThresholdsInput = z
  .strictObject({
    productIds: idFilter.optional(),
    warehouseIds: idFilter.optional(),
    categoryIds: idFilter.optional(),
    /** Part of the product's name or SKU, or its whole barcode; whatever its case. */
    search: text(1, 100).optional(),
    /** Only levels whose threshold comes from there. */
    source: z.enum(THRESHOLD_SOURCES).optional(),
    ...pageFields,
  })
  .prefault({});

/** A stock level's threshold, and all that it could come from. Base units. */
export const levelThresholdSchema = z.object({
  productId: idSchema,
  sku: z.string(),
  productName: z.string(),
  warehouseId: idSchema,
  warehouseName: z.string(),
  categoryId: idSchema.nullable(),
  /** The one that counts. */
  threshold: z.int(),
  /** Where it comes from: the first that exists of level, product, category, company. */
  source: z.enum(THRESHOLD_SOURCES),
  /** Of this product in this warehouse. */
  levelThreshold: z.int().nullable(),
  productThreshold: z.int().nullable(),
  categoryThreshold: z.int().nullable(),
  companyThreshold: z.int(),
  /** False where nothing can be low: the product or the warehouse is not active. */
  watched: z.boolean(),
});
export type LevelThreshold = z.output<typeof levelThresholdSchema>;
export const levelThresholdPage = pageOf(levelThresholdSchema);

export type SetThresholdsInput = z.input<typeof setThresholdsInput>;
export type SetThresholdsWhereInput = z.input<typeof setThresholdsWhereInput>;
export type ListThresholdsInput = z.input<typeof listThresholdsInput>;
