import { refuseFuture } from '@stockflow/domain';
import { importSalesInput, salesImportedSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { importEntries } from './import-entries.ts';

/**
 * `sales.import`: what was sold and came back elsewhere, in the order in which it happened; up to 500 entries with 2,000
 * lines in all, all or none. A sale's stock leaves at once, on the day it was sold; goods that come back are stock again,
 * unless they are scrap; a bundle leaves and comes back as what it is made of today. A later entry may live on what an earlier one brought. An entry whose channel and external id
 * are here already, or stood earlier in the call, is left as it is and reported: to send a call again doubles nothing.
 * Refuses, the whole call: INSUFFICIENT_STOCK, naming every short level of every entry; INVALID_REFERENCE;
 * VALIDATION_FAILED for something inactive, an instant in the future or an id that another sale has.
 * @example await call.sales.import({ entries: [{ type: 'sale', channel: 'web', externalId: '536365', saleDate, lines }] })
 */
export const importSales = may('sales:write')
  .input(importSalesInput)
  .output(salesImportedSchema)
  .mutation(({ ctx, input }) => {
    const acting = { ...ctx, now: ctx.now() };
    const instants = input.entries.map((entry, index) =>
      entry.type === 'sale'
        ? { path: `entries.${index}.saleDate`, at: entry.saleDate }
        : { path: `entries.${index}.returnedAt`, at: entry.returnedAt },
    );
    refuseFuture(instants, acting.now);
    return ctx.write(input, (tx) => importEntries(tx, input.entries, acting));
  });
