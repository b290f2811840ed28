import {
  closeCompanyRow,
  endEverySession,
  lockCompany,
  notifyOfSessions,
  releaseEveryEmail,
} from '@stockflow/db';
import { invalidField } from '@stockflow/domain';
import { closeCompanyInput, doneSchema } from '@stockflow/schemas';
import { lockCaller } from '../auth/lock-caller.ts';
import { may } from '../core/door.ts';

/**
 * Closes the company for good: all its people and keys are refused from then on, its data stays. The e-mail
 * addresses become free, so that its people can sign up anew.
 */
export const closeCompany = may('company:own')
  .input(closeCompanyInput)
  .output(doneSchema)
  .mutation(async ({ ctx, input }) => {
    const done = await ctx.write(input, async (tx) => {
      // People before the company: the order in which invitations lock too.
      await lockCaller(tx, ctx.actor, { required: 'company:own' });
      const { name } = await lockCompany(tx);
      if (input.confirmName.trim().normalize('NFC') !== name) {
        throw invalidField('confirmName', 'Give the name of the company exactly as it is.');
      }
      await closeCompanyRow(tx, ctx.now());
      await releaseEveryEmail(tx);
      await endEverySession(tx);
      notifyOfSessions(tx);
      return { done: true as const };
    });
    ctx.cookie?.clear();
    return done;
  });
