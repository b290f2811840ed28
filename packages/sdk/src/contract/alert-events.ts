// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { AlertId, ProductId, UserId, WarehouseId } from './ids.ts';

/**
 * What became of an alert: an event of a type `alert.*`, as `events.list` tells it. docs/events.md has each
 * type.
 */
export interface AlertEvent {
  /** 1, 2, 3 … in the company, over events of all types; also the event id of the stream. */
  sequence: number;
  id: string;
  /** Such as `alert.opened`; a newer server may know more. */
  type: string;
  occurredAt: string;
  data: {
    alertId: AlertId;
    productId: ProductId;
    warehouseId: WarehouseId;
    /** The alert's state after it. */
    state: string;
    /** Base units, after it. */
    available: number;
    /** What counted as low then; null where nothing did. */
    threshold: number | null;
    /** Whose doing it was. */
    actorType: string;
    actorId: string | null;
    /** Of `alert.opened`: true when it had been open before. */
    reopened?: boolean | undefined;
    /** Of `alert.assigned`: whose task it is; null for nobody's. */
    assigneeId?: UserId | null | undefined;
    /** What somebody wrote with it. */
    notes?: string | null | undefined;
    /** Of `alert.snoozed`. */
    snoozedUntil?: string | null | undefined;
    /** Of `alert.snoozed`: it wakes when less is available. */
    untilWorse?: boolean | null | undefined;
    /** Of `alert.resolved`. */
    resolution?: string | null | undefined;
  };
}

export interface WatchAlertsInput {
  /**
   * The `sequence` of the last event that you handled, as text: what came after it is told first. Left out:
   * from now on.
   */
  lastEventId?: string | undefined;
  /** Only alerts of these warehouses. */
  warehouseIds?: WarehouseId[] | undefined;
  /** Only these types, such as `alert.opened`. */
  types?: string[] | undefined;
}
