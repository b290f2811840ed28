import { z } from 'zod';
import { idFilter, idSchema, instantSchema, text } from './primitives.ts';

export const watchAlertsInput = z
  .strictObject({
    /**
     * The `sequence` of the last event that you handled, as text: what came after it is told first. Left out:
     * from now on.
     */
    lastEventId: z
      .string()
      .regex(/^\d{1,15}$/, 'Give the id of an event of this list.')
      .optional(),
    /** Only alerts of these warehouses. */
    warehouseIds: idFilter.optional(),
    /** Only these types, such as `alert.opened`. */
    types: z.array(text(1, 64)).min(1).max(50).optional(),
  })
  .prefault({});
export type WatchAlertsInput = z.input<typeof watchAlertsInput>;

/** What became of an alert: an event of a type `alert.*`, as `events.list` tells it. docs/events.md has each type. */
export const alertEventSchema = z.object({
  /** 1, 2, 3 … in the company, over events of all types; also the event id of the stream. */
  sequence: z.int(),
  id: idSchema,
  /** Such as `alert.opened`; a newer server may know more. */
  type: z.string(),
  occurredAt: instantSchema,
  data: z.object({
    alertId: idSchema,
    productId: idSchema,
    warehouseId: idSchema,
    /** The alert's state after it. */
    state: z.string(),
    /** Base units, after it. */
    available: z.int(),
    /** What counted as low then; null where nothing did. */
    threshold: z.int().nullable(),
    /** Whose doing it was. */
    actorType: z.string(),
    actorId: idSchema.nullable(),
    /** Of `alert.opened`: true when it had been open before. */
    reopened: z.boolean().optional(),
    /** Of `alert.assigned`: whose task it is; null for nobody's. */
    assigneeId: idSchema.nullish(),
    /** What somebody wrote with it. */
    notes: z.string().nullish(),
    /** Of `alert.snoozed`. */
    snoozedUntil: instantSchema.nullish(),
    /** Of `alert.snoozed`: it wakes when less is available. */
    untilWorse: z.boolean().nullish(),
    /** Of `alert.resolved`. */
    resolution: z.string().nullish(),
  }),
});
export type AlertEvent = z.output<typeof alertEventSchema>;

/** The first message of a stream: it is live, and goes on after this number. Not an event. */
export const watchReadySchema = z.object({ type: z.literal('ready'), sequence: z.int() });

/** One message of `alerts.onChange`. */
export const alertMessageSchema = z.union([watchReadySchema, alertEventSchema]);
export type AlertMessage = z.output<typeof alertMessageSchema>;
