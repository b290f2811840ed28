import type { CompanyTransaction } from '../connection/index.ts';

/** What an address can be claimed as: a person's sign-in, or a company's address. */
export type EmailScope = 'user' | 'company';

export interface EmailClaimFields {
  scope: EmailScope;
  email: string;
  userId: string | null;
}

/**
 * Claims an address for this company; false when it is taken, whoever has it. Two that claim it at once
 * meet on the primary key: the second waits here for the first's commit. `do nothing` instead of an error
 * keeps the transaction alive, so that the refusal is the door's to word.
 *
 * Order: a company's claim before its user's, a new address before the old one is let go. So no two
 * transactions wait for each other.
 */
export const claimEmail = async (tx: CompanyTransaction, claim: EmailClaimFields): Promise<boolean> => {
  const claimed = await tx.query<{ scope: string }>({
    name: 'email-claim',
    text: `insert into email_claims (scope, email, company_id, user_id) values ($1, $2, $3, $4)
           on conflict (scope, email) do nothing returning scope`,
    values: [claim.scope, claim.email, tx.companyId, claim.userId],
  });
  return claimed.length === 1;
};

/** Lets one of this company's addresses go. */
export const releaseEmail = async (
  tx: CompanyTransaction,
  scope: EmailScope,
  email: string,
): Promise<void> => {
  await tx.execute({
    name: 'email-release',
    text: 'delete from email_claims where company_id = $1 and scope = $2 and email = $3',
    values: [tx.companyId, scope, email],
  });
};

/** Lets all of this company's addresses go, its people's too: it has closed and they may sign up elsewhere. */
export const releaseEveryEmail = async (tx: CompanyTransaction): Promise<void> => {
  await tx.execute({
    name: 'email-release-all',
    text: 'delete from email_claims where company_id = $1',
    values: [tx.companyId],
  });
};
