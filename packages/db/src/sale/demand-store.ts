import { type DemandChange, sumDemand } from '@stockflow/domain';
import type { CompanyTransaction } from '../connection/index.ts';

/**
 * Adds units to the demand of their local days, in one statement sent with COMMIT, in the order of the key. Call it after
 * `postStock`: demand is written when every level is locked already, so those who meet here (goods may come back to
 * another warehouse than they were sold from) wait in one order and for nothing else. At the largest quantity a day's
 * figure stands still: demand is a statistic, and no sale is refused for its sake.
 */
export const addDemand = (tx: CompanyTransaction, changes: readonly DemandChange[]): void => {
  if (changes.length === 0) return;
  tx.atCommit({
    name: 'demand-add',
    text: `insert into demand_daily as demand (company_id, product_id, warehouse_id, day, units_sold, units_returned)
           select $1, "productId", "warehouseId", day, least("unitsSold", 2147483647)::integer,
                  least("unitsReturned", 2147483647)::integer
           from json_to_recordset($2::json) as change (
             "productId" uuid, "warehouseId" uuid, day date, "unitsSold" bigint, "unitsReturned" bigint)
           on conflict (company_id, product_id, warehouse_id, day) do update
             set units_sold = least(demand.units_sold::bigint + excluded.units_sold, 2147483647)::integer,
                 units_returned = least(demand.units_returned::bigint + excluded.units_returned, 2147483647)::integer`,
    values: [tx.companyId, JSON.stringify(sumDemand(changes))],
  });
};
