import { z } from 'zod';
import { idSchema, instantSchema, PAGE_LIMIT_MAX, text, wholeNumber } from './primitives.ts';

/** What can happen. A newer server may know more. */
export const EVENT_TYPES = [
  'stock.changed',
  'reservation.created',
  'reservation.extended',
  'reservation.committed',
  'reservation.released',
  'reservation.expired',
  'sale.created',
  'sale.confirmed',
  'sale.shipped',
  'sale.completed',
  'sale.cancelled',
  'sale.returned',
  'return.created',
  'transfer.shipped',
  'transfer.received',
  'transfer.cancelled',
  'count.opened',
  'count.posted',
  'count.cancelled',
  'stock.repaired',
  'product.created',
  'product.updated',
  'product.deactivated',
  'bundle.changed',
  'alert.opened',
  'alert.acknowledged',
  'alert.assigned',
  'alert.commented',
  'alert.snoozed',
  'alert.woken',
  'alert.resolved',
  'alert.reopened',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Something that happened, written in the transaction that did it. */
export const eventSchema = z.object({
  /** 1, 2, 3 … in the company, without a gap, in the order in which events became visible. */
  sequence: z.int(),
  id: idSchema,
  type: z.string(),
  occurredAt: instantSchema,
  /** What it was about, by its type; see docs/events.md. */
  data: z.record(z.string(), z.unknown()),
});
export type StockflowEvent = z.output<typeof eventSchema>;

export const listEventsInput = z
  .strictObject({
    /** Events after this sequence; default 0, from the first. */
    after: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(0),
    /** Only these types; the sequence then has gaps in the answer. */
    types: z.array(text(1, 64)).min(1).max(50).optional(),
    limit: wholeNumber(1, PAGE_LIMIT_MAX).default(100),
  })
  .prefault({});
/** Oldest first. Go on with `after: lastSequence`, also when `items` is empty. */
export const eventPage = z.object({
  items: z.array(eventSchema),
  /** Where this answer ended: everything up to here was looked at. */
  lastSequence: z.int(),
  /** True when there is more right now. */
  hasMore: z.boolean(),
});
export type EventPage = z.output<typeof eventPage>;
export type ListEventsInput = z.input<typeof listEventsInput>;
