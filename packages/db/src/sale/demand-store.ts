import { type DemandChange, sumDemand } from '@stockflow/domain';
import type { CompanyTransaction } from '../connection/index.ts';

/**
 * Adds units to the demand of their local days, sent with COMMIT, in the order of the key. Call it after `postStock`: demand
 * is written when every level is locked already, so those who meet here (goods may come back to another warehouse than they
 * were sold from) wait in one order and for nothing else. The day is that of the company's time zone as it is behind the
 * lock: who moves the company to another zone counts all demand anew, and nobody adds to it meanwhile. At the largest
 * quantity a day's figure stands still: demand is a statistic, and no sale is refused for its sake.
 * What is sold moves its level, and so says that its figures are over; of what comes back tell `postStock` (`demandOf`).
 */
export const addDemand = (tx: CompanyTransaction, changes: readonly DemandChange[]): void => {
  if (changes.length === 0) return;
  tx.atCommit({ name: 'demand-lock-shared', text: lockText('_shared'), values: [tx.companyId] });
  tx.atCommit({
    name: 'demand-add',
    text: `insert into demand_daily as demand (company_id, product_id, warehouse_id, day, units_sold, units_returned)
           select $1, "productId", "warehouseId", (at at time zone c.time_zone)::date as day,
                  least(sum("unitsSold"), 2147483647)::integer, least(sum("unitsReturned"), 2147483647)::integer
           from json_to_recordset($2::json) as change (
             "productId" uuid, "warehouseId" uuid, at timestamptz, "unitsSold" bigint, "unitsReturned" bigint)
           join companies c on c.id = $1
           group by "productId", "warehouseId", day
           order by "productId", "warehouseId", day
           on conflict (company_id, product_id, warehouse_id, day) do update
             set units_sold = least(demand.units_sold::bigint + excluded.units_sold, 2147483647)::integer,
                 units_returned = least(demand.units_returned::bigint + excluded.units_returned, 2147483647)::integer`,
    values: [tx.companyId, JSON.stringify(sumDemand(changes))],
  });
};

/** Keeps everybody from adding demand until the transaction ends; waits for those who are about to. */
export const lockDemand = async (tx: CompanyTransaction): Promise<void> => {
  await tx.query({ name: 'demand-lock', text: lockText(''), values: [tx.companyId] });
};

const lockText = (mode: '' | '_shared') =>
  `select pg_advisory_xact_lock${mode}(hashtextextended($1, 3398047))`;
