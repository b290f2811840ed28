import { router } from '../core/door.ts';
import { listLowStock } from './list-low-stock.ts';

export const alertRouter = router({ lowStock: listLowStock });
