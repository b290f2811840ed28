import { router } from '../core/door.ts';
import { listLowStock } from './list-low-stock.ts';
import { onAlertChange } from './on-change.ts';

export const alertRouter = router({ lowStock: listLowStock, onChange: onAlertChange });
