import { z } from 'zod';
import { idSchema, priceInput, quantitySchema, text, writeFields } from './primitives.ts';
import { lifecycleSchema, productDetails, productSchema, skuSchema } from './products.ts';

/** The most components of one bundle. */
export const BUNDLE_COMPONENTS_MAX = 100;
/** How deep bundles may stand in each other. */
export const BUNDLE_DEPTH_MAX = 8;

/** What one bundle is made of. */
const components = z
  .array(z.strictObject({ productId: idSchema, quantity: quantitySchema }))
  .min(1)
  .max(BUNDLE_COMPONENTS_MAX)
  .refine(
    (list) => new Set(list.map((part) => part.productId)).size === list.length,
    'Name each component once.',
  );

/** One component of a bundle. */
export const bundleComponentSchema = z.object({
  productId: idSchema,
  sku: z.string(),
  productName: z.string(),
  /** Base units of it in one bundle. */
  quantity: z.int(),
  /** True when it is a bundle itself. */
  isBundle: z.boolean(),
});
export const bundleSchema = z.object({ productId: idSchema, components: z.array(bundleComponentSchema) });
export type Bundle = z.output<typeof bundleSchema>;
/** A bundle is a product without stock of its own; a product stays what it was made. */
export const createBundleInput = z.strictObject({
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  sku: skuSchema,
  name: text(1, 255),
  price: priceInput,
  ...productDetails,
  lifecycle: lifecycleSchema.default('active'),
  components,
  ...writeFields,
});
export const bundleCreatedSchema = bundleSchema.extend({ product: productSchema });
export type BundleCreated = z.output<typeof bundleCreatedSchema>;
export type CreateBundleInput = z.input<typeof createBundleInput>;
export const getBundleInput = z.strictObject({ productId: idSchema });
export const setBundleInput = z.strictObject({ productId: idSchema, components, ...writeFields });
export type GetBundleInput = z.input<typeof getBundleInput>;
export type SetBundleInput = z.input<typeof setBundleInput>;
