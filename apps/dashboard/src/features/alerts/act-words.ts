import type { Alert } from '@stockflow/sdk';
import { stockflow } from '../../api/stockflow.ts';
import { units } from '../../format/number.ts';
import type { AlertAct } from './acts.ts';
import { stateWords } from './words.ts';

const DONE: Record<AlertAct['kind'], string> = {
  acknowledge: 'acknowledged',
  reopen: 'open again',
  assign: 'assigned',
  snooze: 'snoozed',
  resolve: 'resolved',
};

/** What was done, with the name of the one, or how many. */
export const doneWords = (act: AlertAct, alerts: readonly Pick<Alert, 'product'>[]): string => {
  const what = subjectOf(alerts);
  if (act.kind === 'assign')
    return act.assignee === null
      ? `${what}: nobody’s task now.`
      : `${what}: ${act.assignee.name}’s task now.`;
  return `${what}: ${DONE[act.kind]}.`;
};

/** What somebody else was quicker with: of one alert who it was. */
export const takenWords = async (alerts: readonly Alert[]): Promise<string> => {
  const [one] = alerts;
  if (one === undefined) return '';
  const state = stateWords(one.state).toLowerCase();
  if (alerts.length > 1)
    return `${units(alerts.length, 'alert')} had been changed by somebody else and are left as they are.`;
  const { items } = await stockflow.alerts
    .history({ alertId: one.id, limit: 1 })
    .catch(() => ({ items: [] }));
  const who = items[0]?.actor.name ?? 'Somebody else';
  return `${who} was quicker: ${one.product.name} is ${state} already.`;
};

/** What an act is about, for the title of its dialog. */
export const subjectOf = (alerts: readonly Pick<Alert, 'product'>[]): string => {
  const [one] = alerts;
  return alerts.length === 1 && one !== undefined ? one.product.name : units(alerts.length, 'alert');
};
