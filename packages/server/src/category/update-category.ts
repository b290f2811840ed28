import { changeCategory } from '@stockflow/db';
import { categorySchema, updateCategoryInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `categories.update`: changes what is given, clears what is null. Refuses: NOT_FOUND, NAME_TAKEN,
 * VERSION_CONFLICT when `expectedVersion` is no longer the version.
 * @example await call.categories.update({ categoryId, lowStockThreshold: null })
 */
export const updateCategory = may('catalogue:write')
  .input(updateCategoryInput)
  .output(categorySchema)
  .mutation(({ ctx, input }) => {
    const { categoryId: id, name, description, lowStockThreshold, active, expectedVersion } = input;
    const fields = { name, description, lowStockThreshold, active };
    return ctx.write(input, (tx) => changeCategory(tx, { id, fields, expectedVersion, now: ctx.now() }));
  });
