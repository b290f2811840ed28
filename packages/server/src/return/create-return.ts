import { refuseFuture } from '@stockflow/domain';
import { createReturnInput, saleReturnSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { addReturnOfSale } from './return-of-sale.ts';

/**
 * `returns.create`: goods of a sale come back, line by line to stock again or to scrap, all lines or none: of each line at
 * most what was shipped and has not come back; a bundle comes back as what was reserved for it; the demand of the sale's
 * day is less. When everything that shipped is back, the sale is `returned`. Scrap counts as returned and leaves no
 * movement.
 * Refuses: NOT_FOUND for the sale; STATE_CONFLICT for a sale that is a draft, cancelled or returned, or when the id, or the
 * external id in its channel, is taken; VALIDATION_FAILED for more than can come back, an instant in the future or a
 * closed warehouse; INVALID_REFERENCE.
 * @example await call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 1, disposition: 'scrap' }] })
 */
export const createReturn = may('sales:write')
  .input(createReturnInput)
  .output(saleReturnSchema)
  .mutation(({ ctx, input }) => {
    const acting = { ...ctx, now: ctx.now() };
    refuseFuture([{ path: 'returnedAt', at: input.returnedAt }], acting.now);
    return ctx.write(input, (tx) => addReturnOfSale(tx, input, acting));
  });
