import { router } from '../core/door.ts';
import { cancelCount } from './cancel-count.ts';
import { getCount } from './get-count.ts';
import { listCountLines } from './list-count-lines.ts';
import { listCounts } from './list-counts.ts';
import { openCount } from './open-count.ts';
import { postCount } from './post-count.ts';
import { recordCount } from './record-count.ts';
import { recount } from './recount.ts';

export const countRouter = router({
  cancel: cancelCount,
  get: getCount,
  lines: listCountLines,
  list: listCounts,
  open: openCount,
  post: postCount,
  record: recordCount,
  recount,
});
