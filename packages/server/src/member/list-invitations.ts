import { listOpenInvitations } from '@stockflow/db';
import { invitationPage, listInvitationsInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';
import { idCursor } from './cursor.ts';

/** The invitations that still let in, the newest first. Their links are not in it: they were shown once. */
export const listInvitations = may('members:read')
  .input(listInvitationsInput)
  .output(invitationPage)
  .query(async ({ ctx, input }) => {
    const beforeId = openCursor(input.cursor, idCursor)?.id;
    const asked = { beforeId, limit: input.limit, now: ctx.now() };
    const rows = await ctx.inCompany((tx) => listOpenInvitations(tx, asked));
    return toPage(
      rows,
      input.limit,
      ({ id }) => ({ id }),
      (invitation) => invitation,
    );
  });
