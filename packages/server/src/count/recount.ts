import { askForRecount, lockCount, readCounted, touchCount, wireCount } from '@stockflow/db';
import { refuse, refuseClosed, refuseVersion } from '@stockflow/domain';
import { countSchema, recountInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `counts.recount`: has products counted once more, by default all that differ. What was counted of them is taken back;
 * one that was not counted yet is waited for as before.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is open; VERSION_CONFLICT; INVALID_REFERENCE for a product that is not in it.
 * @example const { recountCount } = await call.counts.recount({ countId })
 */
export const recount = may('stock:write')
  .input(recountInput)
  .output(countSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const count = await lockCount(tx, input.countId);
      refuseClosed(count, 'recounted');
      refuseVersion(count, input.expectedVersion);
      const { productIds } = input;
      if (productIds) {
        const known = await readCounted(tx, count.id, productIds);
        const references = productIds.flatMap((id, index) =>
          known.has(id)
            ? []
            : [{ path: `productIds.${index}`, message: 'There is no such product in this count.' }],
        );
        if (references.length > 0) throw refuse('INVALID_REFERENCE', { references });
      }
      await askForRecount(tx, count.id, productIds);
      return wireCount(await touchCount(tx, count));
    }),
  );
