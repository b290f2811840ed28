import { z } from 'zod';
import {
  idFilter,
  idSchema,
  instantSchema,
  pageFields,
  pageOf,
  quantitySchema,
  STOCK_LINES_MAX,
  stockQuantitySchema,
  text,
  wholeNumber,
  writeFields,
} from './primitives.ts';

/** Seconds that a hold lasts where nothing is said: 15 minutes. */
export const RESERVATION_TTL_SECONDS_DEFAULT = 900;
/** The longest hold: 30 days. */
export const RESERVATION_TTL_SECONDS_MAX = 2_592_000;

export const RESERVATION_STATUSES = ['active', 'committed', 'released', 'expired'] as const;
export const reservationStatusSchema = z.enum(RESERVATION_STATUSES);
export type ReservationStatus = (typeof RESERVATION_STATUSES)[number];

/**
 * How warehouses are chosen for lines that name none. `single`: one warehouse that can serve all of these lines.
 * `priority`: for each line the first that can serve it whole. `most-stock`: for each line the one with most available.
 * `split`: for each line in the order of priority, as much as each has, until it is served.
 */
export const RESERVATION_STRATEGIES = ['single', 'priority', 'most-stock', 'split'] as const;
export const reservationStrategySchema = z.enum(RESERVATION_STRATEGIES);
export type ReservationStrategy = (typeof RESERVATION_STRATEGIES)[number];

/** What a reservation holds of one product in one warehouse. Base units; open = quantity − committed − released. */
export const reservationLineSchema = z.object({
  lineNumber: z.int(),
  /** The line of the request that it serves, 1 for the first: a bundle or a split makes several of one. */
  askedLine: z.int(),
  productId: idSchema,
  /** The bundle that was asked for, when this is one of its components. */
  bundleId: idSchema.nullable(),
  warehouseId: idSchema,
  quantity: z.int(),
  quantityCommitted: z.int(),
  quantityReleased: z.int(),
});
export type ReservationLine = z.output<typeof reservationLineSchema>;

/** A hold on stock. One that is due is `expired`, whether or not its end was written yet. */
export const reservationSchema = z.object({
  id: idSchema,
  status: reservationStatusSchema,
  /** Null for a sale's: it holds until the sale ends. */
  expiresAt: instantSchema.nullable(),
  referenceType: z.string().nullable(),
  referenceId: idSchema.nullable(),
  notes: z.string().nullable(),
  endedAt: instantSchema.nullable(),
  createdAt: instantSchema,
  lines: z.array(reservationLineSchema),
});
export type Reservation = z.output<typeof reservationSchema>;

const ttlSeconds = wholeNumber(1, RESERVATION_TTL_SECONDS_MAX);

export const reserveStockInput = z.strictObject({
  /** The caller may make the reservation's id (UUIDv7). */
  id: idSchema.optional(),
  lines: z
    .array(
      z.strictObject({
        productId: idSchema,
        /** Default: chosen by `strategy`. */
        warehouseId: idSchema.optional(),
        quantity: quantitySchema,
      }),
    )
    .min(1)
    .max(STOCK_LINES_MAX),
  /** For lines without a warehouse; default `priority`. */
  strategy: reservationStrategySchema.default('priority'),
  /** Warehouses to choose from, the first preferred; default all active ones by their priority and name. */
  warehouseIds: idFilter.optional(),
  /** Seconds until the hold ends by itself: 1 to 2,592,000 (30 days), default 900. */
  ttlSeconds: ttlSeconds.default(RESERVATION_TTL_SECONDS_DEFAULT),
  /** What it is held for, in your own word: cart, order, quote … */
  referenceType: text(1, 32)
    .refine((word) => word !== 'sale', 'Sales make their own reservations.')
    .optional(),
  referenceId: idSchema.optional(),
  notes: text(1, 1000).optional(),
  ...writeFields,
});

export const commitReservationInput = z.strictObject({
  reservationId: idSchema,
  /** Default all of every line. What is not named here, or only in part, is given back: the reservation ends. */
  lines: z
    .array(z.strictObject({ lineNumber: quantitySchema, quantity: stockQuantitySchema }))
    .min(1)
    .max(STOCK_LINES_MAX)
    .refine(
      (lines) => new Set(lines.map((line) => line.lineNumber)).size === lines.length,
      'Name each line once.',
    )
    .optional(),
  notes: text(1, 1000).optional(),
  ...writeFields,
});
export const releaseReservationInput = z.strictObject({
  reservationId: idSchema,
  notes: text(1, 1000).optional(),
  ...writeFields,
});
export const extendReservationInput = z.strictObject({
  reservationId: idSchema,
  /** Seconds from now until the hold ends by itself: 1 to 2,592,000 (30 days), default 900. */
  ttlSeconds: ttlSeconds.default(RESERVATION_TTL_SECONDS_DEFAULT),
  ...writeFields,
});

export const getReservationInput = z.strictObject({ reservationId: idSchema });
export const listReservationsInput = z
  .strictObject({
    status: reservationStatusSchema.optional(),
    productId: idSchema.optional(),
    warehouseId: idSchema.optional(),
    referenceId: idSchema.optional(),
    ...pageFields,
  })
  .prefault({});
/** Newest first. */
export const reservationPage = pageOf(reservationSchema);

export type ReserveStockInput = z.input<typeof reserveStockInput>;
export type CommitReservationInput = z.input<typeof commitReservationInput>;
export type ReleaseReservationInput = z.input<typeof releaseReservationInput>;
export type ExtendReservationInput = z.input<typeof extendReservationInput>;
export type GetReservationInput = z.input<typeof getReservationInput>;
export type ListReservationsInput = z.input<typeof listReservationsInput>;
