import { onlyRow, type ProductRow, productById, wireProduct } from '@stockflow/db';
import { getProductInput, productSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `products.get`: one product, active or not; NOT_FOUND for an unknown or foreign id. */
export const getProduct = may('catalogue:read')
  .input(getProductInput)
  .output(productSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<ProductRow>(companyId, productById(companyId, input.productId));
    return wireProduct(onlyRow(rows, 'product'));
  });
