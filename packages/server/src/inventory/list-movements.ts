import {
  listMovementsStatement,
  type MovementRow,
  movementCursor,
  movementCursorOf,
  wireMovement,
} from '@stockflow/db';
import { listMovementsInput, movementPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `inventory.history`: the ledger, newest first, in pages; each movement carries the balance before and after it. Give
 * product and warehouse for one level's running balance without a jump.
 * @example await call.inventory.history({ productId, warehouseId, kinds: ['SALE', 'RETURN'] })
 */
export const listMovements = may('stock:read')
  .input(listMovementsInput)
  .output(movementPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, movementCursor);
    const rows = await ctx.database.readInCompany<MovementRow>(
      companyId,
      listMovementsStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, movementCursorOf, wireMovement);
  });
