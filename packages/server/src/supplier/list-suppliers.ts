import {
  listSuppliersStatement,
  type NamedSupplier,
  nameCursor,
  nameCursorOf,
  wireSupplier,
} from '@stockflow/db';
import { listSuppliersInput, supplierPage } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/** `suppliers.list`: by name, active and not unless `active` says which; `search` finds part of the name. */
export const listSuppliers = may('catalogue:read')
  .input(listSuppliersInput)
  .output(supplierPage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, nameCursor);
    const rows = await ctx.database.readInCompany<NamedSupplier>(
      companyId,
      listSuppliersStatement(companyId, { ...input, after }),
      { mayUseReplica: true },
    );
    return toPage(rows, input.limit, nameCursorOf, wireSupplier);
  });
