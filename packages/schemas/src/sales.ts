import { z } from 'zod';
import {
  costInput,
  emailSchema,
  idSchema,
  instantInput,
  instantSchema,
  moneySchema,
  pageFields,
  pageOf,
  quantitySchema,
  SALE_LINES_MAX,
  stockQuantitySchema,
  text,
  versionSchema,
  writeFields,
} from './primitives.ts';

export const SALE_STATUSES = ['draft', 'confirmed', 'completed', 'returned', 'cancelled'] as const;
export const saleStatusSchema = z.enum(SALE_STATUSES);
export type SaleStatus = (typeof SALE_STATUSES)[number];

/** One line of a sale. Quantities in base units, money in the company's currency. */
export const saleLineSchema = z.object({
  lineNumber: z.int(),
  productId: idSchema,
  sku: z.string(),
  productName: z.string(),
  warehouseId: idSchema,
  warehouseName: z.string(),
  quantity: z.int(),
  quantityShipped: z.int(),
  quantityReturned: z.int(),
  unitPrice: moneySchema,
  lineTotal: moneySchema,
});
export type SaleLine = z.output<typeof saleLineSchema>;

/** A sale without its lines. */
export const saleSummarySchema = z.object({
  id: idSchema,
  externalId: z.string().nullable(),
  channel: z.string(),
  status: saleStatusSchema,
  customerName: z.string().nullable(),
  customerEmail: z.string().nullable(),
  total: moneySchema,
  lineCount: z.int(),
  notes: z.string().nullable(),
  saleDate: instantSchema,
  confirmedAt: instantSchema.nullable(),
  completedAt: instantSchema.nullable(),
  cancelledAt: instantSchema.nullable(),
  version: z.int(),
  createdAt: instantSchema,
});
export type SaleSummary = z.output<typeof saleSummarySchema>;

/** A sale with its lines. */
export const saleSchema = saleSummarySchema.extend({ lines: z.array(saleLineSchema) });
export type Sale = z.output<typeof saleSchema>;

const channel = text(1, 50);
const externalId = text(1, 100);
const saleFields = {
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  /** Where it was sold: web, store, phone … in your own words; default "direct". */
  channel: channel.default('direct'),
  customerName: text(1, 255).nullish(),
  customerEmail: emailSchema.nullish(),
  notes: text(1, 2000).nullish(),
};

export const createSaleInput = z.strictObject({
  ...saleFields,
  /** Its number in the system it came from; unique in its channel. */
  externalId: externalId.nullish(),
  /** `confirmed` (default) reserves the stock; `draft` does not yet. */
  status: z.enum(['draft', 'confirmed']).default('confirmed'),
  lines: z
    .array(
      z.strictObject({
        productId: idSchema,
        warehouseId: idSchema,
        quantity: quantitySchema,
        /** Price of one base unit; default the product's price. */
        unitPrice: costInput.optional(),
      }),
    )
    .min(1)
    .max(SALE_LINES_MAX),
  ...writeFields,
});

const saleTarget = {
  saleId: idSchema,
  /** Refuse with VERSION_CONFLICT when the sale has changed since. */
  expectedVersion: versionSchema.optional(),
  ...writeFields,
};
export const confirmSaleInput = z.strictObject(saleTarget);
export const completeSaleInput = z.strictObject({
  ...saleTarget,
  /** What leaves now; default all that has not left yet. */
  lines: z
    .array(z.strictObject({ lineNumber: quantitySchema, quantity: stockQuantitySchema }))
    .min(1)
    .max(SALE_LINES_MAX)
    .refine(
      (lines) => new Set(lines.map((line) => line.lineNumber)).size === lines.length,
      'Name each line once.',
    )
    .optional(),
  /**
   * What becomes of the rest when only a part leaves. `release` (default): it is given back and the sale is completed.
   * `keep`: it stays reserved and the sale confirmed, until another call ships it.
   */
  rest: z.enum(['release', 'keep']).default('release'),
});
export const cancelSaleInput = z.strictObject({ ...saleTarget, notes: text(1, 2000).optional() });
export const getSaleInput = z.strictObject({ saleId: idSchema });

export const listSalesInput = z
  .strictObject({
    statuses: z.array(saleStatusSchema).min(1).max(SALE_STATUSES.length).optional(),
    channel: channel.optional(),
    productId: idSchema.optional(),
    /** Part of the customer's name, or the whole external id. */
    search: text(1, 100).optional(),
    /** Sold at or after. */
    from: instantInput.optional(),
    /** Sold before. */
    before: instantInput.optional(),
    ...pageFields,
  })
  .prefault({});
/** Newest sale date first. */
export const salePage = pageOf(saleSummarySchema);

const importedLines = z
  .array(
    z.strictObject({
      productId: idSchema,
      warehouseId: idSchema,
      quantity: quantitySchema,
      unitPrice: costInput,
    }),
  )
  .min(1)
  .max(SALE_LINES_MAX);

/** A sale that has already happened elsewhere: stock leaves at once, on the day it was sold. */
export const importedSaleSchema = z.strictObject({
  type: z.literal('sale'),
  ...saleFields,
  externalId,
  /** When it was sold; not in the future. */
  saleDate: instantInput,
  lines: importedLines,
});
/** Goods that came back elsewhere, without a sale that is known here (a shop's credit note). */
export const importedReturnSchema = z.strictObject({
  type: z.literal('return'),
  id: idSchema.optional(),
  channel: channel.default('direct'),
  externalId,
  notes: text(1, 2000).nullish(),
  /** When the goods came back; not in the future. */
  returnedAt: instantInput,
  /** To stock again (default), or to scrap. */
  disposition: z.enum(['restock', 'scrap']).default('restock'),
  lines: importedLines,
});

/**
 * Sales and returns from another system, in the order in which they happened; all or none.
 * An entry whose channel and external id are already here is left as it is and counted.
 */
export const importSalesInput = z
  .strictObject({
    entries: z
      .array(z.discriminatedUnion('type', [importedSaleSchema, importedReturnSchema]))
      .min(1)
      .max(500),
    ...writeFields,
  })
  .refine((input) => input.entries.reduce((sum, entry) => sum + entry.lines.length, 0) <= SALE_LINES_MAX, {
    path: ['entries'],
    message: `At most ${SALE_LINES_MAX} lines in one call.`,
  });
export const salesImportedSchema = z.object({
  /** One for each entry, in its order. */
  results: z.array(
    z.object({ externalId: z.string(), id: idSchema, outcome: z.enum(['imported', 'already_present']) }),
  ),
  salesImported: z.int(),
  returnsImported: z.int(),
  alreadyPresent: z.int(),
  unitsSold: z.int(),
  unitsReturned: z.int(),
});
export type SalesImported = z.output<typeof salesImportedSchema>;

export type CreateSaleInput = z.input<typeof createSaleInput>;
export type ConfirmSaleInput = z.input<typeof confirmSaleInput>;
export type CompleteSaleInput = z.input<typeof completeSaleInput>;
export type CancelSaleInput = z.input<typeof cancelSaleInput>;
export type GetSaleInput = z.input<typeof getSaleInput>;
export type ListSalesInput = z.input<typeof listSalesInput>;
export type ImportSalesInput = z.input<typeof importSalesInput>;
