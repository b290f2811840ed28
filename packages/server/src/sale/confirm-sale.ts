import { insertSaleReservation, lockSale, markSale, readSale, readSaleLines, settle } from '@stockflow/db';
import { refuseTransition } from '@stockflow/domain';
import { confirmSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { moveStock, movesOf } from './move-stock.ts';

/**
 * `sales.confirm`: a draft becomes a sale: its stock is reserved, all lines or none, and its sale date is now.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is a draft; VERSION_CONFLICT; INSUFFICIENT_STOCK, naming every short level;
 * VALIDATION_FAILED when a product or warehouse is no longer active.
 */
export const confirmSale = may('sales:write')
  .input(confirmSaleInput)
  .output(saleSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const sale = await lockSale(tx, input.saleId);
      refuseTransition(sale, 'confirm', input.expectedVersion);
      const lines = await readSaleLines(tx, sale.id);
      await moveStock(tx, movesOf(sale.id, 'RESERVATION', lines), acting);
      await settle([
        insertSaleReservation(tx, { saleId: sale.id, lines, now: acting.now }),
        markSale(tx, { id: sale.id, status: 'confirmed', now: acting.now }),
      ]);
      return readSale(tx, sale.id);
    }),
  );
