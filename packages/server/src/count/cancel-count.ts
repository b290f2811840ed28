import { closeCount, lockCount, readTally, recordEvents, wireCount } from '@stockflow/db';
import { refuseClosed, refuseVersion } from '@stockflow/domain';
import { cancelCountInput, countSchema } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { countEventData } from './count-event.ts';

/**
 * `counts.cancel`: gives a count up; nothing moves. What was counted can still be read.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is open; VERSION_CONFLICT.
 * @example await call.counts.cancel({ countId })
 */
export const cancelCount = may('stock:write')
  .input(cancelCountInput)
  .output(countSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const now = ctx.now();
      const count = await lockCount(tx, input.countId);
      refuseClosed(count, 'cancelled');
      refuseVersion(count, input.expectedVersion);
      const tally = await readTally(tx, count.id);
      const cancelled = { ...closeCount(tx, count, { status: 'cancelled', now }), ...tally };
      recordEvents(tx, [{ type: 'count.cancelled', data: countEventData(cancelled) }], now);
      return wireCount(cancelled);
    }),
  );
