import { z } from 'zod';
import {
  daySchema,
  idFilter,
  idSchema,
  instantSchema,
  moneySchema,
  pageFields,
  wholeNumber,
} from './primitives.ts';

/** `critical`: stock lasts no longer than the company's critical days; `low`: every other alert. */
export const SEVERITIES = ['critical', 'low'] as const;
export const severitySchema = z.enum(SEVERITIES);

/** Where a threshold came from: the first that exists, in this order. */
export const THRESHOLD_SOURCES = ['level', 'product', 'category', 'company'] as const;

export const listLowStockInput = z
  .strictObject({
    warehouseIds: idFilter.optional(),
    categoryIds: idFilter.optional(),
    /** Products whose primary supplier is one of these. */
    supplierIds: idFilter.optional(),
    severity: severitySchema.optional(),
    /** Days of sales that count as recent, 1 to 365; default the company's (90). */
    recentSalesDays: wholeNumber(1, 365).optional(),
    /** `recent` (default): only what sold in the window; `any`: whether it sold or not. */
    demand: z.enum(['recent', 'any']).default('recent'),
    /**
     * Last day of the demand window, in the company's time zone; default today. For a history that
     * ends in the past. Stock is always today's.
     */
    windowEndsOn: daySchema.optional(),
    ...pageFields,
  })
  .prefault({});

/** One product that is low in one warehouse. Quantities in base units, velocity in units a day. */
export const lowStockAlertSchema = z.object({
  product: z.object({ id: idSchema, name: z.string(), sku: z.string() }),
  warehouse: z.object({ id: idSchema, name: z.string() }),
  stock: z.object({ onHand: z.int(), reserved: z.int(), available: z.int(), incoming: z.int() }),
  severity: severitySchema,
  threshold: z.int(),
  thresholdSource: z.enum(THRESHOLD_SOURCES),
  demand: z.object({
    /** Units sold less units returned in the window. */
    totalRecentSales: z.int(),
    /** totalRecentSales over all days of the window. */
    dailyAverage: z.number(),
    /** Days of the window on which it sold. */
    activeSalesDays: z.int(),
    /** Days of the window on which it was in stock, at least 1. */
    daysInStock: z.int(),
    /** Units a day: totalRecentSales / daysInStock, not rounded to whole units. */
    velocity: z.number(),
  }),
  /** Whole days that the available stock lasts; null when there is no velocity and some stock. */
  daysUntilStockout: z.int().nullable(),
  /** Why daysUntilStockout is null. */
  daysUntilStockoutReason: z.enum(['no_recent_sales']).nullable(),
  /** The local day on which it runs out, or null. */
  stockoutDate: daySchema.nullable(),
  /** The primary supplier's offer, or null. */
  supplier: z
    .object({
      id: idSchema,
      name: z.string(),
      contactEmail: z.string().nullable(),
      supplierSku: z.string().nullable(),
      price: moneySchema,
      leadTimeDays: z.int(),
      minimumOrderQuantity: z.int(),
      packSize: z.int(),
    })
    .nullable(),
  /** Base units to order; null without a supplier or demand. */
  suggestedOrderQuantity: z.int().nullable(),
});
export type LowStockAlert = z.output<typeof lowStockAlertSchema>;

/** Totals are of the whole result, not of the page. */
export const lowStockAnswerSchema = z.object({
  alerts: z.array(lowStockAlertSchema),
  totalAlerts: z.int(),
  criticalAlerts: z.int(),
  summary: z.object({
    companyId: idSchema,
    recentSalesDays: z.int(),
    windowStartsOn: daySchema,
    windowEndsOn: daySchema,
    timeZone: z.string(),
    generatedAt: instantSchema,
  }),
  nextCursor: z.string().nullable(),
});
export type LowStockAnswer = z.output<typeof lowStockAnswerSchema>;
export type ListLowStockInput = z.input<typeof listLowStockInput>;
