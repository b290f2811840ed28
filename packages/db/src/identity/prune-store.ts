import type { CompanyTransaction, Statement } from '../connection/index.ts';

/** Rows that one call removes at most: a few milliseconds. */
const ROWS_MAX = 1_000;

/** Removes expired sessions of the company. Rows that someone else holds are skipped: nobody waits for tidying. */
export const expiredSessions = (companyId: string, now: Date): Statement => ({
  name: 'prune-sessions',
  text: `delete from sessions where company_id = $1 and id_hash in (
           select id_hash from sessions where company_id = $1 and (expires_at <= $2 or absolute_expires_at <= $2)
           limit ${ROWS_MAX} for update skip locked)`,
  values: [companyId, now],
});

/**
 * Removes what has expired: this company's sessions and answers kept for idempotency ids, and the throttles'
 * counters. No job can list all companies (the application's role sees one at a time), so whoever signs in
 * or uses a key removes some.
 */
export const expiredRows = (companyId: string, now: Date): Statement[] => [
  expiredSessions(companyId, now),
  {
    name: 'prune-idempotency',
    text: `delete from idempotency_records where company_id = $1 and key in (
             select key from idempotency_records where company_id = $1 and expires_at <= $2
             limit ${ROWS_MAX} for update skip locked)`,
    values: [companyId, now],
  },
  {
    // The counters belong to no company and run by the real clock.
    name: 'prune-rate-limits',
    text: `delete from rate_limits where key in (
             select key from rate_limits where expire < extract(epoch from now()) * 1000
             limit ${ROWS_MAX} for update skip locked)`,
    values: [],
  },
];

/** Removes what has expired, in the company's transaction. */
export const pruneCompany = async (tx: CompanyTransaction, now: Date): Promise<void> => {
  for (const statement of expiredRows(tx.companyId, now)) await tx.execute(statement);
};
