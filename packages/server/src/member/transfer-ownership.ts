import { notifyOfSessions, setMemberRole } from '@stockflow/db';
import { decideOwnershipTransfer } from '@stockflow/domain';
import { memberSchema, transferOwnershipInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { lockForChange } from './change-member.ts';

/** Hands the company to another active person; the old owner becomes an admin. Answers the new owner. */
export const transferOwnership = may('company:own')
  .input(transferOwnershipInput)
  .output(memberSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { actor } = ctx;
      const { caller, target } = await lockForChange(tx, {
        actor,
        userId: input.userId,
        required: 'company:own',
      });
      const { from, to } = decideOwnershipTransfer(caller, target);
      const now = ctx.now();
      // In this order there are never two owners, not for a moment.
      await setMemberRole(tx, { ...from, now });
      notifyOfSessions(tx);
      return setMemberRole(tx, { ...to, now });
    }),
  );
