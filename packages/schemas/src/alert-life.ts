import { z } from 'zod';
import { lowStockAlertSchema, severitySchema } from './alerts.ts';
import {
  idFilter,
  idSchema,
  instantInput,
  instantSchema,
  pageFields,
  pageOf,
  text,
  versionSchema,
  writeFields,
} from './primitives.ts';

/** Days that an alert can sleep at most. */
export const SNOOZE_DAYS_MAX = 365;

/** `open` and `acknowledged` alerts ask for something; `snoozed` ones sleep; `resolved` ones have ended, until it is low again. */
export const ALERT_STATES = ['open', 'acknowledged', 'snoozed', 'resolved'] as const;
export const alertStateSchema = z.enum(ALERT_STATES);
export type AlertState = (typeof ALERT_STATES)[number];

/** Why a person ends an alert; `other` says it in notes. */
export const RESOLVE_REASONS = [
  'ordered',
  'transferred',
  'expected',
  'not_needed',
  'wrong_threshold',
  'other',
] as const;
export const resolveReasonSchema = z.enum(RESOLVE_REASONS);
export type ResolveReason = (typeof RESOLVE_REASONS)[number];

/** Why an alert ended: by itself it `recovered`, or is `unwatched` (something was deactivated); else a person's reason. */
export const RESOLUTIONS = ['recovered', 'unwatched', ...RESOLVE_REASONS] as const;
export const resolutionSchema = z.enum(RESOLUTIONS);

/** What can become of an alert. */
export const ALERT_CHANGE_KINDS = [
  'opened',
  'acknowledged',
  'assigned',
  'commented',
  'snoozed',
  'woken',
  'resolved',
  'reopened',
] as const;
export const alertChangeKindSchema = z.enum(ALERT_CHANGE_KINDS);
export type AlertChangeKind = (typeof ALERT_CHANGE_KINDS)[number];

/** How an alert stands. It is one for each product in a warehouse, and is opened anew each time that it becomes low. */
export const alertLifeSchema = z.object({
  id: idSchema,
  productId: idSchema,
  warehouseId: idSchema,
  state: alertStateSchema,
  /** How often it became low. */
  openings: z.int(),
  /** When it became low last. */
  openedAt: instantSchema,
  /** Base units available then. */
  openedAvailable: z.int(),
  /** The threshold that counted then. */
  openedThreshold: z.int(),
  /** When somebody acknowledged it; null when nobody has since it was opened. */
  acknowledgedAt: instantSchema.nullable(),
  /** Whose task it is; stays when it is opened anew. */
  assigneeId: idSchema.nullable(),
  /** Until when it sleeps; null when it does not, or only until it gets worse. */
  snoozedUntil: instantSchema.nullable(),
  /** True while it sleeps until less is available than when it was snoozed. */
  snoozedUntilWorse: z.boolean(),
  resolvedAt: instantSchema.nullable(),
  resolution: resolutionSchema.nullable(),
  resolutionNotes: z.string().nullable(),
  /** Counts its changes. */
  version: z.int(),
  updatedAt: instantSchema,
});
export type AlertLife = z.output<typeof alertLifeSchema>;

const changeFields = {
  /** 1 to 100 alerts: all of them are changed, or none is. */
  alertIds: idFilter.refine((ids) => new Set(ids).size === ids.length, 'Name each alert once.'),
  /** Of one alert: refuse with VERSION_CONFLICT when it has changed since. */
  expectedVersion: versionSchema.optional(),
  ...writeFields,
};
const isOfOne = ({
  alertIds,
  expectedVersion,
}: {
  alertIds: string[];
  expectedVersion?: number | undefined;
}) => expectedVersion === undefined || alertIds.length === 1;
const OF_ONE = { path: ['expectedVersion'], message: 'A version is of one alert: name one.' };

const notesSchema = text(1, 2000);

export const acknowledgeAlertsInput = z.strictObject(changeFields).refine(isOfOne, OF_ONE);
export const assignAlertsInput = z
  .strictObject({
    ...changeFields,
    /** An active user of the company; null: nobody. */
    assigneeId: idSchema.nullable(),
  })
  .refine(isOfOne, OF_ONE);
export const commentAlertsInput = z
  .strictObject({ ...changeFields, notes: notesSchema })
  .refine(isOfOne, OF_ONE);
export const snoozeAlertsInput = z
  .strictObject({
    ...changeFields,
    /** In the future, at most 365 days. */
    until: instantInput.optional(),
    /** Wake as soon as less is available than now; default false. With `until`: whichever comes first. */
    untilWorse: z.boolean().default(false),
  })
  .refine(isOfOne, OF_ONE)
  .refine(({ until, untilWorse }) => until !== undefined || untilWorse, {
    path: ['until'],
    message: 'Say until when, or untilWorse.',
  });
export const resolveAlertsInput = z
  .strictObject({
    ...changeFields,
    reason: resolveReasonSchema,
    /** Needed for `other`. */
    notes: notesSchema.optional(),
  })
  .refine(isOfOne, OF_ONE)
  .refine(({ reason, notes }) => reason !== 'other' || notes !== undefined, {
    path: ['notes'],
    message: 'Say why: "other" needs notes.',
  });
export const reopenAlertsInput = z.strictObject(changeFields).refine(isOfOne, OF_ONE);
/** The alerts as they are now, in the order in which they were named. */
export const alertsChangedSchema = z.object({ alerts: z.array(alertLifeSchema) });
export type AlertsChanged = z.output<typeof alertsChangedSchema>;

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
    /** `recent` (default): only what sold in the company's window; `any`: whether it sold or not. */
    demand: z.enum(['recent', 'any']).default('recent'),
    /** Part of the product's name or SKU, or its whole barcode; whatever its case. */
    search: text(1, 255).optional(),
    productId: idSchema.optional(),
    ...pageFields,
  })
  .prefault({});
/** Open ones first, then acknowledged, snoozed, resolved; in each the newest first. */
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

export type AcknowledgeAlertsInput = z.input<typeof acknowledgeAlertsInput>;
export type AssignAlertsInput = z.input<typeof assignAlertsInput>;
export type CommentAlertsInput = z.input<typeof commentAlertsInput>;
export type SnoozeAlertsInput = z.input<typeof snoozeAlertsInput>;
export type ResolveAlertsInput = z.input<typeof resolveAlertsInput>;
export type ReopenAlertsInput = z.input<typeof reopenAlertsInput>;
export type ListAlertsInput = z.input<typeof listAlertsInput>;
export type GetAlertInput = z.input<typeof getAlertInput>;
export type AlertHistoryInput = z.input<typeof alertHistoryInput>;
