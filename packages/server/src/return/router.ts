import { router } from '../core/door.ts';
import { createReturn } from './create-return.ts';
import { getReturn } from './get-return.ts';
import { listReturns } from './list-returns.ts';

export const returnRouter = router({
  create: createReturn,
  get: getReturn,
  list: listReturns,
});
