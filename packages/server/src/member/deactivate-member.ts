import { notifyOfSessions, revokeInvitationsOf, setMemberActive } from '@stockflow/db';
import { decideDeactivation } from '@stockflow/domain';
import { deactivateMemberInput, memberSchema } from '@stockflow/schemas';
import { endSessionsOfUser, placeIn } from '../auth/sessions.ts';
import { may } from '../core/door.ts';
import { lockForChange } from './change-member.ts';

/** Shuts a person out at once: their sessions end, their API keys are refused, their open invitations taken back. */
export const deactivateMember = may('members:write')
  .input(deactivateMemberInput)
  .output(memberSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { actor } = ctx;
      const { caller, target } = await lockForChange(tx, {
        actor,
        userId: input.userId,
        required: 'members:write',
      });
      const { active } = decideDeactivation(caller, target);
      const now = ctx.now();
      const member = await setMemberActive(tx, { id: target.id, active, now });
      await revokeInvitationsOf(tx, { userId: target.id, now });
      await endSessionsOfUser(placeIn(tx, now), target.id);
      notifyOfSessions(tx);
      return member;
    }),
  );
