import { readTransfer, wireTransfer } from '@stockflow/db';
import { getTransferInput, transferSchema } from '@stockflow/schemas';
import { may } from '../../core/door.ts';

/** `transfers.get`: one transfer with its lines; NOT_FOUND for an unknown or foreign id. */
export const getTransfer = may('stock:read')
  .input(getTransferInput)
  .output(transferSchema)
  .query(({ ctx, input }) =>
    ctx.inCompany(async (tx) => wireTransfer(await readTransfer(tx, input.transferId))),
  );
