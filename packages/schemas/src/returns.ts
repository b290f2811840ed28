import { z } from 'zod';
import {
  costInput,
  idSchema,
  instantInput,
  instantSchema,
  moneySchema,
  pageFields,
  pageOf,
  quantitySchema,
  STOCK_LINES_MAX,
  text,
  writeFields,
} from './primitives.ts';

/** To stock again, or to scrap. */
export const returnDispositionSchema = z.enum(['restock', 'scrap']);

/** One line of a return. Base units, or bundles where a bundle came back. */
export const saleReturnLineSchema = z.object({
  lineNumber: z.int(),
  /** The sale's line; null without a known sale. */
  saleLineNumber: z.int().nullable(),
  productId: idSchema,
  sku: z.string(),
  productName: z.string(),
  warehouseId: idSchema,
  quantity: z.int(),
  unitPrice: moneySchema,
  disposition: returnDispositionSchema,
});

/** Goods that came back. */
export const saleReturnSchema = z.object({
  id: idSchema,
  saleId: idSchema.nullable(),
  externalId: z.string().nullable(),
  channel: z.string(),
  /** Sum of quantity × unit price. */
  total: moneySchema,
  notes: z.string().nullable(),
  returnedAt: instantSchema,
  createdAt: instantSchema,
  lines: z.array(saleReturnLineSchema),
});
export type SaleReturn = z.output<typeof saleReturnSchema>;

const returnFields = {
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  /** The number the return has in the system it came from; unique in its channel. */
  externalId: text(1, 100).nullish(),
  notes: text(1, 2000).nullish(),
  /** When the goods came back, if not now; not in the future. */
  returnedAt: instantInput.optional(),
};

/** For a known sale: at most what was shipped and has not come back yet. */
export const createReturnInput = z.strictObject({
  ...returnFields,
  saleId: idSchema,
  lines: z
    .array(
      z.strictObject({
        saleLineNumber: quantitySchema,
        quantity: quantitySchema,
        /** Where it came back to; default where it had shipped from. */
        warehouseId: idSchema.optional(),
        /** To stock again (default), or to scrap. */
        disposition: returnDispositionSchema.default('restock'),
      }),
    )
    .min(1)
    .max(STOCK_LINES_MAX),
  ...writeFields,
});
/** Without a sale that is known here. */
export const createUnlinkedReturnInput = z.strictObject({
  ...returnFields,
  channel: text(1, 50).default('direct'),
  lines: z
    .array(
      z.strictObject({
        productId: idSchema,
        warehouseId: idSchema,
        quantity: quantitySchema,
        /** Price of one base unit given back. */
        unitPrice: costInput,
        disposition: returnDispositionSchema.default('restock'),
      }),
    )
    .min(1)
    .max(STOCK_LINES_MAX),
  ...writeFields,
});
export const getReturnInput = z.strictObject({ returnId: idSchema });
export const listReturnsInput = z.strictObject({ saleId: idSchema.optional(), ...pageFields }).prefault({});
/** A return without its lines. */
export const saleReturnSummarySchema = saleReturnSchema.omit({ lines: true }).extend({ lineCount: z.int() });
export type SaleReturnSummary = z.output<typeof saleReturnSummarySchema>;
/** Newest first. */
export const returnPage = pageOf(saleReturnSummarySchema);

export type CreateReturnInput = z.input<typeof createReturnInput>;
export type CreateUnlinkedReturnInput = z.input<typeof createUnlinkedReturnInput>;
export type GetReturnInput = z.input<typeof getReturnInput>;
export type ListReturnsInput = z.input<typeof listReturnsInput>;
