import { router } from '../core/door.ts';
import { explainAlert } from './explain-alert.ts';
import { listLowStock } from './list-low-stock.ts';
import { reconcileAlerts } from './reconcile-alerts.ts';

export const alertRouter = router({
  explain: explainAlert,
  lowStock: listLowStock,
  reconcile: reconcileAlerts,
});
