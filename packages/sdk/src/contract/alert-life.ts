// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { AlertId, ProductId, UserId, WarehouseId } from './ids.ts';

export interface AcknowledgeAlertsInput {
  /** 1 to 100 alerts: all of them are changed, or none is. */
  alertIds: AlertId[];
  /** Of one alert: refuse with VERSION_CONFLICT when it has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** What can become of an alert. */
export type AlertChangeKind =
  | 'acknowledged'
  | 'assigned'
  | 'commented'
  | 'opened'
  | 'reopened'
  | 'resolved'
  | 'snoozed'
  | 'woken';

/**
 * How an alert stands. It is one for each product in a warehouse, and is opened anew each time that it
 * becomes low.
 */
export interface AlertLife {
  id: AlertId;
  productId: ProductId;
  warehouseId: WarehouseId;
  state: AlertState | (string & {});
  /** How often it became low. */
  openings: number;
  /** When it became low last. */
  openedAt: string;
  /** Base units available then. */
  openedAvailable: number;
  /** The threshold that counted then. */
  openedThreshold: number;
  /** When somebody acknowledged it; null when nobody has since it was opened. */
  acknowledgedAt: string | null;
  /** Whose task it is; stays when it is opened anew. */
  assigneeId: UserId | null;
  /** Until when it sleeps; null when it does not, or only until it gets worse. */
  snoozedUntil: string | null;
  /** True while it sleeps until less is available than when it was snoozed. */
  snoozedUntilWorse: boolean;
  resolvedAt: string | null;
  resolution:
    | 'expected'
    | 'not_needed'
    | 'ordered'
    | 'other'
    | 'recovered'
    | 'transferred'
    | 'unwatched'
    | 'wrong_threshold'
    | (string & {})
    | null;
  resolutionNotes: string | null;
  /** Counts its changes. */
  version: number;
  updatedAt: string;
}

/**
 * `open` and `acknowledged` alerts ask for something; `snoozed` ones sleep; `resolved` ones have ended, until
 * it is low again.
 */
export type AlertState = 'acknowledged' | 'open' | 'resolved' | 'snoozed';

/** The alerts as they are now, in the order in which they were named. */
export interface AlertsChanged {
  alerts: AlertLife[];
}

export interface AssignAlertsInput {
  /** An active user of the company; null: nobody. */
  assigneeId: UserId | null;
  /** 1 to 100 alerts: all of them are changed, or none is. */
  alertIds: AlertId[];
  /** Of one alert: refuse with VERSION_CONFLICT when it has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface CommentAlertsInput {
  notes: string;
  /** 1 to 100 alerts: all of them are changed, or none is. */
  alertIds: AlertId[];
  /** Of one alert: refuse with VERSION_CONFLICT when it has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface ReopenAlertsInput {
  /** 1 to 100 alerts: all of them are changed, or none is. */
  alertIds: AlertId[];
  /** Of one alert: refuse with VERSION_CONFLICT when it has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface ResolveAlertsInput {
  reason: ResolveReason;
  /** 1 to 100 alerts: all of them are changed, or none is. */
  alertIds: AlertId[];
  /** Needed for `other`. */
  notes?: string | undefined;
  /** Of one alert: refuse with VERSION_CONFLICT when it has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** Why a person ends an alert; `other` says it in notes. */
export type ResolveReason =
  | 'expected'
  | 'not_needed'
  | 'ordered'
  | 'other'
  | 'transferred'
  | 'wrong_threshold';

export interface SnoozeAlertsInput {
  /** 1 to 100 alerts: all of them are changed, or none is. */
  alertIds: AlertId[];
  /** In the future, at most 365 days. */
  until?: string | undefined;
  /** Wake as soon as less is available than now; default false. With `until`: whichever comes first. */
  untilWorse?: boolean | undefined;
  /** Of one alert: refuse with VERSION_CONFLICT when it has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
