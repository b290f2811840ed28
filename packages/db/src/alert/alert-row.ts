import type { LivingAlert } from '@stockflow/domain';
import type { AlertLife } from '@stockflow/schemas';

/** An alert as the database answers it. */
export interface AlertRow extends LivingAlert {
  readonly productId: string;
  readonly warehouseId: string;
  readonly openings: number;
  readonly openedAt: Date;
  readonly openedAvailable: number;
  readonly openedThreshold: number;
  readonly updatedAt: Date;
}

/** True of the alert `a` when its snooze is over at the instant `clock`, whether or not that was written yet. */
export const isDueAt = (clock: string): string =>
  `coalesce(a.state = 'snoozed' and a.snoozed_until <= ${clock}, false)`;

/** The select list of an alert `a`, as its row stands. */
export const ALERT = `a.id, a.product_id as "productId", a.warehouse_id as "warehouseId", a.state, a.openings,
  a.opened_at as "openedAt", a.opened_available as "openedAvailable", a.opened_threshold as "openedThreshold",
  a.acknowledged_at as "acknowledgedAt", a.assignee_id as "assigneeId", a.snoozed_until as "snoozedUntil",
  a.snoozed_until_worse as "snoozedUntilWorse", a.resolved_at as "resolvedAt", a.resolution,
  a.resolution_notes as "resolutionNotes", a.version, a.updated_at as "updatedAt"`;

/** An alert in wire form. */
export const wireAlertLife = (row: AlertRow): AlertLife => ({
  id: row.id,
  productId: row.productId,
  warehouseId: row.warehouseId,
  state: row.state,
  openings: row.openings,
  openedAt: row.openedAt.toISOString(),
  openedAvailable: row.openedAvailable,
  openedThreshold: row.openedThreshold,
  acknowledgedAt: row.acknowledgedAt?.toISOString() ?? null,
  assigneeId: row.assigneeId,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  snoozedUntilWorse: row.snoozedUntilWorse,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  resolution: row.resolution as AlertLife['resolution'],
  resolutionNotes: row.resolutionNotes,
  version: row.version,
  updatedAt: row.updatedAt.toISOString(),
});
