import { notifyOfSessions, revokeInvitationsOf, setMemberRole } from '@stockflow/db';
import { decideRoleChange } from '@stockflow/domain';
import { memberSchema, updateMemberRoleInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { lockForChange } from './change-member.ts';

/** Gives a person another role; it holds from their next request on. Not your own, not the owner's, not above yours. */
export const updateMemberRole = may('members:write')
  .input(updateMemberRoleInput)
  .output(memberSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { actor } = ctx;
      const { caller, target } = await lockForChange(tx, {
        actor,
        userId: input.userId,
        required: 'members:write',
      });
      const { role, invitationsStand } = decideRoleChange(caller, target, input.role);
      const now = ctx.now();
      if (!invitationsStand) await revokeInvitationsOf(tx, { userId: target.id, now });
      notifyOfSessions(tx);
      return setMemberRole(tx, { id: target.id, role, now });
    }),
  );
