import {
  type CountLineRow,
  closeCount,
  lockCount,
  markPosted,
  postStock,
  readCountLines,
  readTally,
  recordEvents,
  requireAccepted,
  wireCount,
  wireCountLine,
} from '@stockflow/db';
import { differenceOf, planPosting, refuseClosed, refuseVersion } from '@stockflow/domain';
import { countPostedSchema, postCountInput, STOCK_LINES_MAX } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { countEventData } from './count-event.ts';

/**
 * `counts.post`: brings the books to what was counted, all lines or none. Each difference is a change of what is there now
 * (counted − expected at the moment of counting), so a movement since then is not lost. Ends the count.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is open, and while something was not counted; VERSION_CONFLICT;
 * INSUFFICIENT_STOCK, naming every level that would fall under what is reserved.
 * @example const { changes } = await call.counts.post({ countId, uncounted: 'skip' })
 */
export const postCount = may('stock:write')
  .input(postCountInput)
  .output(countPostedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const now = ctx.now();
      const count = await lockCount(tx, input.countId);
      refuseClosed(count, 'posted');
      refuseVersion(count, input.expectedVersion);
      const [lines, tally] = [await readCountLines(tx, count.id), await readTally(tx, count.id)];
      const stock = planPosting(count, lines, input.uncounted);
      const actor = { type: ctx.actor.kind, id: ctx.actor.id };
      const { requestId } = ctx;
      if (stock.length > 0) {
        requireAccepted(await postStock(tx, { commands: [{ lines: stock }], actor, requestId, now }));
        markPosted(tx, count);
      }
      const posted = { ...closeCount(tx, count, { status: 'posted', now }), ...tally };
      recordEvents(tx, [{ type: 'count.posted', data: countEventData(posted) }], now);
      return { count: wireCount(posted), changes: changesOf(lines) };
    }),
  );

const changesOf = (lines: readonly CountLineRow[]) =>
  lines
    .filter((line) => (differenceOf(line) ?? 0) !== 0)
    .slice(0, STOCK_LINES_MAX)
    .map((line) => wireCountLine({ ...line, postedChange: differenceOf(line) }, false));
