import { readCompany } from '@stockflow/db';
import { companySchema, getCompanyInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** The company and its settings. */
export const getCompany = may('company:read')
  .input(getCompanyInput)
  .output(companySchema)
  .query(({ ctx }) => ctx.inCompany((tx) => readCompany(tx)));
