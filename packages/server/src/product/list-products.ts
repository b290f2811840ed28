import {
  listProductsStatement,
  type ProductListRow,
  productCursor,
  productCursorOf,
  wireProductListItem,
} from '@stockflow/db';
import { listProductsInput, productPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `products.list`: products with their stock summed over the warehouses, in pages. `search` finds part of the name or
 * SKU or the whole barcode, whatever its case; the filters narrow further: `productIds` to those, `supplierIds` to what
 * any of them offers. Sorted by SKU unless `sort` says otherwise; a cursor goes on in the sort and order it was made in.
 * @example await call.products.list({ search: 'tea', categoryIds: [categoryId], sort: 'name', limit: 100 })
 */
export const listProducts = may('catalogue:read')
  .input(listProductsInput)
  .output(productPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, productCursor(input));
    const rows = await ctx.database.readInCompany<ProductListRow>(
      companyId,
      listProductsStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, productCursorOf(input), wireProductListItem);
  });
