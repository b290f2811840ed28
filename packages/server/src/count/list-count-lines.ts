import {
  type CountLineListRow,
  type CountRow,
  countById,
  countLineCursor,
  countLineCursorOf,
  isHidden,
  listCountLinesStatement,
  onlyRow,
  wireCountLine,
} from '@stockflow/db';
import { invalidField } from '@stockflow/domain';
import { countLinePage, listCountLinesInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

/**
 * `counts.lines`: the products of a count by SKU, in pages. While a blind count is open what is expected is not told.
 * Refuses: NOT_FOUND; VALIDATION_FAILED for `show: 'different'` of an open blind count.
 * @example await call.counts.lines({ countId, show: 'uncounted' })
 */
export const listCountLines = may('stock:read')
  .input(listCountLinesInput)
  .output(countLinePage)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const after = openCursor(input.cursor, countLineCursor);
    return ctx.database.inCompany(companyId, async (tx) => {
      const hidden = isHidden(
        onlyRow(await tx.query<CountRow>(countById(companyId, input.countId)), 'count'),
      );
      if (hidden && input.show === 'different') {
        throw invalidField('show', 'This count is blind: what differs is told once it is closed.');
      }
      const rows = await tx.query<CountLineListRow>(listCountLinesStatement(companyId, { ...input, after }));
      return toPage(rows, input.limit, countLineCursorOf, ({ skuKey: _, ...row }) =>
        wireCountLine(row, hidden),
      );
    });
  });
