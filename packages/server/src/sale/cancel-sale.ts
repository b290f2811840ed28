import { endSaleReservation, lockSale, markSale, readSale, readSaleLines } from '@stockflow/db';
import { refuseTransition } from '@stockflow/domain';
import { cancelSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { moveStock, movesOf } from './move-stock.ts';

/**
 * `sales.cancel`: ends a sale that has not shipped; what was reserved for it is free again, also in a warehouse that was
 * closed meanwhile. `notes` are added to the sale's and stand in the movements.
 * Refuses: NOT_FOUND; STATE_CONFLICT once it is completed, returned or cancelled; VERSION_CONFLICT.
 */
export const cancelSale = may('sales:write')
  .input(cancelSaleInput)
  .output(saleSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const { notes } = input;
      const sale = await lockSale(tx, input.saleId);
      refuseTransition(sale, 'cancel', input.expectedVersion);
      if (sale.status === 'confirmed') {
        const lines = await readSaleLines(tx, sale.id);
        const moves = movesOf(sale.id, 'RELEASE', lines).map((move) => ({ ...move, notes }));
        await moveStock(tx, moves, acting);
        await endSaleReservation(tx, { saleId: sale.id, as: 'released', now: acting.now });
      }
      await markSale(tx, { id: sale.id, status: 'cancelled', notes, now: acting.now });
      return readSale(tx, sale.id);
    }),
  );
