import { openTransfer, recordEvents, saveTransfer, wireTransfer } from '@stockflow/db';
import { receiveTransfer as receive, refuseVersion } from '@stockflow/domain';
import { receiveTransferInput, transferSchema } from '@stockflow/schemas';
import { may } from '../../core/door.ts';
import { changedTransfer, postTransfer, transferEventData } from './post-transfer.ts';

/**
 * `transfers.receive`: what arrived comes in, at the cost that it left with; in parts as it comes, and also more than left.
 * `close: true` gives up what is still in transit: it is missing. A transfer of which nothing is in transit is received.
 * Refuses: NOT_FOUND; STATE_CONFLICT unless it is in transit; VERSION_CONFLICT; VALIDATION_FAILED for a line that it has
 * not, or when nothing would arrive.
 * @example await call.transfers.receive({ transferId, lines: [{ lineNumber: 1, quantity: 4 }], close: true })
 */
export const receiveTransfer = may('stock:write')
  .input(receiveTransferInput)
  .output(transferSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const acting = { ...ctx, now: ctx.now() };
      const before = await openTransfer(tx, input.transferId);
      const change = receive(before, input);
      refuseVersion(before, input.expectedVersion);
      await postTransfer(tx, change.lines, acting);
      const transfer = changedTransfer(before, change, acting.now);
      saveTransfer(tx, transfer);
      recordEvents(tx, [{ type: 'transfer.received', data: transferEventData(transfer) }], acting.now);
      return wireTransfer(transfer);
    }),
  );
