import { claimEmail, insertUser, useInvitation } from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import { acceptInvitationInput, sessionStartedSchema } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { companyOf } from '../auth/credentials.ts';
import { hashPassword } from '../auth/passwords.ts';
import { identityOfPerson, sessionStarted } from '../auth/session-started.ts';
import { placeIn, startSession } from '../auth/sessions.ts';
import { open } from '../core/door.ts';
import { invitationRefused, standingInvitation } from './standing-invitation.ts';

/** Makes the invited person a member and signs them in. An invitation works once, also when two come at once. */
export const acceptInvitation = open
  .input(acceptInvitationInput)
  .output(sessionStartedSchema)
  .mutation(async ({ ctx, input }) => {
    await ctx.throttles.count('signUpPerAddress', ctx.address);
    const now = ctx.now();
    const { companyId, invitationId, invitation } = await standingInvitation(ctx.database, input.token, now);
    const passwordHash = await hashPassword(input.password);
    const { email, role } = invitation;
    const user = { id: uuidv7(), email, role, firstName: input.firstName, lastName: input.lastName };

    const session = await ctx.database.inCompany(companyId, async (tx) => {
      if (!(await useInvitation(tx, { id: invitationId, now }))) throw invitationRefused();
      if (!(await claimEmail(tx, { scope: 'user', email, userId: user.id })))
        throw refuse('EMAIL_TAKEN', null);
      await insertUser(tx, { ...user, passwordHash }, now);
      return startSession(placeIn(tx, now), user.id);
    });
    const identity = identityOfPerson(companyOf({ ...invitation, companyId }), user);
    return sessionStarted(ctx, { cookie: input.cookie, session, identity });
  });
