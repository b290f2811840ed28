import { closeProduct, recordEvents } from '@stockflow/db';
import { deactivateProductInput, productSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `products.deactivate`: not sold and not alerted any more; its history stays, and so does its stock, which can still
 * be adjusted away. A second time does nothing and answers the same.
 */
export const deactivateProduct = may('catalogue:write')
  .input(deactivateProductInput)
  .output(productSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const now = ctx.now();
      const product = await closeProduct(tx, input.productId, now);
      const data = { productId: product.id, version: product.version };
      recordEvents(tx, [{ type: 'product.deactivated', data }], now);
      return product;
    }),
  );
