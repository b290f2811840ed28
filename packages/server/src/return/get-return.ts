import { onlyRow, type ReturnRow, returnById, wireReturn } from '@stockflow/db';
import { getReturnInput, saleReturnSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `returns.get`: one return with its lines; NOT_FOUND for an unknown or foreign id. */
export const getReturn = may('sales:read')
  .input(getReturnInput)
  .output(saleReturnSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<ReturnRow>(companyId, returnById(companyId, input.returnId));
    return wireReturn(onlyRow(rows, 'return'));
  });
