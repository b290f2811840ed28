import { createProductInput, productCreatedSchema } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { may } from '../core/door.ts';
import { addProducts } from './add-products.ts';

/**
 * `products.create`: a product and, with a warehouse, its level and first ledger line (`INITIAL_STOCK`, at the product's
 * cost where given), in one transaction. A quantity of 0 makes the level and no line: nothing moved.
 * Refuses: SKU_TAKEN (whatever the SKU's case; also when many create it at once), INVALID_REFERENCE (category,
 * warehouse, parent; the same words for an unknown and a foreign one), VALIDATION_FAILED for a category or warehouse
 * that is not active, STATE_CONFLICT when the caller's id exists.
 * @example await call.products.create({ sku: 'TEA-01', name: 'Earl Grey', price: '4.50', warehouseId, initialQuantity: 40 })
 */
export const createProduct = may('catalogue:write')
  .input(createProductInput)
  .output(productCreatedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { idempotencyKey: _, initialQuantity = 0, warehouseId, ...fields } = input;
      const given = [{ ...fields, id: input.id ?? uuidv7(), warehouseId, initialQuantity }];
      const [product] = await addProducts(tx, given, {
        ...ctx,
        now: ctx.now(),
        at: () => '',
      });
      if (!product) throw new Error('a product was added and not answered');
      const level = { onHand: initialQuantity, reserved: 0, available: initialQuantity };
      return { product, level: warehouseId === undefined ? null : { warehouseId, ...level } };
    }),
  );
