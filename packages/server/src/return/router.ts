import { router } from '../core/door.ts';
import { createReturn } from './create-return.ts';
import { createUnlinkedReturn } from './create-unlinked-return.ts';
import { getReturn } from './get-return.ts';
import { listReturns } from './list-returns.ts';

export const returnRouter = router({
  create: createReturn,
  createUnlinked: createUnlinkedReturn,
  get: getReturn,
  list: listReturns,
});
