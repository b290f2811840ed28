import { router } from '../core/door.ts';
import { createWarehouse } from './create-warehouse.ts';
import { deactivateWarehouse } from './deactivate-warehouse.ts';
import { getWarehouse } from './get-warehouse.ts';
import { listWarehouses } from './list-warehouses.ts';
import { updateWarehouse } from './update-warehouse.ts';

export const warehouseRouter = router({
  create: createWarehouse,
  deactivate: deactivateWarehouse,
  get: getWarehouse,
  list: listWarehouses,
  update: updateWarehouse,
});
