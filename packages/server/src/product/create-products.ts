import { createProductsInput, productsCreatedSchema } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { may } from '../core/door.ts';
import { addProducts } from './add-products.ts';

/**
 * `products.createMany`: up to 500 products, all or none, each with its level and first ledger line as by
 * `products.create`. A variant may stand before its parent (give the parent an id). A refusal names every problem by
 * its place, such as `products.3.sku`: INVALID_REFERENCE or SKU_TAKEN when all are of that kind, else
 * VALIDATION_FAILED with all of them.
 * @example await call.products.createMany({ products: rows.map(({ code, title, price }) => ({ sku: code, name: title, price })) })
 */
export const createProducts = may('catalogue:write')
  .input(createProductsInput)
  .output(productsCreatedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const given = input.products.map((product) => ({
        ...product,
        id: product.id ?? uuidv7(),
        initialQuantity: product.initialQuantity ?? 0,
      }));
      const products = await addProducts(tx, given, {
        ...ctx,
        now: ctx.now(),
        at: (index) => `products.${index}`,
      });
      return { products: products.map(({ id, sku }) => ({ id, sku })) };
    }),
  );
