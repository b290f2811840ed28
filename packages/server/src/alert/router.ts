import { router } from '../core/door.ts';
import { listLowStock } from './list-low-stock.ts';
import { reconcileAlerts } from './reconcile-alerts.ts';

export const alertRouter = router({ lowStock: listLowStock, reconcile: reconcileAlerts });
