import { adjustStockInput, stockChangedSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { postLines } from './post-lines.ts';

/**
 * `inventory.adjust`: corrects what is on hand, up or down, with a reason (`other` needs notes); up to 500 lines, all or
 * none. Lines for one level are summed before they are checked. What is reserved cannot be taken away.
 * Refuses: INSUFFICIENT_STOCK, naming every short level; VERSION_CONFLICT where `expectedOnHand` is given and differs;
 * INVALID_REFERENCE; VALIDATION_FAILED for a bundle, a warehouse that is not active or an `occurredAt` in the future.
 * @example await call.inventory.adjust({ lines: [{ productId, warehouseId, quantityChange: -2, reason: 'damaged' }] })
 */
export const adjustStock = may('stock:write')
  .input(adjustStockInput)
  .output(stockChangedSchema)
  .mutation(({ ctx, input }) => {
    const lines = input.lines.map(({ quantityChange, ...line }) => ({
      ...line,
      kind: 'ADJUSTMENT' as const,
      onHandChange: quantityChange,
      reservedChange: 0,
    }));
    return ctx.moveStock(input, postLines(lines, ctx.now()));
  });
