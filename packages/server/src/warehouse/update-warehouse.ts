import { changeWarehouse, requireReferences } from '@stockflow/db';
import { updateWarehouseInput, warehouseSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `warehouses.update`: changes what is given, clears what is null. `active: true` opens it again; `active: false`
 * is refused while it holds stock, as by `warehouses.deactivate`. Refuses: NOT_FOUND, NAME_TAKEN,
 * INVALID_REFERENCE (manager), VERSION_CONFLICT when `expectedVersion` is no longer the version.
 * @example await call.warehouses.update({ warehouseId, name: 'Hamburg Nord', expectedVersion: 3 })
 */
export const updateWarehouse = may('catalogue:write')
  .input(updateWarehouseInput)
  .output(warehouseSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { warehouseId, name, address, managerId, priority, active, expectedVersion } = input;
      await requireReferences(tx, [{ table: 'users', id: managerId, path: 'managerId' }]);
      const fields = { name, address, managerId, priority, active };
      return changeWarehouse(tx, { id: warehouseId, fields, expectedVersion, now: ctx.now() });
    }),
  );
