import { closeWarehouse } from '@stockflow/db';
import { deactivateWarehouseInput, warehouseSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `warehouses.deactivate`: closes a warehouse; nothing comes in or goes out afterwards. While it still holds stock, or
 * waits for some, it is STATE_CONFLICT with the figures: stock in a closed warehouse could neither be sold nor
 * moved. Closing a closed one does nothing and answers the same.
 */
export const deactivateWarehouse = may('catalogue:write')
  .input(deactivateWarehouseInput)
  .output(warehouseSchema)
  .mutation(({ ctx, input }) => ctx.write(input, (tx) => closeWarehouse(tx, input.warehouseId, ctx.now())));
