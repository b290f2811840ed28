import { z } from 'zod';
import { severitySchema, THRESHOLD_SOURCES } from './alerts.ts';
import { daySchema, idSchema, moneySchema, wholeNumber } from './primitives.ts';

/**
 * Where a level stands: `listed` with what is low and in demand, `listed_without_demand` only under `demand: 'any'`,
 * `not_low`, or `not_watched`, where nothing may be low.
 */
export const ALERT_VERDICTS = ['listed', 'listed_without_demand', 'not_low', 'not_watched'] as const;

/** Why a level is not in the list: all that apply. */
export const ALERT_ABSENCES = [
  'above_threshold',
  'no_recent_sales',
  'bundle',
  'product_inactive',
  'product_discontinued',
  'product_archived',
  'warehouse_inactive',
] as const;

/** Why there is nobody to order from. */
export const NO_SUPPLIER_REASONS = ['no_offer', 'no_primary_offer', 'supplier_inactive'] as const;

export const explainAlertInput = z.strictObject({
  productId: idSchema,
  warehouseId: idSchema,
  /** Days of sales that count as recent, 1 to 365; default the company's (90). */
  recentSalesDays: wholeNumber(1, 365).optional(),
  /** Last day of the demand window, in the company's time zone; default today. */
  windowEndsOn: daySchema.optional(),
});

const stepSchema = z.object({
  /** What is computed, such as `velocity`. */
  step: z.string(),
  /** How, in words. */
  formula: z.string(),
  /** The numbers that went in, by name. */
  numbers: z.record(z.string(), z.union([z.number(), z.string(), z.null()])),
  /** What came out; null where there is no such number. */
  result: z.union([z.number(), z.string(), z.boolean(), z.null()]),
});

/** The arithmetic of one level: every input with its source, every step, and what would change the verdict. */
export const alertExplanationSchema = z.object({
  product: z.object({ id: idSchema, name: z.string(), sku: z.string() }),
  warehouse: z.object({ id: idSchema, name: z.string() }),
  verdict: z.enum(ALERT_VERDICTS),
  /** Why it is not in the list of what is low and in demand; empty when it is. */
  absences: z.array(z.enum(ALERT_ABSENCES)),
  /** The verdict and how it came about, for a person to read. */
  summary: z.string(),
  stock: z.object({
    /** False when the product was never in this warehouse: then all is 0. */
    hasLevel: z.boolean(),
    onHand: z.int(),
    /** What is promised, without the holds whose time is up. */
    reserved: z.int(),
    /** Units of holds whose time is up, which do not count any more. */
    expired: z.int(),
    available: z.int(),
    incoming: z.int(),
  }),
  /** The candidates, in their order: the first with a value counts. */
  thresholds: z.array(
    z.object({
      source: z.enum(THRESHOLD_SOURCES),
      /** The category's name; null for the others. */
      name: z.string().nullable(),
      threshold: z.int().nullable(),
      counts: z.boolean(),
    }),
  ),
  threshold: z.int(),
  /** Units over the threshold that available must exceed before an alert ends: a setting of the company. */
  hysteresis: z.int(),
  window: z.object({
    startsOn: daySchema,
    endsOn: daySchema,
    days: z.int(),
    source: z.enum(['request', 'company']),
    timeZone: z.string(),
  }),
  demand: z.object({
    unitsSold: z.int(),
    unitsReturned: z.int(),
    /** Sold less returned. */
    totalRecentSales: z.int(),
    activeSalesDays: z.int(),
    /** Days of the window on which it was in stock, at least 1. */
    daysInStock: z.int(),
    /** When it was in stock: at most the last 50 stretches of local days, the oldest first. */
    inStock: z.array(z.object({ from: daySchema, to: daySchema })),
    dailyAverage: z.number(),
    velocity: z.number(),
  }),
  criticalDays: z.int(),
  reviewPeriodDays: z.int(),
  daysUntilStockout: z.int().nullable(),
  stockoutDate: daySchema.nullable(),
  severity: severitySchema,
  supplier: z
    .object({
      id: idSchema,
      name: z.string(),
      price: moneySchema,
      leadTimeDays: z.int(),
      minimumOrderQuantity: z.int(),
      packSize: z.int(),
    })
    .nullable(),
  /** Why there is no supplier; null when there is one. */
  noSupplierReason: z.enum(NO_SUPPLIER_REASONS).nullable(),
  suggestedOrderQuantity: z.int().nullable(),
  /** Every step, in order. */
  steps: z.array(stepSchema),
  /** What would end it; null when it is not low. */
  toClear: z
    .object({
      /** Base units that must come in, or be released, for its alert to end. */
      units: z.int(),
      /** Or the highest threshold at which it is not low; null when nothing is available. */
      threshold: z.int().nullable(),
    })
    .nullable(),
  /** What would make it low; null when it is low, or nothing may be low there. */
  toBecomeLow: z
    .object({
      /** Base units that must go. */
      units: z.int(),
      /** Days that takes at this velocity, rounded up, and the day; null without velocity. */
      days: z.int().nullable(),
      date: daySchema.nullable(),
    })
    .nullable(),
});
export type AlertExplanation = z.output<typeof alertExplanationSchema>;
export type ExplainAlertInput = z.input<typeof explainAlertInput>;
