import { z } from 'zod';
import {
  costInput,
  idFilter,
  idSchema,
  instantSchema,
  moneySchema,
  PRODUCTS_MAX,
  pageFields,
  pageOf,
  priceInput,
  stockQuantitySchema,
  text,
  thresholdSchema,
  versionSchema,
  wholeNumber,
  writeFields,
} from './primitives.ts';

/** A stock-keeping unit: letters, digits and hyphens, 1 to 50. Unique in the company whatever its case. */
export const skuSchema = z
  .string()
  .trim()
  .min(1, 'Must not be empty.')
  .max(50, 'At most 50 characters.')
  .regex(/^[A-Za-z0-9-]+$/, 'Letters (A to Z), digits and hyphens only.');

/** Where a product is in its life; only active ones are reordered. */
export const lifecycleSchema = z.enum(['active', 'discontinued', 'archived']);

/** What is stocked. Money per base unit in the company's currency, weight in grams, lengths in millimetres. */
export const productSchema = z.object({
  id: idSchema,
  sku: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  barcode: z.string().nullable(),
  categoryId: idSchema.nullable(),
  price: moneySchema,
  cost: moneySchema.nullable(),
  weightGrams: z.int().nullable(),
  lengthMm: z.int().nullable(),
  widthMm: z.int().nullable(),
  heightMm: z.int().nullable(),
  parentId: idSchema.nullable(),
  optionValues: z.record(z.string(), z.string()).nullable(),
  isBundle: z.boolean(),
  lifecycle: lifecycleSchema,
  active: z.boolean(),
  /** Base units; null leaves it to the category. */
  lowStockThreshold: z.int().nullable(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Product = z.output<typeof productSchema>;

const optionValues = z
  .record(text(1, 50), text(1, 100))
  .refine((values) => Object.keys(values).length <= 10, 'At most 10 options.');
const dimension = wholeNumber(1, 1_000_000_000);

/** Fields of a product that may be left out; bundles have them too. */
export const productDetails = {
  description: text(1, 10_000).nullish(),
  barcode: text(1, 64).nullish(),
  categoryId: idSchema.nullish(),
  cost: costInput.nullish(),
  weightGrams: dimension.nullish(),
  lengthMm: dimension.nullish(),
  widthMm: dimension.nullish(),
  heightMm: dimension.nullish(),
  /** The product that this is a variant of. */
  parentId: idSchema.nullish(),
  optionValues: optionValues.nullish(),
  lowStockThreshold: thresholdSchema.nullish(),
};

const newProduct = {
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  sku: skuSchema,
  name: text(1, 255),
  price: priceInput,
  ...productDetails,
  lifecycle: lifecycleSchema.default('active'),
  /** Where the first stock lies; a level is made there even when the quantity is 0. */
  warehouseId: idSchema.optional(),
  /** Base units; default 0. Needs `warehouseId`. */
  initialQuantity: stockQuantitySchema.optional(),
};

const quantityNeedsWarehouse = (input: {
  warehouseId?: string | undefined;
  initialQuantity?: number | undefined;
}) => input.initialQuantity === undefined || input.warehouseId !== undefined;
const quantityNeedsWarehouseWords = {
  path: ['warehouseId'],
  message: 'Say the warehouse that holds the initial quantity.',
};

export const createProductInput = z
  .strictObject({ ...newProduct, ...writeFields })
  .refine(quantityNeedsWarehouse, quantityNeedsWarehouseWords);

/** The product, and the level that was made with it (null without a warehouse). */
export const productCreatedSchema = z.object({
  product: productSchema,
  level: z
    .object({ warehouseId: idSchema, onHand: z.int(), reserved: z.int(), available: z.int() })
    .nullable(),
});
export type ProductCreated = z.output<typeof productCreatedSchema>;

/** Up to 500 products, all or none. */
export const createProductsInput = z.strictObject({
  products: z
    .array(z.strictObject(newProduct).refine(quantityNeedsWarehouse, quantityNeedsWarehouseWords))
    .min(1)
    .max(PRODUCTS_MAX),
  ...writeFields,
});
export const productsCreatedSchema = z.object({
  products: z.array(z.object({ id: idSchema, sku: z.string() })),
});
export type ProductsCreated = z.output<typeof productsCreatedSchema>;

export const getProductInput = z.strictObject({ productId: idSchema });
export const getProductBySkuInput = z.strictObject({ sku: skuSchema });

/** What a product list is ordered by. */
export const productSortSchema = z.enum(['sku', 'name', 'createdAt']);

export const listProductsInput = z
  .strictObject({
    /** Part of the name or SKU, or the whole barcode; whatever its case. */
    search: text(1, 100).optional(),
    /** Only these. */
    productIds: idFilter.optional(),
    categoryIds: idFilter.optional(),
    supplierIds: idFilter.optional(),
    /** Variants of these. */
    parentIds: idFilter.optional(),
    lifecycle: lifecycleSchema.optional(),
    active: z.boolean().optional(),
    /**
     * `out`: has been in stock, and nothing of it is available in any active warehouse; `in`: something is. Bundles have no
     * stock of their own and are neither.
     */
    stock: z.enum(['in', 'out']).optional(),
    sort: productSortSchema.default('sku'),
    order: z.enum(['asc', 'desc']).default('asc'),
    ...pageFields,
  })
  .prefault({});
/** A product in a list, with its stock summed over the warehouses. Base units. */
export const productListItemSchema = productSchema.extend({
  categoryName: z.string().nullable(),
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
});
export type ProductListItem = z.output<typeof productListItemSchema>;
export const productPage = pageOf(productListItemSchema);

export const updateProductInput = z.strictObject({
  productId: idSchema,
  sku: skuSchema.optional(),
  name: text(1, 255).optional(),
  price: priceInput.optional(),
  ...productDetails,
  lifecycle: lifecycleSchema.optional(),
  active: z.boolean().optional(),
  /** Refuse with VERSION_CONFLICT when the product has changed since. */
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
export const deactivateProductInput = z.strictObject({ productId: idSchema, ...writeFields });

export type CreateProductInput = z.input<typeof createProductInput>;
export type CreateProductsInput = z.input<typeof createProductsInput>;
export type GetProductInput = z.input<typeof getProductInput>;
export type GetProductBySkuInput = z.input<typeof getProductBySkuInput>;
export type ListProductsInput = z.input<typeof listProductsInput>;
export type UpdateProductInput = z.input<typeof updateProductInput>;
export type DeactivateProductInput = z.input<typeof deactivateProductInput>;
