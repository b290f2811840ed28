import { markSignedIn, pruneCompany } from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import { sessionStartedSchema, signInInput } from '@stockflow/schemas';
import { open } from '../core/door.ts';
import { companyOf, credentialsByEmail, personOf } from './credentials.ts';
import { verifyPassword } from './passwords.ts';
import { identityOfPerson, sessionStarted } from './session-started.ts';
import { placeIn, startSession } from './sessions.ts';

// Unknown address, wrong password, deactivated person, closed company: the same words after the same work.
const refused = () => refuse('INVALID_CREDENTIALS', null, 'The e-mail address or the password is not right.');

/** Signs a person in, with a new session id each time. Tries are counted before anything is hashed. */
export const signIn = open
  .input(signInInput)
  .output(sessionStartedSchema)
  .mutation(async ({ ctx, input }) => {
    await ctx.throttles.count('signInPerAddress', ctx.address);
    await ctx.throttles.count('signInPerAccount', input.email);
    const person = await credentialsByEmail(ctx.database, input.email);
    const matches = await verifyPassword(input.password, person?.passwordHash ?? null);
    if (!person || !matches || !person.active || person.companyClosedAt !== null) throw refused();

    const { companyId, userId, passwordHash } = person;
    const now = ctx.now();
    const session = await ctx.database.inCompany(companyId, async (tx) => {
      if (!(await markSignedIn(tx, { userId, passwordHash, now }))) throw refused();
      await pruneCompany(tx, now);
      return startSession(placeIn(tx, now), userId);
    });
    await ctx.throttles.forget('signInPerAccount', input.email);
    const identity = identityOfPerson(companyOf(person), personOf(person));
    return sessionStarted(ctx, { cookie: input.cookie, session, identity });
  });
