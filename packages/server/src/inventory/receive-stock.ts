import { receiveStockInput, stockChangedSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { postLines } from './post-lines.ts';

/**
 * `inventory.receive`: goods come in; up to 500 lines, all or none. A unit cost moves the level's average cost. A level
 * that is not there yet is made.
 * Refuses: INVALID_REFERENCE; VALIDATION_FAILED for a bundle, a warehouse or product that is not active, an
 * `occurredAt` in the future or a level over 2,147,483,647; VERSION_CONFLICT where `expectedOnHand` is given
 * and differs.
 * @example await call.inventory.receive({ lines: [{ productId, warehouseId, quantity: 40, unitCost: '2.35' }] })
 */
export const receiveStock = may('stock:write')
  .input(receiveStockInput)
  .output(stockChangedSchema)
  .mutation(({ ctx, input }) => {
    const lines = input.lines.map(({ quantity, ...line }) => ({
      ...line,
      kind: 'RECEIPT' as const,
      onHandChange: quantity,
      reservedChange: 0,
    }));
    return ctx.moveStock(input, postLines(lines, ctx.now()));
  });
