import { notifyOfSessions } from '@stockflow/db';
import { signedOutSchema, signOutInput } from '@stockflow/schemas';
import { signedIn } from '../core/door.ts';
import { sessionOf } from './session-of.ts';
import { endSession, placeIn } from './sessions.ts';

/** Ends the session that calls, at once. */
export const signOut = signedIn
  .input(signOutInput)
  .output(signedOutSchema)
  .mutation(async ({ ctx }) => {
    const { sessionId } = sessionOf(ctx.actor);
    await ctx.inCompany(async (tx) => {
      await endSession(placeIn(tx, ctx.now()), sessionId);
      notifyOfSessions(tx);
    });
    ctx.cookie?.clear();
    return { done: true as const };
  });
