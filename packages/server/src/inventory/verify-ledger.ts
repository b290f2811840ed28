import { type VerifyRow, verifyLedgerStatement } from '@stockflow/db';
import { ledgerVerifiedSchema, verifyLedgerInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * `inventory.verify`: replays the ledger and lists every drift: a level that is not the sum of its movements
 * (`on_hand_differs`, `reserved_differs`, `version_differs`), a ledger with a missing or doubled line (`sequence_gap`) or
 * whose balances do not follow from each other (`on_hand_chain_broken`, `reserved_chain_broken`). Counters can agree where
 * rows do not: what is reserved is compared with the holds that are open (`holds_differ`), and what is incoming with the
 * transfers on their way (`incoming_differs`). Changes nothing.
 * @example const { driftCount } = await call.inventory.verify({ warehouseId })
 */
export const verifyLedger = may('stock:read')
  .input(verifyLedgerInput)
  .output(ledgerVerifiedSchema)
  .query(async ({ ctx, input }) => {
    const companyId = ctx.actor.company.id;
    const [found] = await ctx.database.readInCompany<VerifyRow>(
      companyId,
      verifyLedgerStatement(companyId, input),
      { mayUseReplica: true },
    );
    if (!found) throw new Error('the ledger was replayed and not answered');
    return found;
  });
