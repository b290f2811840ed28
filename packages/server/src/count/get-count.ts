import { type CountRow, countById, onlyRow, wireCount } from '@stockflow/db';
import { countSchema, getCountInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `counts.get`: one count and how far it is; its lines are in `counts.lines`.
 * Refuses: NOT_FOUND.
 * @example const { countedCount, lineCount } = await call.counts.get({ countId })
 */
export const getCount = may('stock:read')
  .input(getCountInput)
  .output(countSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const rows = await ctx.database.readByKey<CountRow>(companyId, countById(companyId, input.countId));
    return wireCount(onlyRow(rows, 'count'));
  });
