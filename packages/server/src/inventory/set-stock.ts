import { planSet, refuseFuture } from '@stockflow/domain';
import { setStockInput, stockChangedSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `inventory.set`: brings on hand to a figure, such as another system's; up to 500 lines, all or none. Each line says what
 * it believes to be there (`expectedOnHand`, compare-and-set), or `null` to overwrite whatever is. The difference is an
 * adjustment with the reason `correction`; a level that is so already has no movement.
 * Refuses: VERSION_CONFLICT with the current figure of every level that differs, nothing changed; INSUFFICIENT_STOCK under
 * what is reserved; INVALID_REFERENCE; VALIDATION_FAILED for a bundle, a warehouse that is not active, a level that is
 * named twice or an `occurredAt` in the future.
 * @example await call.inventory.set({ lines: [{ productId, warehouseId, onHand: 12, expectedOnHand: 10 }] })
 */
export const setStock = may('stock:write')
  .input(setStockInput)
  .output(stockChangedSchema)
  .mutation(({ ctx, input }) => {
    const instants = input.lines.map(({ occurredAt: at }, index) => ({
      path: `lines.${index}.occurredAt`,
      at,
    }));
    refuseFuture(instants, ctx.now());
    return ctx.moveStock(input, {
      needs: { levels: input.lines },
      plan: (world) => ({ lines: planSet(world, input.lines), answer: (change) => change }),
    });
  });
