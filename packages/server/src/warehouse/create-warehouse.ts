import { insertWarehouse, requireReferences } from '@stockflow/db';
import { createWarehouseInput, warehouseSchema } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { may } from '../core/door.ts';

/**
 * `warehouses.create`: a place that will hold stock. Refuses: NAME_TAKEN (whatever the name's case),
 * INVALID_REFERENCE for a manager who is not of this company, STATE_CONFLICT when the caller's id exists.
 * @example await call.warehouses.create({ name: 'Hamburg', managerId })
 */
export const createWarehouse = may('catalogue:write')
  .input(createWarehouseInput)
  .output(warehouseSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { id = uuidv7(), name, address, managerId, priority } = input;
      await requireReferences(tx, [{ table: 'users', id: managerId, path: 'managerId' }]);
      return insertWarehouse(tx, { id, name, address, managerId, priority, now: ctx.now() });
    }),
  );
