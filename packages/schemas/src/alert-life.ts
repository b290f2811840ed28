import { z } from 'zod';
import {
  idFilter,
  idSchema,
  instantInput,
  instantSchema,
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

export type AcknowledgeAlertsInput = z.input<typeof acknowledgeAlertsInput>;
export type AssignAlertsInput = z.input<typeof assignAlertsInput>;
export type CommentAlertsInput = z.input<typeof commentAlertsInput>;
export type SnoozeAlertsInput = z.input<typeof snoozeAlertsInput>;
export type ResolveAlertsInput = z.input<typeof resolveAlertsInput>;
export type ReopenAlertsInput = z.input<typeof reopenAlertsInput>;
