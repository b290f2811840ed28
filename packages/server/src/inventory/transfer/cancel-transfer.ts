import { openTransfer, recordEvents, saveTransfer, wireTransfer } from '@stockflow/db';
import { cancelTransfer as cancel, refuseVersion } from '@stockflow/domain';
import { cancelTransferInput, transferSchema } from '@stockflow/schemas';
import { may } from '../../core/door.ts';
import { changedTransfer, postTransfer, transferEventData } from './post-transfer.ts';

/**
 * `transfers.cancel`: the goods go back to where they came from; only while none of them has arrived.
 * Refuses: NOT_FOUND; STATE_CONFLICT once some of it has arrived, or it is closed; VERSION_CONFLICT; VALIDATION_FAILED
 * when the origin was closed meanwhile.
 * @example await call.transfers.cancel({ transferId, notes: 'Truck broke down' })
 */
export const cancelTransfer = may('stock:write')
  .input(cancelTransferInput)
  .output(transferSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const before = await openTransfer(tx, input.transferId);
      const change = cancel(before, input.notes);
      refuseVersion(before, input.expectedVersion);
      await postTransfer(tx, change.lines, acting);
      const transfer = changedTransfer(before, change, acting.now);
      saveTransfer(tx, transfer);
      recordEvents(tx, [{ type: 'transfer.cancelled', data: transferEventData(transfer) }], acting.now);
      return wireTransfer(transfer);
    }),
  );
