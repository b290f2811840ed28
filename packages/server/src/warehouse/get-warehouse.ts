import { onlyRow, type WarehouseRow, warehouseById, wireWarehouse } from '@stockflow/db';
import { getWarehouseInput, warehouseSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `warehouses.get`: one warehouse, active or not; NOT_FOUND for an unknown or foreign id. */
export const getWarehouse = may('catalogue:read')
  .input(getWarehouseInput)
  .output(warehouseSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<WarehouseRow>(
      companyId,
      warehouseById(companyId, input.warehouseId),
    );
    return wireWarehouse(onlyRow(rows, 'warehouse'));
  });
