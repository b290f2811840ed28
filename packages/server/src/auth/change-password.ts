import { type CredentialsRow, credentialsOfUser, notifyOfSessions, replacePassword } from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import { changePasswordInput, sessionStartedSchema } from '@stockflow/schemas';
import { signedIn } from '../core/door.ts';
import { companyOf, personOf } from './credentials.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { sessionOf } from './session-of.ts';
import { identityOfPerson, sessionStarted } from './session-started.ts';
import { endSessionsOfUser, placeIn, startSession } from './sessions.ts';

/**
 * Sets a new password. All sessions of the person end and a new one begins. A wrong current password counts
 * as a wrong sign-in: a stolen session is no way to guess at leisure.
 */
export const changePassword = signedIn
  .input(changePasswordInput)
  .output(sessionStartedSchema)
  .mutation(async ({ ctx, input }) => {
    const { companyId, userId } = sessionOf(ctx.actor);
    const refused = () => refuse('INVALID_CREDENTIALS', null, 'The current password is not right.');
    const [person] = await ctx.database.readInCompany<CredentialsRow>(
      companyId,
      credentialsOfUser(companyId, userId),
    );
    if (!person) throw refused();
    await ctx.throttles.count('signInPerAccount', person.email);
    if (!(await verifyPassword(input.currentPassword, person.passwordHash))) throw refused();

    const newHash = await hashPassword(input.newPassword);
    const now = ctx.now();
    const session = await ctx.inCompany(async (tx) => {
      if (!(await replacePassword(tx, { userId, oldHash: person.passwordHash, newHash, now })))
        throw refused();
      const place = placeIn(tx, now);
      await endSessionsOfUser(place, userId);
      notifyOfSessions(tx);
      return startSession(place, userId);
    });
    await ctx.throttles.forget('signInPerAccount', person.email);
    const identity = identityOfPerson(companyOf({ ...person, companyId }), personOf(person));
    return sessionStarted(ctx, { cookie: input.cookie, session, identity });
  });
