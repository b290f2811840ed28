import { revokeInvitationRow } from '@stockflow/db';
import { notFound, refuse } from '@stockflow/domain';
import { doneSchema, revokeInvitationInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** Takes an invitation back; again does nothing. One that was used is STATE_CONFLICT: deactivate the person. */
export const revokeInvitation = may('members:write')
  .input(revokeInvitationInput)
  .output(doneSchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const before = await revokeInvitationRow(tx, { id: input.invitationId, now: ctx.now() });
      if (!before) throw notFound('invitation');
      if (before.acceptedAt !== null)
        throw refuse('STATE_CONFLICT', { state: 'accepted', allowed: ['open'] });
      return { done: true as const };
    }),
  );
