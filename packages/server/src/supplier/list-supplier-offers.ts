import { listOffersStatement, type OfferListRow, offerCursor, wireOffer } from '@stockflow/db';
import { listSupplierOffersInput, supplierOfferPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/** `suppliers.listOffers`: by the product's SKU, of one supplier, for one product, or all; unknown ids have none. */
export const listSupplierOffers = may('catalogue:read')
  .input(listSupplierOffersInput)
  .output(supplierOfferPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, offerCursor);
    const rows = await ctx.database.readInCompany<OfferListRow>(
      companyId,
      listOffersStatement(companyId, { ...input, after }),
    );
    const keyOf = ({ skuKey, supplierId }: OfferListRow) => ({ skuKey, supplierId });
    return toPage(rows, input.limit, keyOf, wireOffer);
  });
