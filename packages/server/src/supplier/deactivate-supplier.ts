import { closeSupplier } from '@stockflow/db';
import { deactivateSupplierInput, supplierSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `suppliers.deactivate`: nothing is bought there any more. Its offers stay to be read, and take no new terms until it
 * is active again. A second time does nothing and answers the same.
 */
export const deactivateSupplier = may('catalogue:write')
  .input(deactivateSupplierInput)
  .output(supplierSchema)
  .mutation(({ ctx, input }) => ctx.write(input, (tx) => closeSupplier(tx, input.supplierId, ctx.now())));
