import { createSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { addSale } from './add-sale.ts';

/**
 * `sales.create`: a sale, confirmed (its stock is reserved in the same transaction, all lines or none) or a draft
 * (nothing is reserved). Lines of one product and warehouse are one demand. A line without a price takes the product's.
 * A line may name a bundle: its components are reserved in the line's warehouse, and lines that share one are one demand.
 * Refuses: INSUFFICIENT_STOCK, naming every short level; INVALID_REFERENCE; VALIDATION_FAILED for a product,
 * component or warehouse that is not active and for a bundle of nothing; STATE_CONFLICT when the id, or the external id in its channel, is taken.
 * @example await call.sales.create({ channel: 'web', lines: [{ productId, warehouseId, quantity: 2 }] })
 */
export const createSale = may('sales:write')
  .input(createSaleInput)
  .output(saleSchema)
  .mutation(({ ctx, input }) => ctx.write(input, (tx) => addSale(tx, input, { ...ctx, now: ctx.now() })));
