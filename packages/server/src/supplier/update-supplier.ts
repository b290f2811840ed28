import { changeSupplier } from '@stockflow/db';
import { supplierSchema, updateSupplierInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `suppliers.update`: changes what is given, clears what is null. Refuses: NOT_FOUND, VERSION_CONFLICT when
 * `expectedVersion` is no longer the version.
 * @example await call.suppliers.update({ supplierId, paymentTermsDays: 14 })
 */
export const updateSupplier = may('catalogue:write')
  .input(updateSupplierInput)
  .output(supplierSchema)
  .mutation(({ ctx, input }) => {
    const {
      supplierId: id,
      name,
      contactEmail,
      contactPhone,
      address,
      paymentTermsDays,
      active,
      expectedVersion,
    } = input;
    const fields = { name, contactEmail, contactPhone, address, paymentTermsDays, active };
    return ctx.write(input, (tx) => changeSupplier(tx, { id, fields, expectedVersion, now: ctx.now() }));
  });
