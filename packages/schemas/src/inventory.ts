import { z } from 'zod';
import {
  costInput,
  idFilter,
  idSchema,
  instantInput,
  instantSchema,
  moneySchema,
  pageFields,
  pageOf,
  quantityChangeSchema,
  quantitySchema,
  STOCK_LINES_MAX,
  stockQuantitySchema,
  text,
  writeFields,
} from './primitives.ts';

/** Why a movement happened. A newer server may know more. */
export const MOVEMENT_KINDS = [
  'INITIAL_STOCK',
  'RECEIPT',
  'ADJUSTMENT',
  'TRANSFER_OUT',
  'TRANSFER_IN',
  'RESERVATION',
  'RELEASE',
  'EXPIRY',
  'SHIPMENT',
  'SALE',
  'RETURN',
  'COUNT',
  'REPAIR',
] as const;
export const movementKindSchema = z.enum(MOVEMENT_KINDS);
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** Why stock was adjusted. `other` needs notes. */
export const ADJUSTMENT_REASONS = [
  'damaged',
  'lost',
  'found',
  'theft',
  'expired',
  'sample',
  'correction',
  'other',
] as const;
export const adjustmentReasonSchema = z.enum(ADJUSTMENT_REASONS);

/**
 * How much of one product is in one warehouse. Base units; available = onHand − reserved. A hold that has expired is not
 * reserved any more, whether or not its end was written yet. `incoming` is on its way here in transfers.
 */
export const stockLevelSchema = z.object({
  productId: idSchema,
  warehouseId: idSchema,
  onHand: z.int(),
  reserved: z.int(),
  available: z.int(),
  incoming: z.int(),
  /** Number of movements of this level so far. */
  version: z.int(),
});
export type StockLevel = z.output<typeof stockLevelSchema>;

/** One immutable line of the ledger. Quantities in base units. */
export const movementSchema = z.object({
  id: idSchema,
  productId: idSchema,
  warehouseId: idSchema,
  /** 1 for a level's first movement, then without a gap. */
  sequence: z.int(),
  kind: movementKindSchema,
  onHandChange: z.int(),
  reservedChange: z.int(),
  onHandBefore: z.int(),
  onHandAfter: z.int(),
  reservedBefore: z.int(),
  reservedAfter: z.int(),
  unitCost: moneySchema.nullable(),
  reason: z.string().nullable(),
  referenceType: z.string().nullable(),
  referenceId: idSchema.nullable(),
  notes: z.string().nullable(),
  actorType: z.string(),
  actorId: idSchema.nullable(),
  /** When it happened in the warehouse. */
  occurredAt: instantSchema,
  /** When it was written here. */
  recordedAt: instantSchema,
});
export type Movement = z.output<typeof movementSchema>;

/** What a stock write did: its movements in the order of the lines, and the levels as they are now. */
export const stockChangedSchema = z.object({
  movements: z.array(movementSchema),
  levels: z.array(stockLevelSchema),
});
export type StockChanged = z.output<typeof stockChangedSchema>;

const lineFields = {
  productId: idSchema,
  warehouseId: idSchema,
  notes: text(1, 1000).optional(),
  /** When it happened, if not now; not in the future. */
  occurredAt: instantInput.optional(),
  /** Compare-and-set: refuse with VERSION_CONFLICT unless this many are on hand before the call. */
  expectedOnHand: stockQuantitySchema.optional(),
};

export const receiveStockInput = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        ...lineFields,
        quantity: quantitySchema,
        /** Cost of one base unit, in the company's currency, at most four decimals. */
        unitCost: costInput.optional(),
      }),
    )
    .min(1)
    .max(STOCK_LINES_MAX),
  ...writeFields,
});

export const adjustStockInput = z.strictObject({
  lines: z
    .array(
      z
        .strictObject({ ...lineFields, quantityChange: quantityChangeSchema, reason: adjustmentReasonSchema })
        .refine((line) => line.reason !== 'other' || line.notes !== undefined, {
          path: ['notes'],
          message: 'Say in notes what "other" means.',
        }),
    )
    .min(1)
    .max(STOCK_LINES_MAX),
  ...writeFields,
});

/** `null` overwrites whatever is there. */
const expectedOrAny = stockQuantitySchema.nullable();

export const setStockInput = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        productId: idSchema,
        warehouseId: idSchema,
        /** On hand as it shall be. */
        onHand: stockQuantitySchema,
        /** Compare-and-set: on hand as it must be before; `null` overwrites whatever is there. */
        expectedOnHand: expectedOrAny,
        notes: text(1, 1000).optional(),
        occurredAt: instantInput.optional(),
      }),
    )
    .min(1)
    .max(STOCK_LINES_MAX),
  ...writeFields,
});

/** How much can be promised; for bundles too. */
export const availabilityInput = z.strictObject({
  productIds: idFilter,
  /** Default all active warehouses. */
  warehouseIds: idFilter.optional(),
});
/**
 * Of one product: base units available per warehouse and in all. Of a bundle: how many could be made in each warehouse,
 * min over its components of floor(available / quantity); `total` is their sum (a bundle ships from one warehouse).
 */
export const availabilitySchema = z.object({
  items: z.array(
    z.object({
      productId: idSchema,
      sku: z.string(),
      isBundle: z.boolean(),
      total: z.int(),
      /** Where there is a level of it, or of any component; by the warehouses' priority and name. */
      warehouses: z.array(z.object({ warehouseId: idSchema, available: z.int() })),
    }),
  ),
});
export type Availability = z.output<typeof availabilitySchema>;

export const listStockLevelsInput = z
  .strictObject({
    productIds: idFilter.optional(),
    warehouseIds: idFilter.optional(),
    /** Part of the product's name or SKU, or its whole barcode. */
    search: text(1, 100).optional(),
    ...pageFields,
  })
  .prefault({});
/** A level in a list, with what a person needs to read it. */
export const stockLevelListItemSchema = stockLevelSchema.extend({
  sku: z.string(),
  productName: z.string(),
  warehouseName: z.string(),
  averageCost: moneySchema.nullable(),
  lastCost: moneySchema.nullable(),
  lastCountedAt: instantSchema.nullable(),
  updatedAt: instantSchema,
});
export type StockLevelListItem = z.output<typeof stockLevelListItemSchema>;
export const stockLevelPage = pageOf(stockLevelListItemSchema);

export const listMovementsInput = z
  .strictObject({
    productId: idSchema.optional(),
    warehouseId: idSchema.optional(),
    kinds: z.array(movementKindSchema).min(1).max(MOVEMENT_KINDS.length).optional(),
    referenceId: idSchema.optional(),
    /** Recorded at or after. */
    recordedFrom: instantInput.optional(),
    /** Recorded before. */
    recordedBefore: instantInput.optional(),
    ...pageFields,
  })
  .prefault({});
/** Newest first. */
export const movementPage = pageOf(movementSchema);

export const verifyLedgerInput = z
  .strictObject({ productId: idSchema.optional(), warehouseId: idSchema.optional() })
  .prefault({});
/** A level that does not equal its replayed ledger, or whose ledger has a gap. */
export const driftSchema = z.object({
  productId: idSchema,
  warehouseId: idSchema,
  problem: z.string(),
  expected: z.int(),
  found: z.int(),
});
export const ledgerVerifiedSchema = z.object({
  levelsChecked: z.int(),
  movementsChecked: z.int(),
  /** At most 100 of them; `driftCount` counts all. */
  drifts: z.array(driftSchema),
  driftCount: z.int(),
});
export type LedgerVerified = z.output<typeof ledgerVerifiedSchema>;

/** A level whose figures are to be made right. */
export const repairLedgerInput = z.strictObject({
  productId: idSchema,
  warehouseId: idSchema,
  /**
   * Whom to believe where level and ledger differ on what is on hand. `level`: it stays, and a movement brings the ledger
   * up to it. `ledger`: the level goes back to what its movements come to; two movements say what it had shown and that it
   * was taken back. What is reserved and incoming is always what the open holds and the transfers in transit say.
   */
  trust: z.enum(['level', 'ledger']),
  /** Why, for whoever audits it. */
  notes: text(1, 1000),
  ...writeFields,
});
/** What was made right. */
export const ledgerRepairedSchema = z.object({
  /** The drifts as they were; empty when there was nothing to repair. */
  repaired: z.array(driftSchema),
  level: stockLevelSchema,
  /** The `REPAIR` movements, in the order of the ledger. */
  movements: z.array(movementSchema),
});
export type LedgerRepaired = z.output<typeof ledgerRepairedSchema>;

export type RepairLedgerInput = z.input<typeof repairLedgerInput>;
export type SetStockInput = z.input<typeof setStockInput>;
export type AvailabilityInput = z.input<typeof availabilityInput>;
export type ReceiveStockInput = z.input<typeof receiveStockInput>;
export type AdjustStockInput = z.input<typeof adjustStockInput>;
export type ListStockLevelsInput = z.input<typeof listStockLevelsInput>;
export type ListMovementsInput = z.input<typeof listMovementsInput>;
export type VerifyLedgerInput = z.input<typeof verifyLedgerInput>;
