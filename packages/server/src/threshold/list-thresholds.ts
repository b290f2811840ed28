import {
  levelCursor,
  listThresholdsStatement,
  type ThresholdListRow,
  thresholdCursorOf,
  wireLevelThreshold,
} from '@stockflow/db';
import { levelThresholdPage, listThresholdsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `thresholds.list`: the threshold that counts at each stock level, in base units, with where it comes from and all that it
 * could come from; by SKU and then warehouse, in pages. A product that never was in a warehouse has no level there.
 * @example await call.thresholds.list({ warehouseIds: [warehouseId], source: 'level' })
 */
export const listThresholds = may('catalogue:read')
  .input(listThresholdsInput)
  .output(levelThresholdPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, levelCursor);
    const rows = await ctx.database.readInCompany<ThresholdListRow>(
      companyId,
      listThresholdsStatement(companyId, { ...input, after }),
    );
    return toPage(rows, input.limit, thresholdCursorOf, wireLevelThreshold);
  });
