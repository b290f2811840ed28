import { isMembersEmail, replaceInvitation } from '@stockflow/db';
import { invitationEnd, mayGiveRole, refuse } from '@stockflow/domain';
import { invitationCreatedSchema, inviteMemberInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { lockCaller } from '../auth/lock-caller.ts';
import { makeInvitationToken } from '../auth/tokens.ts';
import { may } from '../core/door.ts';

/**
 * Invites a person by link, in the place of an open invitation of the same address. An address of this
 * company's own people is EMAIL_TAKEN; that it belongs to another company is not told here.
 */
export const inviteMember = may('members:write')
  .input(inviteMemberInput)
  .output(invitationCreatedSchema)
  .mutation(async ({ ctx, input }) => {
    const now = ctx.now();
    const id = uuidv7();
    const { token, tokenHash } = makeInvitationToken({ companyId: ctx.actor.company.id, id });
    const invitation = await ctx.inCompany(async (tx) => {
      const { caller } = await lockCaller(tx, ctx.actor, { required: 'members:write' });
      mayGiveRole(caller, input.role);
      if (await isMembersEmail(tx, input.email))
        throw refuse('EMAIL_TAKEN', null, 'This person is in the company already.');
      const made = { id, ...input, tokenHash, invitedById: caller.userId, expiresAt: invitationEnd(now) };
      return replaceInvitation(tx, made, now);
    });
    return { invitation, token, link: `${ctx.publicUrl.replace(/\/+$/, '')}/invite/${token}` };
  });
