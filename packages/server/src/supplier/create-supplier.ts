import { insertSupplier } from '@stockflow/db';
import { createSupplierInput, supplierSchema } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { may } from '../core/door.ts';

/**
 * `suppliers.create`: a firm that goods are bought from; payment terms in days, default 30. Two may have one
 * name: firms do. Refuses: STATE_CONFLICT when the caller's id exists.
 * @example await call.suppliers.create({ name: 'Meyer & Söhne', contactEmail: 'order@meyer.example' })
 */
export const createSupplier = may('catalogue:write')
  .input(createSupplierInput)
  .output(supplierSchema)
  .mutation(({ ctx, input }) => {
    const { id = uuidv7(), name, contactEmail, contactPhone, address, paymentTermsDays } = input;
    const supplier = { id, name, contactEmail, contactPhone, address, paymentTermsDays, now: ctx.now() };
    return ctx.write(input, (tx) => insertSupplier(tx, supplier));
  });
