import {
  type CompanyTransaction,
  claimEmail,
  expectCompanyVersion,
  lockCompany,
  recountDemand,
  releaseEmail,
  updateCompanyRow,
} from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import { companySchema, updateCompanyInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/**
 * Changes the company: what is left out stays, null clears. Its new address is claimed in the same transaction. In another
 * time zone its days are other days: demand is counted anew, which takes seconds for a company with a million sale lines;
 * sales wait for it with their last step.
 */
export const updateCompany = may('company:write')
  .input(updateCompanyInput)
  .output(companySchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const { idempotencyKey: _, expectedVersion, ...changes } = input;
      const company = await lockCompany(tx);
      expectCompanyVersion(company, expectedVersion);
      if (changes.email !== undefined) await moveEmail(tx, company.email, changes.email);
      const updated = await updateCompanyRow(tx, { company, changes, now: ctx.now() });
      if (updated.timeZone !== company.timeZone) await recountDemand(tx);
      return updated;
    }),
  );

const moveEmail = async (tx: CompanyTransaction, from: string, to: string): Promise<void> => {
  if (to === from) return;
  if (!(await claimEmail(tx, { scope: 'company', email: to, userId: null })))
    throw refuse('EMAIL_TAKEN', null);
  await releaseEmail(tx, 'company', from);
};
