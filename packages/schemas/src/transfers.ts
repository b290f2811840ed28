import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  pageFields,
  pageOf,
  quantitySchema,
  STOCK_LINES_MAX,
  stockQuantitySchema,
  text,
  versionSchema,
  writeFields,
} from './primitives.ts';

export const TRANSFER_STATUSES = ['in_transit', 'received', 'cancelled'] as const;
export const transferStatusSchema = z.enum(TRANSFER_STATUSES);
export type TransferStatus = (typeof TRANSFER_STATUSES)[number];

/** One product of a transfer. Base units; in transit = quantity − received − missing, never below 0. */
export const transferLineSchema = z.object({
  lineNumber: z.int(),
  productId: idSchema,
  sku: z.string(),
  productName: z.string(),
  quantity: z.int(),
  /** May come to more than left: a surplus. */
  quantityReceived: z.int(),
  /** Left and will not arrive: known once the transfer was closed with less than it had, or cancelled. */
  quantityMissing: z.int(),
  /** What one base unit cost at the origin, where known; it goes with the goods. */
  unitCost: moneySchema.nullable(),
});

/** Goods from one warehouse to another. */
export const transferSchema = z.object({
  id: idSchema,
  fromWarehouseId: idSchema,
  toWarehouseId: idSchema,
  status: transferStatusSchema,
  notes: z.string().nullable(),
  shippedAt: instantSchema,
  closedAt: instantSchema.nullable(),
  version: z.int(),
  lines: z.array(transferLineSchema),
});
export type Transfer = z.output<typeof transferSchema>;

const transferFields = {
  /** The caller may make the id (UUIDv7). */
  id: idSchema.optional(),
  fromWarehouseId: idSchema,
  toWarehouseId: idSchema,
  lines: z
    .array(
      z.strictObject({
        productId: idSchema,
        quantity: quantitySchema,
        /** Compare-and-set at the origin: refuse with VERSION_CONFLICT unless this many are on hand. */
        expectedOnHand: stockQuantitySchema.optional(),
      }),
    )
    .min(1)
    .max(STOCK_LINES_MAX),
  notes: text(1, 1000).optional(),
  ...writeFields,
};
const isBetweenTwo = (input: { fromWarehouseId: string; toWarehouseId: string }) =>
  input.fromWarehouseId !== input.toWarehouseId;
const isBetweenTwoWords = { path: ['toWarehouseId'], message: 'Give another warehouse than the origin.' };

/** At once: out of one warehouse and into the other. */
export const transferStockInput = z.strictObject(transferFields).refine(isBetweenTwo, isBetweenTwoWords);
/** First of two steps: out of one warehouse, and `incoming` at the other. */
export const shipTransferInput = z.strictObject(transferFields).refine(isBetweenTwo, isBetweenTwoWords);

/** Second step, once or in parts. */
export const receiveTransferInput = z.strictObject({
  transferId: idSchema,
  /** What arrived now; default all that is still in transit. */
  lines: z
    .array(z.strictObject({ lineNumber: quantitySchema, quantity: stockQuantitySchema }))
    .min(1)
    .max(STOCK_LINES_MAX)
    .refine(
      (lines) => new Set(lines.map((line) => line.lineNumber)).size === lines.length,
      'Name each line once.',
    )
    .optional(),
  /** True: nothing else will come; what is still in transit is missing. Default false: it is waited for. */
  close: z.boolean().default(false),
  notes: text(1, 1000).optional(),
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
/** The goods go back to where they came from; only while none of them has arrived. */
export const cancelTransferInput = z.strictObject({
  transferId: idSchema,
  notes: text(1, 1000).optional(),
  expectedVersion: versionSchema.optional(),
  ...writeFields,
});
export const getTransferInput = z.strictObject({ transferId: idSchema });
export const listTransfersInput = z
  .strictObject({
    status: transferStatusSchema.optional(),
    fromWarehouseId: idSchema.optional(),
    toWarehouseId: idSchema.optional(),
    ...pageFields,
  })
  .prefault({});
/** A transfer in a list: its lines are counted and summed. Base units. */
export const transferSummarySchema = transferSchema.omit({ lines: true }).extend({
  lineCount: z.int(),
  quantity: z.int(),
  quantityReceived: z.int(),
  quantityMissing: z.int(),
});
export type TransferSummary = z.output<typeof transferSummarySchema>;
/** Newest first. */
export const transferPage = pageOf(transferSummarySchema);

export type TransferStockInput = z.input<typeof transferStockInput>;
export type ShipTransferInput = z.input<typeof shipTransferInput>;
export type ReceiveTransferInput = z.input<typeof receiveTransferInput>;
export type CancelTransferInput = z.input<typeof cancelTransferInput>;
export type GetTransferInput = z.input<typeof getTransferInput>;
export type ListTransfersInput = z.input<typeof listTransfersInput>;
