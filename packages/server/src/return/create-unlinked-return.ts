import { refuseFuture } from '@stockflow/domain';
import { createUnlinkedReturnInput, saleReturnSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { addReturnOfNone } from './return-of-none.ts';

/**
 * `returns.createUnlinked`: goods come back without a sale that is known here, line by line to stock again or to scrap, all
 * lines or none. Demand is less on the day of the return. Scrap counts as returned and leaves no movement.
 * Refuses: STATE_CONFLICT when the id, or the external id in its channel, is taken; VALIDATION_FAILED for an instant in
 * the future, a closed warehouse or a bundle of nothing; INVALID_REFERENCE.
 * @example await call.returns.createUnlinked({ lines: [{ productId, warehouseId, quantity: 1, unitPrice: '6.90' }] })
 */
export const createUnlinkedReturn = may('sales:write')
  .input(createUnlinkedReturnInput)
  .output(saleReturnSchema)
  .mutation(({ ctx, input }) => {
    const acting = { ...ctx, now: ctx.now() };
    refuseFuture([{ path: 'returnedAt', at: input.returnedAt }], acting.now);
    return ctx.write(input, (tx) => addReturnOfNone(tx, input, acting));
  });
