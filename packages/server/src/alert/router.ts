import { router } from '../core/door.ts';
import { acknowledgeAlerts } from './acknowledge-alerts.ts';
import { assignAlerts } from './assign-alerts.ts';
import { commentAlerts } from './comment-alerts.ts';
import { explainAlert } from './explain-alert.ts';
import { getAlert } from './get-alert.ts';
import { listAlertHistory } from './list-alert-history.ts';
import { listAlerts } from './list-alerts.ts';
import { listLowStock } from './list-low-stock.ts';
import { onAlertChange } from './on-change.ts';
import { reconcileAlerts } from './reconcile-alerts.ts';
import { reopenAlerts } from './reopen-alerts.ts';
import { resolveAlerts } from './resolve-alerts.ts';
import { snoozeAlerts } from './snooze-alerts.ts';

export const alertRouter = router({
  acknowledge: acknowledgeAlerts,
  assign: assignAlerts,
  comment: commentAlerts,
  explain: explainAlert,
  get: getAlert,
  history: listAlertHistory,
  list: listAlerts,
  lowStock: listLowStock,
  onChange: onAlertChange,
  reconcile: reconcileAlerts,
  reopen: reopenAlerts,
  resolve: resolveAlerts,
  snooze: snoozeAlerts,
});
