import { onlyRow, type SaleRow, saleById, wireSale } from '@stockflow/db';
import { getSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `sales.get`: one sale with its lines; NOT_FOUND for an unknown or foreign id. */
export const getSale = may('sales:read')
  .input(getSaleInput)
  .output(saleSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<SaleRow>(companyId, saleById(companyId, input.saleId));
    return wireSale(onlyRow(rows, 'sale'));
  });
