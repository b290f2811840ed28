import { transferSchema, transferStockInput } from '@stockflow/schemas';
import { may } from '../../core/door.ts';
import { sendGoods } from './send-goods.ts';

/**
 * `inventory.transfer`: goods go from one warehouse to another at once; up to 500 lines, all or none. Their cost goes with
 * them. It is kept as a transfer that has arrived.
 * Refuses: INSUFFICIENT_STOCK, naming every short level; VERSION_CONFLICT where `expectedOnHand` is given and differs;
 * INVALID_REFERENCE; VALIDATION_FAILED for a bundle or a warehouse that is not active; STATE_CONFLICT when the id exists.
 * @example await call.inventory.transfer({ fromWarehouseId, toWarehouseId, lines: [{ productId, quantity: 5 }] })
 */
export const transferStock = may('stock:write')
  .input(transferStockInput)
  .output(transferSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, (tx) => sendGoods(tx, input, { ...ctx, now: ctx.now(), arrives: 'at once' })),
  );
