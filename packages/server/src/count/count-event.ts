import type { CountRow } from '@stockflow/db';

/** What the outbox says of a count. */
export const countEventData = (count: CountRow) => ({
  countId: count.id,
  warehouseId: count.warehouseId,
  status: count.status,
  lineCount: count.lineCount,
  countedCount: count.countedCount,
  differenceCount: count.differenceCount,
});
