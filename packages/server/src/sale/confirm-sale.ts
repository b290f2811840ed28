import { openSale, recordEvents, saveSaleHead, wireOpenSale } from '@stockflow/db';
import { refuseTransition, saleEventData } from '@stockflow/domain';
import { confirmSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { holdSale, stockOf } from './hold-sale.ts';

/**
 * `sales.confirm`: a draft becomes a sale: its stock is reserved, all lines or none, and its sale date is now. A bundle is
 * what it is made of now, whatever becomes of it later.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is a draft; VERSION_CONFLICT; INSUFFICIENT_STOCK, naming every short level;
 * VALIDATION_FAILED when a product or warehouse is no longer active.
 */
export const confirmSale = may('sales:write')
  .input(confirmSaleInput)
  .output(saleSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const { now } = acting;
      const { head, lines } = await openSale(tx, input.saleId);
      refuseTransition(head, 'confirm', input.expectedVersion);
      await holdSale(tx, head.id, await stockOf(tx, lines), acting);
      const confirmed = {
        ...head,
        status: 'confirmed' as const,
        version: head.version + 1,
        saleDate: now,
        confirmedAt: now,
      };
      saveSaleHead(tx, confirmed, now);
      const sale = wireOpenSale(confirmed, lines);
      recordEvents(tx, [{ type: 'sale.confirmed', data: saleEventData(sale) }], now);
      return sale;
    }),
  );
