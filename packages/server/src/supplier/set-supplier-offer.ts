import { setOffer } from '@stockflow/db';
import { setSupplierOfferInput, supplierOfferSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `suppliers.setOffer`: makes the supplier's offer for the product, or replaces it whole: what is left out takes its
 * default again. Price per base unit in the company's currency, lead time in days. A product has at most one
 * primary offer, and only by your word: `primary: true` takes the mark from the offer that had it, the
 * first offer of a product does not get it by itself, and setting the primary offer without it gives it up.
 * Refuses: INVALID_REFERENCE for supplier or product, VALIDATION_FAILED for a supplier that is not active.
 * @example await call.suppliers.setOffer({ supplierId, productId, price: '3.20', leadTimeDays: 7, primary: true })
 */
export const setSupplierOffer = may('catalogue:write')
  .input(setSupplierOfferInput)
  .output(supplierOfferSchema)
  .mutation(({ ctx, input }) => ctx.write(input, (tx) => setOffer(tx, input, ctx.now())));
