import { removeOffer } from '@stockflow/db';
import { doneSchema, removeSupplierOfferInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `suppliers.removeOffer`: the supplier offers the product no more. If it was the primary one, the product has none
 * until another is set. NOT_FOUND when there is no such offer.
 */
export const removeSupplierOffer = may('catalogue:write')
  .input(removeSupplierOfferInput)
  .output(doneSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      await removeOffer(tx, input);
      return { done: true as const };
    }),
  );
