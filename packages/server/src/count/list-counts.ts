import { type CountRow, countCursor, countCursorOf, listCountsStatement, wireCount } from '@stockflow/db';
import { countPage, listCountsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `counts.list`: stock counts without their lines, the newest first, in pages.
 * @example await call.counts.list({ status: 'open' })
 */
export const listCounts = may('stock:read')
  .input(listCountsInput)
  .output(countPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, countCursor);
    const rows = await ctx.database.readInCompany<CountRow>(
      companyId,
      listCountsStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, countCursorOf, wireCount);
  });
