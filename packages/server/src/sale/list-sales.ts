import {
  listSalesStatement,
  type SaleSummaryRow,
  saleCursor,
  saleCursorOf,
  wireSaleSummary,
} from '@stockflow/db';
import { listSalesInput, salePage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `sales.list`: sales without their lines, newest sale date first, in pages. `search` finds part of the customer's
 * name or the whole external id; `productId` finds sales that have a line of it.
 * @example await call.sales.list({ statuses: ['confirmed'], from: '2026-11-01T00:00:00Z' })
 */
export const listSales = may('sales:read')
  .input(listSalesInput)
  .output(salePage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, saleCursor);
    const rows = await ctx.database.readInCompany<SaleSummaryRow>(
      companyId,
      listSalesStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, saleCursorOf, wireSaleSummary);
  });
