import { z } from 'zod';
import {
  ALERT_STATES,
  alertChangeKindSchema,
  alertLifeSchema,
  alertStateSchema,
  resolutionSchema,
} from './alert-life.ts';
import { lowStockAlertSchema, severitySchema } from './alerts.ts';
import { idFilter, idSchema, instantSchema, pageFields, pageOf, text, wholeNumber } from './primitives.ts';

/** A person, by name. */
const personSchema = z.object({ id: idSchema, name: z.string() });

/** An alert of the inbox: how it stands, and how its level stands right now. Quantities in base units. */
export const alertSchema = z.object({
  ...alertLifeSchema.omit({ productId: true, warehouseId: true, assigneeId: true }).shape,
  ...lowStockAlertSchema.shape,
  /** By what is available now; null once it is resolved. */
  severity: severitySchema.nullable(),
  /** True while available is at or under the threshold, and nothing here is inactive. */
  isLow: z.boolean(),
  assignee: personSchema.nullable(),
});
export type Alert = z.output<typeof alertSchema>;

export const listAlertsInput = z
  .strictObject({
    /** Default `open` and `acknowledged`. */
    states: z.array(alertStateSchema).min(1).max(ALERT_STATES.length).default(['open', 'acknowledged']),
    severity: severitySchema.optional(),
    warehouseIds: idFilter.optional(),
    categoryIds: idFilter.optional(),
    /** Products whose primary supplier is one of these. */
    supplierIds: idFilter.optional(),
    /** Assigned to this user. */
    assigneeId: idSchema.optional(),
    /** `me`: assigned to whoever asks (to a key's maker); `somebody`; `nobody`. Default: whether or not. */
    assigned: z.enum(['me', 'somebody', 'nobody']).optional(),
    /** `recent` (default): only what sold in the window; `any`: whether it sold or not. */
    demand: z.enum(['recent', 'any']).default('recent'),
    /** Days of sales that count as recent, 1 to 365; default the company's (90). */
    recentSalesDays: wholeNumber(1, 365).optional(),
    /**
     * `newest` (default): open ones first, then acknowledged, snoozed, resolved; in each the newest first. `urgent`: what
     * runs out first, then what sells fastest, whatever the state; resolved ones last, the newest first.
     */
    sort: z.enum(['newest', 'urgent']).default('newest'),
    /** Part of the product's name or SKU, or its whole barcode; whatever its case. */
    search: text(1, 255).optional(),
    productId: idSchema.optional(),
    ...pageFields,
  })
  .prefault({});
/** In the order of `sort`. */
export const alertPage = z.object({
  items: z.array(alertSchema),
  /** Counts of all pages. */
  counts: z.object({
    total: z.int(),
    /** As if `states` were not asked for. */
    byState: z.object({ open: z.int(), acknowledged: z.int(), snoozed: z.int(), resolved: z.int() }),
    /** As if `severity` were not asked for; resolved alerts have none. */
    bySeverity: z.object({ critical: z.int(), low: z.int() }),
  }),
  nextCursor: z.string().nullable(),
});
export type AlertPage = z.output<typeof alertPage>;
export const getAlertInput = z.strictObject({ alertId: idSchema });

/** One thing that became of an alert. */
export const alertChangeSchema = z.object({
  id: idSchema,
  alertId: idSchema,
  kind: alertChangeKindSchema,
  /** The alert's state after it. */
  state: alertStateSchema,
  at: instantSchema,
  /** Base units available at that moment. */
  available: z.int(),
  /** The threshold that counted; null where nothing may be low any more. */
  threshold: z.int().nullable(),
  /** A person's words: a comment, or why. */
  notes: z.string().nullable(),
  /** To whom it was assigned. */
  assignee: personSchema.nullable(),
  snoozedUntil: instantSchema.nullable(),
  /** True when it was snoozed until it gets worse. */
  snoozedUntilWorse: z.boolean(),
  resolution: resolutionSchema.nullable(),
  /** Who did it, or whose movement caused it; the name of a user, else null. */
  actor: z.object({
    type: z.enum(['user', 'api_key', 'system']),
    id: idSchema.nullable(),
    name: z.string().nullable(),
  }),
  requestId: z.string(),
});
export type AlertChange = z.output<typeof alertChangeSchema>;

export const alertHistoryInput = z
  .strictObject({
    alertId: idSchema.optional(),
    /** With `warehouseId`, instead of `alertId`. */
    productId: idSchema.optional(),
    warehouseId: idSchema.optional(),
    ...pageFields,
  })
  .refine(
    ({ alertId, productId, warehouseId }) =>
      alertId !== undefined || (productId !== undefined && warehouseId !== undefined),
    { path: ['alertId'], message: 'Name an alert, or a product and a warehouse.' },
  );
/** Newest first. */
export const alertHistoryPage = pageOf(alertChangeSchema);

export type ListAlertsInput = z.input<typeof listAlertsInput>;
export type GetAlertInput = z.input<typeof getAlertInput>;
export type AlertHistoryInput = z.input<typeof alertHistoryInput>;
