import type { Statement } from '../connection/index.ts';
import { DUE_HOLDS } from '../stock/due-holds.ts';

/** The one row of the overview. Counts and units are 64-bit in the database and numbers here; money is decimal text. */
export interface OverviewRow {
  today: string;
  timeZone: string;
  currency: string;
  toShip: number;
  oldestToShipAt: Date | null;
  drafts: number;
  reservationsEnding: number;
  transfersInTransit: number;
  countsOpen: number;
  products: number;
  warehouses: number;
  units: number;
  value: string;
  unitsWithoutCost: number;
  productsStocked: number;
  stockOuts: number;
}

/**
 * The overview in one statement of one row. Reads every level of the company once (120,000: see docs/performance.md); the rest
 * are look-ups along indexes: sales by status, holds by when they are due, transfers and counts of the company. Holds whose
 * time is up are not reserved any more, whether or not their end was written. Takes no locks.
 */
export const overviewStatement = (companyId: string, now: Date, endingBefore: Date): Statement => ({
  name: 'report-overview',
  text: `with ${DUE_HOLDS},
stocked as materialized (
  select i.product_id, sum(i.on_hand) as units,
         sum(i.on_hand * coalesce(i.average_cost, p.cost)) as value,
         sum(i.on_hand) filter (where i.average_cost is null and p.cost is null) as units_without_cost,
         sum(i.on_hand - i.reserved + coalesce(due.units, 0)) filter (where w.active) as available,
         bool_and(p.active and p.lifecycle = 'active' and not p.is_bundle) as is_sold
    from inventory i
    join products p on p.company_id = $1 and p.id = i.product_id
    join warehouses w on w.company_id = $1 and w.id = i.warehouse_id
    left join due on due.product_id = i.product_id and due.warehouse_id = i.warehouse_id
   where i.company_id = $1
   group by i.product_id
)
select ($2::timestamptz at time zone c.time_zone)::date::text as today, c.time_zone as "timeZone", c.currency,
       (select count(*)::int from sales where company_id = $1 and status = 'confirmed') as "toShip",
       (select min(sale_date) from sales where company_id = $1 and status = 'confirmed') as "oldestToShipAt",
       (select count(*)::int from sales where company_id = $1 and status = 'draft') as drafts,
       (select count(*)::int from reservations
         where company_id = $1 and status = 'active' and expires_at > now() and expires_at <= $3) as "reservationsEnding",
       (select count(*)::int from transfers where company_id = $1 and status = 'in_transit') as "transfersInTransit",
       (select count(*)::int from stock_counts where company_id = $1 and status = 'open') as "countsOpen",
       (select count(*)::int from products where company_id = $1 and active) as products,
       (select count(*)::int from warehouses where company_id = $1 and active) as warehouses,
       s.*
  from companies c,
       (select coalesce(sum(units), 0)::float8 as units, round(coalesce(sum(value), 0), 4)::text as value,
               coalesce(sum(units_without_cost), 0)::float8 as "unitsWithoutCost",
               (count(available) filter (where is_sold))::int as "productsStocked",
               (count(*) filter (where is_sold and available <= 0))::int as "stockOuts"
          from stocked) s
 where c.id = $1`,
  values: [companyId, now, endingBefore],
});
