import { z } from 'zod';
import {
  addressSchema,
  costInput,
  emailSchema,
  idSchema,
  instantSchema,
  moneySchema,
  pageFields,
  pageOf,
  phoneSchema,
  QUANTITY_MAX,
  text,
  versionSchema,
  wholeNumber,
  writeFields,
} from './primitives.ts';

/** A firm that goods are bought from. */
export const supplierSchema = z.object({
  id: idSchema,
  name: z.string(),
  contactEmail: z.string().nullable(),
  contactPhone: z.string().nullable(),
  address: addressSchema.nullable(),
  paymentTermsDays: z.int(),
  active: z.boolean(),
  version: z.int(),
  createdAt: instantSchema,
  updatedAt: instantSchema,
});
export type Supplier = z.output<typeof supplierSchema>;

const terms = wholeNumber(0, 365);

export const createSupplierInput = z.strictObject({
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  name: text(1, 255),
  contactEmail: emailSchema.nullish(),
  contactPhone: phoneSchema.nullish(),
  address: addressSchema.nullish(),
  /** Days; default 30. */
  paymentTermsDays: terms.default(30),
  ...writeFields,
});
export const getSupplierInput = z.strictObject({ supplierId: idSchema });
export const listSuppliersInput = z
  .strictObject({ active: z.boolean().optional(), search: text(1, 100).optional(), ...pageFields })
  .prefault({});
export const supplierPage = pageOf(supplierSchema);
export const updateSupplierInput = z.strictObject({
  supplierId: idSchema,
  name: text(1, 255).optional(),
  contactEmail: emailSchema.nullish(),
  contactPhone: phoneSchema.nullish(),
  address: addressSchema.nullish(),
  paymentTermsDays: terms.optional(),
  active: z.boolean().optional(),
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
export const deactivateSupplierInput = z.strictObject({ supplierId: idSchema, ...writeFields });

/** One supplier's terms for one product. Prices per base unit, lead time in days. */
export const supplierOfferSchema = z.object({
  supplierId: idSchema,
  supplierName: z.string(),
  productId: idSchema,
  productSku: z.string(),
  productName: z.string(),
  supplierSku: z.string().nullable(),
  price: moneySchema,
  leadTimeDays: z.int(),
  /** Fewest base units in an order (MOQ). */
  minimumOrderQuantity: z.int(),
  /** Base units in one pack. */
  packSize: z.int(),
  /** At most one offer per product is. */
  primary: z.boolean(),
  updatedAt: instantSchema,
});
export type SupplierOffer = z.output<typeof supplierOfferSchema>;

/** Makes the offer or replaces it. `primary: true` takes the mark from the offer that had it. */
export const setSupplierOfferInput = z.strictObject({
  supplierId: idSchema,
  productId: idSchema,
  supplierSku: text(1, 100).nullish(),
  price: costInput,
  leadTimeDays: wholeNumber(0, 3650),
  minimumOrderQuantity: wholeNumber(1, QUANTITY_MAX).default(1),
  packSize: wholeNumber(1, QUANTITY_MAX).default(1),
  primary: z.boolean().default(false),
  ...writeFields,
});
/** By supplier, by product, or both. */
export const listSupplierOffersInput = z
  .strictObject({ supplierId: idSchema.optional(), productId: idSchema.optional(), ...pageFields })
  .prefault({});
export const supplierOfferPage = pageOf(supplierOfferSchema);
export const removeSupplierOfferInput = z.strictObject({
  supplierId: idSchema,
  productId: idSchema,
  ...writeFields,
});

export type CreateSupplierInput = z.input<typeof createSupplierInput>;
export type GetSupplierInput = z.input<typeof getSupplierInput>;
export type ListSuppliersInput = z.input<typeof listSuppliersInput>;
export type UpdateSupplierInput = z.input<typeof updateSupplierInput>;
export type DeactivateSupplierInput = z.input<typeof deactivateSupplierInput>;
export type SetSupplierOfferInput = z.input<typeof setSupplierOfferInput>;
export type ListSupplierOffersInput = z.input<typeof listSupplierOffersInput>;
export type RemoveSupplierOfferInput = z.input<typeof removeSupplierOfferInput>;
