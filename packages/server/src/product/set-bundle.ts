import {
  type BundleRow,
  bundleById,
  lockBundles,
  onlyRow,
  readSurroundings,
  recordEvents,
  replaceComponents,
} from '@stockflow/db';
import { refuse, refuseComponents } from '@stockflow/domain';
import { bundleSchema, setBundleInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `products.setBundle`: sets what a bundle is made of, whole. What is held or sold already keeps the components it has.
 * Refuses: NOT_FOUND; STATE_CONFLICT for a product that was not made as a bundle; INVALID_REFERENCE for a component that
 * is not the company's; VALIDATION_FAILED for one that holds the bundle itself, at any depth, that is not sold, stands too
 * deep, or would come to more than a level can hold.
 * @example await call.products.setBundle({ productId, components: [{ productId: cup, quantity: 4 }] })
 */
export const setBundle = may('catalogue:write')
  .input(setBundleInput)
  .output(bundleSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { productId: id, components } = input;
      const read = async () => onlyRow(await tx.query<BundleRow>(bundleById(tx.companyId, id)), 'product');
      await lockBundles(tx);
      if (!(await read()).isBundle) {
        const words =
          'This product was not made as a bundle: it has stock of its own. Make another with createBundle.';
        throw refuse('STATE_CONFLICT', { state: 'stocked', allowed: ['bundle'] }, words);
      }
      refuseComponents(id, components, await readSurroundings(tx, id, components));
      await replaceComponents(tx, id, components);
      recordEvents(tx, [{ type: 'bundle.changed', data: { productId: id, components } }], ctx.now());
      const { isBundle: _, ...bundle } = await read();
      return bundle;
    }),
  );
