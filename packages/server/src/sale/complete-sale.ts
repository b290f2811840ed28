import { addDemand, openSale, recordEvents, saveSaleHead, wireOpenSale } from '@stockflow/db';
import { planShipment, refuseTransition } from '@stockflow/domain';
import { completeSaleInput, saleSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { demandOf, eventsOf, shipHold, shippedHead } from './ship-hold.ts';

/**
 * `sales.complete`: what was reserved for a confirmed sale leaves the warehouse: whole, or with `lines` in part. The rest
 * is given back and the sale completed, or with `rest: 'keep'` it stays reserved until another call. Bundles leave whole,
 * as what they were when they were reserved. What left counts as demand from now on, on the local day of the sale date:
 * that is when the customer wanted it, however long shipping took. Where all that left is back already, it is `returned`.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is confirmed; VERSION_CONFLICT; VALIDATION_FAILED for more than has not left
 * yet, an unknown line, nothing at all to ship with `rest: 'keep'`, or a warehouse that was closed meanwhile.
 * @example await call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }], rest: 'keep' })
 */
export const completeSale = may('sales:write')
  .input(completeSaleInput)
  .output(saleSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const open = await openSale(tx, input.saleId);
      refuseTransition(open.head, 'complete', input.expectedVersion);
      const shipment = planShipment(open.lines, open.hold?.lines ?? [], input);
      const lines = await shipHold(tx, open, { shipment }, acting);
      addDemand(tx, demandOf(shipment, open.head.saleDate));
      const head = shippedHead(open.head, lines, { shipment, now: acting.now });
      saveSaleHead(tx, head, acting.now);
      const sale = wireOpenSale(head, lines);
      recordEvents(tx, eventsOf(sale), acting.now);
      return sale;
    }),
  );
