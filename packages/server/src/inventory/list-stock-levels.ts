import {
  type LevelListRow,
  levelCursor,
  levelCursorOf,
  listLevelsStatement,
  wireLevelListItem,
} from '@stockflow/db';
import { listStockLevelsInput, stockLevelPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `inventory.levels`: how much of what is where, by SKU and then warehouse, in pages. `search` finds part of the
 * product's name or SKU or the whole barcode, whatever its case. A product that never was in a warehouse has no level there.
 * @example await call.inventory.levels({ warehouseIds: [warehouseId], search: 'tea' })
 */
export const listStockLevels = may('stock:read')
  .input(listStockLevelsInput)
  .output(stockLevelPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, levelCursor);
    const rows = await ctx.database.readInCompany<LevelListRow>(
      companyId,
      listLevelsStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, levelCursorOf, wireLevelListItem);
  });
