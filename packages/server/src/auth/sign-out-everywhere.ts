import { notifyOfSessions } from '@stockflow/db';
import { signedOutEverywhereSchema, signOutEverywhereInput } from '@stockflow/schemas';
import { signedIn } from '../core/door.ts';
import { sessionOf } from './session-of.ts';
import { endSessionsOfUser, placeIn } from './sessions.ts';

/** Ends all sessions of the person who calls, this one too. API keys go on working: revoke them. */
export const signOutEverywhere = signedIn
  .input(signOutEverywhereInput)
  .output(signedOutEverywhereSchema)
  .mutation(async ({ ctx }) => {
    const { userId } = sessionOf(ctx.actor);
    const sessionsEnded = await ctx.inCompany((tx) => {
      notifyOfSessions(tx);
      return endSessionsOfUser(placeIn(tx, ctx.now()), userId);
    });
    ctx.cookie?.clear();
    return { sessionsEnded };
  });
