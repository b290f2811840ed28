import { type CategoryRow, categoryById, onlyRow, wireCategory } from '@stockflow/db';
import { categorySchema, getCategoryInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** `categories.get`: one category, active or not; NOT_FOUND for an unknown or foreign id. */
export const getCategory = may('catalogue:read')
  .input(getCategoryInput)
  .output(categorySchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<CategoryRow>(
      companyId,
      categoryById(companyId, input.categoryId),
    );
    return wireCategory(onlyRow(rows, 'category'));
  });
