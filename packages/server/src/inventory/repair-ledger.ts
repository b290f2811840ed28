import { repairLevel } from '@stockflow/db';
import { ledgerRepairedSchema, repairLedgerInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `inventory.repair`: makes one level right that `inventory.verify` has found drifting. The repair is on record as
 * movements of the kind `REPAIR`, with who did it and why. What is reserved becomes what the open holds say, what is
 * incoming what the transfers in transit say, and what is on hand what the level or the ledger says, as you trust. Nothing
 * happens where nothing drifts.
 * Refuses: NOT_FOUND for a level that is not there; STATE_CONFLICT for a ledger whose sums no level can have, and where
 * more is held than would be on hand.
 * @example await call.inventory.repair({ productId, warehouseId, trust: 'ledger', notes: 'Restored from backup' })
 */
export const repairLedger = may('company:write')
  .input(repairLedgerInput)
  .output(ledgerRepairedSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, (tx) =>
      repairLevel(tx, input, {
        actor: { type: ctx.actor.kind, id: ctx.actor.id },
        requestId: ctx.requestId,
        now: ctx.now(),
      }),
    ),
  );
