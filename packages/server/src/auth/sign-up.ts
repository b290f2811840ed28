import { type CompanyTransaction, claimEmail, insertCompany, insertUser } from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import { sessionStartedSchema, signUpInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { open } from '../core/door.ts';
import { hashPassword } from './passwords.ts';
import { identityOfPerson, sessionStarted } from './session-started.ts';
import { placeIn, startSession } from './sessions.ts';

/** Signs a company up with its owner, and the owner in: one transaction. EMAIL_TAKEN, also when two try at once. */
export const signUp = open
  .input(signUpInput)
  .output(sessionStartedSchema)
  .mutation(async ({ ctx, input }) => {
    await ctx.throttles.count('signUpPerAddress', ctx.address);
    const passwordHash = await hashPassword(input.user.password);
    const now = ctx.now();
    const { id: companyId = uuidv7(), email = input.user.email, name, currency, timeZone } = input.company;
    const { password: _, ...person } = input.user;
    const user = { id: uuidv7(), role: 'owner' as const, ...person };

    const session = await ctx.database.inCompany(companyId, async (tx) => {
      await claimBoth(tx, { companyEmail: email, userEmail: user.email, userId: user.id });
      if (!(await insertCompany(tx, { name, email, currency, timeZone }, now))) {
        throw refuse('ID_REUSED', null, 'There is a company with this id. Leave it out, or make a new one.');
      }
      await insertUser(tx, { ...user, passwordHash }, now);
      return startSession(placeIn(tx, now), user.id);
    });
    const identity = identityOfPerson({ id: companyId, name, currency, timeZone }, user);
    return sessionStarted(ctx, { cookie: input.cookie, session, identity });
  });

const claimBoth = async (
  tx: CompanyTransaction,
  { companyEmail, userEmail, userId }: { companyEmail: string; userEmail: string; userId: string },
): Promise<void> => {
  const claimed =
    (await claimEmail(tx, { scope: 'company', email: companyEmail, userId: null })) &&
    (await claimEmail(tx, { scope: 'user', email: userEmail, userId }));
  if (!claimed) throw refuse('EMAIL_TAKEN', null);
};
