import { changeProduct, recordEvents, requireCategory, requireParent } from '@stockflow/db';
import { productSchema, updateProductInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `products.update`: changes what is given, clears what is null; `active: true` brings a product back. Refuses:
 * NOT_FOUND, SKU_TAKEN, VERSION_CONFLICT when `expectedVersion` is no longer the version, INVALID_REFERENCE for category
 * or parent, VALIDATION_FAILED for a new category that is not active and for a parent that would make the
 * product a variant of itself, at any depth.
 * @example await call.products.update({ productId, price: '4.95', expectedVersion: 2 })
 */
export const updateProduct = may('catalogue:write')
  .input(updateProductInput)
  .output(productSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { productId: id, expectedVersion, idempotencyKey: _, ...fields } = input;
      await requireCategory(tx, id, fields.categoryId);
      await requireParent(tx, id, fields.parentId);
      const now = ctx.now();
      const product = await changeProduct(tx, { id, fields, expectedVersion, now });
      const data = { productId: id, version: product.version, fields: Object.keys(fields) };
      recordEvents(tx, [{ type: 'product.updated', data }], now);
      return product;
    }),
  );
