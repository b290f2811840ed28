import { onlyRow, type SupplierRow, supplierById, wireSupplier } from '@stockflow/db';
import { getSupplierInput, supplierSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `suppliers.get`: one supplier, active or not; NOT_FOUND for an unknown or foreign id. */
export const getSupplier = may('catalogue:read')
  .input(getSupplierInput)
  .output(supplierSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<SupplierRow>(
      companyId,
      supplierById(companyId, input.supplierId),
    );
    return wireSupplier(onlyRow(rows, 'supplier'));
  });
