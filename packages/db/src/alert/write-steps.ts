import type { LevelMemory, RememberedLevel } from '@stockflow/domain';
import type { AlertChangeKind } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { type NewEvent, recordEvents } from '../event/index.ts';
import { oneStatement } from '../stock/one-statement.ts';
import type { AlertRow } from './alert-row.ts';
import { rememberPart } from './rewatch-levels.ts';
import { notifyOfAlerts, type Turning } from './write-turns.ts';

/** One thing that a person did to an alert, or that had happened to it before and was not written yet. */
export interface AlertStep extends Turning {
  readonly kind: AlertChangeKind;
  /** After it. */
  readonly alert: AlertRow;
  readonly available: number;
  readonly threshold: number | null;
  readonly notes: string | null;
  /** What the level remembered before anything was done. */
  readonly level: RememberedLevel['alert'];
  /** What it is to remember. */
  readonly remembers: LevelMemory;
}

/**
 * Writes steps, in their order: levels, alerts as they are after the last step of each, and for every step a row of history
 * and an event. Sent with COMMIT, which tells whoever listens. Levels and alerts are locked.
 */
export const writeSteps = (tx: CompanyTransaction, steps: readonly AlertStep[], now: Date): void => {
  if (steps.length === 0) return;
  const last = [...new Map(steps.map((step) => [step.alert.id, step])).values()];
  const remembering = last.filter(
    ({ level, remembers }) => level.phase !== remembers.phase || level.wakeBelow !== remembers.wakeBelow,
  );
  const levels = remembering.map(({ alert, level, remembers }) => ({
    productId: alert.productId,
    warehouseId: alert.warehouseId,
    alert: { ...level, ...remembers },
  }));
  tx.atCommit(
    oneStatement(tx.companyId, [
      ...(levels.length > 0 ? [rememberPart(tx.companyId, levels)] : []),
      saveAlerts(tx.companyId, last),
      insertSteps(tx.companyId, steps),
    ]),
  );
  recordEvents(tx, steps.map(eventOf), now);
  notifyOfAlerts(tx);
};

/** What each kind tells beside what all of them do. */
const TOLD: Partial<Record<AlertChangeKind, (step: AlertStep) => object>> = {
  assigned: ({ alert }) => ({ assigneeId: alert.assigneeId }),
  commented: ({ notes }) => ({ notes }),
  snoozed: ({ alert }) => ({
    snoozedUntil: alert.snoozedUntil?.toISOString() ?? null,
    untilWorse: alert.snoozedUntilWorse,
  }),
  resolved: ({ alert }) => ({ resolution: alert.resolution }),
};

const eventOf = (step: AlertStep): NewEvent => ({
  type: `alert.${step.kind}`,
  data: {
    alertId: step.alert.id,
    productId: step.alert.productId,
    warehouseId: step.alert.warehouseId,
    state: step.alert.state,
    available: step.available,
    threshold: step.threshold,
    ...TOLD[step.kind]?.(step),
    actorType: step.actor.type,
    actorId: step.actor.id,
  },
});

const saveAlerts = (companyId: string, steps: readonly AlertStep[]): Statement => ({
  name: 'as',
  text: `update alerts set
           state = after.state, acknowledged_at = after.acknowledged, assignee_id = after.assignee,
           snoozed_until = after.until, snoozed_until_worse = after.worse, resolved_at = after.resolved,
           resolution = after.resolution, resolution_notes = after.notes, version = after.version, updated_at = after.at
         from (select alert.* from json_to_recordset($2::json) as alert (
                 id uuid, state text, acknowledged timestamptz, assignee uuid, until timestamptz, worse boolean,
                 resolved timestamptz, resolution text, notes text, version integer, at timestamptz)) as after
         where alerts.company_id = $1 and alerts.id = after.id`,
  values: [companyId, JSON.stringify(steps.map(({ alert }) => savedAlert(alert)))],
});

const savedAlert = (alert: AlertRow) => ({
  id: alert.id,
  state: alert.state,
  acknowledged: alert.acknowledgedAt,
  assignee: alert.assigneeId,
  until: alert.snoozedUntil,
  worse: alert.snoozedUntilWorse,
  resolved: alert.resolvedAt,
  resolution: alert.resolution,
  notes: alert.resolutionNotes,
  version: alert.version,
  at: alert.updatedAt,
});

const insertSteps = (companyId: string, steps: readonly AlertStep[]): Statement => ({
  name: 'ah',
  text: `insert into alert_changes (company_id, alert_id, id, kind, state, available, threshold, notes, assignee_id,
                                    snoozed_until, snoozed_until_worse, resolution, actor_type, actor_id, request_id, at)
         select $1, alert, id, kind, state, available, threshold, notes, assignee, until, worse, resolution, actor_type,
                actor, request, at
         from json_to_recordset($2::json) as change (
           alert uuid, id uuid, kind text, state text, available integer, threshold integer, notes text, assignee uuid,
           until timestamptz, worse boolean, resolution text, actor_type text, actor uuid, request text, at timestamptz)`,
  values: [companyId, JSON.stringify(steps.map(changeRow))],
});

const changeRow = ({ kind, alert, ...step }: AlertStep) => ({
  alert: alert.id,
  id: uuidv7(),
  kind,
  state: alert.state,
  available: step.available,
  threshold: step.threshold,
  notes: step.notes,
  assignee: kind === 'assigned' ? alert.assigneeId : null,
  until: kind === 'snoozed' ? alert.snoozedUntil : null,
  worse: kind === 'snoozed' && alert.snoozedUntilWorse,
  resolution: kind === 'resolved' ? alert.resolution : null,
  actor_type: step.actor.type,
  actor: step.actor.id,
  request: step.requestId,
  at: step.now,
});
