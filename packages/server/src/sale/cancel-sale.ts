import { openSale, recordEvents, saveSaleHead, wireOpenSale } from '@stockflow/db';
import { planRelease, refuseCancelOfShipped, refuseTransition, saleEventData } from '@stockflow/domain';
import { cancelSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { shipHold } from './ship-hold.ts';

/**
 * `sales.cancel`: ends a sale that has not shipped; what was reserved for it is free again, also in a warehouse that was
 * closed meanwhile. `notes` are added to the sale's and stand in the movements.
 * Refuses: NOT_FOUND; STATE_CONFLICT once it is completed, returned or cancelled, or while a part of it has left and is
 * not back; VERSION_CONFLICT.
 */
export const cancelSale = may('sales:write')
  .input(cancelSaleInput)
  .output(saleSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const { notes } = input;
      const open = await openSale(tx, input.saleId);
      const { head, lines, hold } = open;
      refuseTransition(head, 'cancel', input.expectedVersion);
      refuseCancelOfShipped(head, lines);
      if (hold) await shipHold(tx, open, { shipment: planRelease(lines, hold.lines), notes }, acting);
      const cancelled = {
        ...head,
        status: 'cancelled' as const,
        version: head.version + 1,
        cancelledAt: acting.now,
        notes: [head.notes, notes].filter((words) => words != null).join('\n') || null,
      };
      saveSaleHead(tx, cancelled, acting.now);
      const sale = wireOpenSale(cancelled, lines);
      recordEvents(tx, [{ type: 'sale.cancelled', data: saleEventData(sale) }], acting.now);
      return sale;
    }),
  );
