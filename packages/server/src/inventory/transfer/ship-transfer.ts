import { shipTransferInput, transferSchema } from '@stockflow/schemas';
import { may } from '../../core/door.ts';
import { sendGoods } from './send-goods.ts';

/**
 * `transfers.ship`: goods leave a warehouse for another, and are `incoming` there until `transfers.receive`; up to 500
 * lines, all or none.
 * Refuses: INSUFFICIENT_STOCK, naming every short level; VERSION_CONFLICT where `expectedOnHand` is given and differs;
 * INVALID_REFERENCE; VALIDATION_FAILED for a bundle or a warehouse that is not active; STATE_CONFLICT when the id exists.
 * @example await call.transfers.ship({ fromWarehouseId, toWarehouseId, lines: [{ productId, quantity: 5 }] })
 */
export const shipTransfer = may('stock:write')
  .input(shipTransferInput)
  .output(transferSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, (tx) => sendGoods(tx, input, { ...ctx, now: ctx.now(), arrives: 'later' })),
  );
