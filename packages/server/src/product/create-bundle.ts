import {
  type BundleRow,
  bundleById,
  lockBundles,
  onlyRow,
  readSurroundings,
  recordEvents,
  replaceComponents,
} from '@stockflow/db';
import { refuseComponents } from '@stockflow/domain';
import { bundleCreatedSchema, createBundleInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { may } from '../core/door.ts';
import { addProducts } from './add-products.ts';

/**
 * `products.createBundle`: a product made of others, each with a quantity; bundles may stand in bundles, up to 8 deep. It
 * has no stock of its own: reserving or selling it takes its components. A product stays what it was made.
 * Refuses: SKU_TAKEN; INVALID_REFERENCE for a component, category or parent that is not the company's; VALIDATION_FAILED
 * for a component that is not sold, or that would come to more than a level can hold; STATE_CONFLICT when the id exists.
 * @example await call.products.createBundle({ sku: 'SET-1', name: 'Tea set', price: '49.00', components: [{ productId: cup, quantity: 6 }] })
 */
export const createBundle = may('catalogue:write')
  .input(createBundleInput)
  .output(bundleCreatedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { idempotencyKey: _, components, ...fields } = input;
      const id = input.id ?? uuidv7();
      await lockBundles(tx);
      refuseComponents(id, components, await readSurroundings(tx, id, components));
      const given = [{ ...fields, id, isBundle: true, initialQuantity: 0 }];
      const [product] = await addProducts(tx, given, { ...ctx, now: ctx.now(), at: () => '' });
      if (!product) throw new Error('a bundle was added and not answered');
      await replaceComponents(tx, id, components);
      recordEvents(tx, [{ type: 'bundle.changed', data: { productId: id, components } }], ctx.now());
      const { isBundle: __, ...bundle } = onlyRow(
        await tx.query<BundleRow>(bundleById(tx.companyId, id)),
        'product',
      );
      return { ...bundle, product };
    }),
  );
