import { setMemberActive } from '@stockflow/db';
import { decideReactivation } from '@stockflow/domain';
import { memberSchema, reactivateMemberInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { lockForChange } from './change-member.ts';

/** Lets a deactivated person in again, with the role and API keys they had. Again does nothing. */
export const reactivateMember = may('members:write')
  .input(reactivateMemberInput)
  .output(memberSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { actor } = ctx;
      const { caller, target } = await lockForChange(tx, {
        actor,
        userId: input.userId,
        required: 'members:write',
      });
      const { active } = decideReactivation(caller, target);
      return setMemberActive(tx, { id: target.id, active, now: ctx.now() });
    }),
  );
