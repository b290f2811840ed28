import type { Alert, AlertLife, ResolveReason } from '@stockflow/sdk';

export type AlertState = 'open' | 'acknowledged' | 'snoozed' | 'resolved';

/** What a person makes of alerts. */
export type AlertAct =
  | { kind: 'acknowledge' | 'reopen' }
  | { kind: 'assign'; assignee: { id: string; name: string } | null }
  | { kind: 'snooze'; until: string | null; untilWorse: boolean }
  | { kind: 'resolve'; reason: ResolveReason; notes: string | null };

/** Some alerts, and what is made of them. */
export interface Step {
  act: AlertAct;
  alertIds: string[];
}

/** From which states something may be asked, as the server has it: what it would refuse is not offered. */
const ASKED_OF: Record<AlertAct['kind'], readonly string[]> = {
  acknowledge: ['open'],
  snooze: ['open', 'acknowledged', 'snoozed'],
  resolve: ['open', 'acknowledged', 'snoozed'],
  reopen: ['acknowledged', 'snoozed', 'resolved'],
  assign: ['open', 'acknowledged', 'snoozed', 'resolved'],
};

/** Reasons that a person gives; an alert that ended by itself is opened by its level alone. */
const ENDED_BY_ITSELF = ['recovered', 'unwatched'];

/** May this be asked of the alert as it is? */
export const mayBe = (kind: AlertAct['kind'], alert: Pick<Alert, 'state' | 'resolution'>): boolean =>
  ASKED_OF[kind].includes(alert.state) &&
  !(kind === 'reopen' && alert.resolution !== null && ENDED_BY_ITSELF.includes(alert.resolution));

const AWAKE = { snoozedUntil: null, snoozedUntilWorse: false };
const UNRESOLVED = { resolvedAt: null, resolution: null, resolutionNotes: null };

/** The alert as it will be, shown before the server has answered. */
export const afterAct = (alert: Alert, act: AlertAct, now: string): Alert => {
  switch (act.kind) {
    case 'acknowledge':
      return { ...alert, state: 'acknowledged', acknowledgedAt: now };
    case 'assign':
      return { ...alert, assignee: act.assignee as Alert['assignee'] };
    case 'snooze':
      return { ...alert, state: 'snoozed', snoozedUntil: act.until, snoozedUntilWorse: act.untilWorse };
    case 'resolve':
      return {
        ...alert,
        ...AWAKE,
        state: 'resolved',
        severity: null,
        resolvedAt: now,
        resolution: act.reason,
        resolutionNotes: act.notes,
      };
    case 'reopen':
      return { ...alert, ...AWAKE, ...UNRESOLVED, state: 'open', acknowledgedAt: null };
  }
};

/** The alert with what the server answered of its life; of the level's figures it says nothing. */
export const withLife = (
  alert: Alert,
  { productId: _, warehouseId: __, assigneeId: ___, ...life }: AlertLife,
): Alert => ({
  ...alert,
  ...life,
});

/**
 * What takes an act back: each alert to how it was before. In order; a step is one call. Empty where there is no way back.
 * A snooze whose time has come meanwhile is not taken up again.
 */
export const undoOf = (act: AlertAct, before: readonly Alert[], now: string): Step[] => {
  const steps = new Map<string, Step>();
  const add = (undo: AlertAct, { id }: Alert) => {
    const key = JSON.stringify(undo);
    const step = steps.get(key) ?? { act: undo, alertIds: [] };
    step.alertIds.push(id);
    steps.set(key, step);
  };
  const changed = before.filter((alert) => mayBe(act.kind, alert));
  if (act.kind === 'assign') {
    for (const alert of changed) {
      if ((alert.assignee?.id ?? null) !== (act.assignee?.id ?? null))
        add({ kind: 'assign', assignee: alert.assignee }, alert);
    }
    return [...steps.values()];
  }
  // First all of them open again, then what each was.
  if (act.kind !== 'reopen') for (const alert of changed) add({ kind: 'reopen' }, alert);
  for (const alert of changed) {
    const was = actBackTo(alert, now);
    if (was !== null) add(was, alert);
  }
  return [...steps.values()];
};

/** What makes an open alert what this one was; null when it was open. */
const actBackTo = (alert: Alert, now: string): AlertAct | null => {
  const {
    state,
    snoozedUntil: until,
    snoozedUntilWorse: untilWorse,
    resolution,
    resolutionNotes: notes,
  } = alert;
  if (state === 'acknowledged') return { kind: 'acknowledge' };
  if (state === 'snoozed')
    return until !== null && until <= now ? null : { kind: 'snooze', until, untilWorse };
  if (state === 'resolved' && resolution !== null)
    return { kind: 'resolve', reason: resolution as ResolveReason, notes };
  return null;
};
