import { closeCategory } from '@stockflow/db';
import { categorySchema, deactivateCategoryInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `categories.deactivate`: takes a category out of use: no product is put into it any more, those that are in
 * it stay, with its threshold. A second time does nothing and answers the same.
 */
export const deactivateCategory = may('catalogue:write')
  .input(deactivateCategoryInput)
  .output(categorySchema)
  .mutation(({ ctx, input }) => ctx.write(input, (tx) => closeCategory(tx, input.categoryId, ctx.now())));
