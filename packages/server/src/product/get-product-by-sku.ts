import { onlyRow, type ProductRow, productBySku, wireProduct } from '@stockflow/db';
import { getProductBySkuInput, productSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `products.getBySku`: the product with this SKU, whatever its case; NOT_FOUND when the company has none. */
export const getProductBySku = may('catalogue:read')
  .input(getProductBySkuInput)
  .output(productSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<ProductRow>(companyId, productBySku(companyId, input.sku));
    return wireProduct(onlyRow(rows, 'product'));
  });
