import type { Database } from '../connection/index.ts';
import { type AlertsCompared, compareAlerts, repairAlerts } from './reconcile.ts';

/** When the night is over, in the company's time zone: before it a day has hardly begun. */
const AFTER = '03:00';
/** Drifts of each kind that are told. */
const DRIFTS_TOLD_MAX = 20;

/**
 * Once in each local day of the company, from three in the morning on: compares what is kept for alerts with the books, and
 * makes right what differs. Of many processes that ask, one does it. Answers what differed; null when it is not the time, or
 * done already.
 */
export const reconcileNightly = async (
  database: Database,
  companyId: string,
  now: Date,
): Promise<AlertsCompared | null> => {
  const claimed = await database.inCompany(companyId, (tx) =>
    tx.execute({
      name: 'nightly-claim',
      text: `update companies set alerts_reconciled_on = ($2::timestamptz at time zone time_zone)::date
             where id = $1 and alerts_reconciled_on < ($2::timestamptz at time zone time_zone)::date
               and ($2::timestamptz at time zone time_zone)::time >= '${AFTER}'`,
      values: [companyId, now],
    }),
  );
  if (claimed === 0) return null;
  const compared = await database.inCompany(companyId, (tx) => compareAlerts(tx, now, DRIFTS_TOLD_MAX));
  if (compared.demand.drifting + compared.levels.drifting > 0) {
    await repairAlerts(database, companyId, now);
  }
  return compared;
};
