import {
  listReturnsStatement,
  type ReturnSummaryRow,
  returnCursor,
  returnCursorOf,
  wireReturnSummary,
} from '@stockflow/db';
import { listReturnsInput, returnPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `returns.list`: returns without their lines, newest first (by the time in their ids), in pages; with `saleId` those of
 * one sale.
 * @example await call.returns.list({ saleId })
 */
export const listReturns = may('sales:read')
  .input(listReturnsInput)
  .output(returnPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, returnCursor);
    const rows = await ctx.database.readInCompany<ReturnSummaryRow>(
      companyId,
      listReturnsStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, returnCursorOf, wireReturnSummary);
  });
