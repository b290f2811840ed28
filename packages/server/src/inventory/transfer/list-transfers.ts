import {
  listTransfersStatement,
  type TransferListRow,
  transferCursor,
  transferCursorOf,
  wireTransferSummary,
} from '@stockflow/db';
import { listTransfersInput, transferPage } from '@stockflow/schemas';
import { may } from '../../core/door.ts';
import { openCursor, toPage } from '../../core/page.ts';

/** `transfers.list`: transfers without their lines, the newest first, in pages. */
export const listTransfers = may('stock:read')
  .input(listTransfersInput)
  .output(transferPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, transferCursor);
    const rows = await ctx.database.readInCompany<TransferListRow>(
      companyId,
      listTransfersStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, transferCursorOf, wireTransferSummary);
  });
