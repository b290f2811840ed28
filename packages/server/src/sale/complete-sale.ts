import {
  addDemand,
  endSaleReservation,
  lockSale,
  markSale,
  markShipped,
  readSale,
  readSaleLines,
  settle,
} from '@stockflow/db';
import { localDay, refuseTransition } from '@stockflow/domain';
import { completeSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { moveStock, movesOf } from './move-stock.ts';

/**
 * `sales.complete`: a confirmed sale ships whole: what was reserved for it leaves the warehouse. It counts as demand
 * from now on, on the local day of its sale date: that is when the customer wanted it, however long shipping took.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is confirmed; VERSION_CONFLICT; VALIDATION_FAILED when its warehouse
 * was closed meanwhile.
 */
export const completeSale = may('sales:write')
  .input(completeSaleInput)
  .output(saleSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const sale = await lockSale(tx, input.saleId);
      refuseTransition(sale, 'complete', input.expectedVersion);
      const lines = await readSaleLines(tx, sale.id);
      await moveStock(tx, movesOf(sale.id, 'SALE', lines), acting);
      const day = localDay(sale.saleDate, ctx.actor.company.timeZone);
      const demand = lines.map((line) => ({ ...line, day, unitsSold: line.quantity, unitsReturned: 0 }));
      await settle([
        markSale(tx, { id: sale.id, status: 'completed', now: acting.now }),
        markShipped(tx, sale.id),
        endSaleReservation(tx, { saleId: sale.id, as: 'committed', now: acting.now }),
        addDemand(tx, demand),
      ]);
      return readSale(tx, sale.id);
    }),
  );
