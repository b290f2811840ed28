import {
  listCategoriesStatement,
  type NamedCategory,
  nameCursor,
  nameCursorOf,
  wireCategory,
} from '@stockflow/db';
import { categoryPage, listCategoriesInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/** `categories.list`: by name, active and not unless `active` says which; `search` finds part of the name. */
export const listCategories = may('catalogue:read')
  .input(listCategoriesInput)
  .output(categoryPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, nameCursor);
    const rows = await ctx.database.readInCompany<NamedCategory>(
      companyId,
      listCategoriesStatement(companyId, { ...input, after }),
    );
    return toPage(rows, input.limit, nameCursorOf, wireCategory);
  });
