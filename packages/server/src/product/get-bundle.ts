import { type BundleRow, bundleById, onlyRow } from '@stockflow/db';
import { bundleSchema, getBundleInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `products.getBundle`: what a bundle is made of, by SKU; nothing for a product that is none. NOT_FOUND if unknown. */
export const getBundle = may('catalogue:read')
  .input(getBundleInput)
  .output(bundleSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<BundleRow>(companyId, bundleById(companyId, input.productId));
    return onlyRow(rows, 'product');
  });
