import {
  listWarehousesStatement,
  type NamedWarehouse,
  nameCursor,
  nameCursorOf,
  wireWarehouse,
} from '@stockflow/db';
import { listWarehousesInput, warehousePage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/** `warehouses.list`: by name, active and not unless `active` says which; `search` finds part of the name. */
export const listWarehouses = may('catalogue:read')
  .input(listWarehousesInput)
  .output(warehousePage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, nameCursor);
    const rows = await ctx.database.readInCompany<NamedWarehouse>(
      companyId,
      listWarehousesStatement(companyId, { ...input, after }),
    );
    return toPage(rows, input.limit, nameCursorOf, wireWarehouse);
  });
