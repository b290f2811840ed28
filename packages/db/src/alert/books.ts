import type { CompanyTransaction } from '../connection/index.ts';
import { lockDemand } from '../sale/demand-store.ts';

/**
 * Demand as the books of the company `$1` say it: what sales took from each level by the ledger, on the local day of the
 * sale; less what came back, on the day of its sale where that is known, else on its own. `day`, `units_sold` and
 * `units_returned` by product and warehouse. Reads the whole history.
 */
export const DEMAND_OF_BOOKS = `
  select entry.product_id, entry.warehouse_id, (entry.at at time zone c.time_zone)::date as day,
         least(sum(entry.sold), 2147483647)::integer as units_sold,
         least(sum(entry.returned), 2147483647)::integer as units_returned
    from companies c
   cross join (
     select h.product_id, h.warehouse_id, s.sale_date as at, -h.on_hand_change::bigint as sold, 0::bigint as returned
       from inventory_history h
       join sales s on s.company_id = $1 and s.id = h.reference_id
      where h.company_id = $1 and h.kind = 'SALE' and h.reference_type = 'sale'
     union all
     select coalesce(part.product_id, i.product_id), coalesce(part.warehouse_id, si.warehouse_id, i.warehouse_id),
            coalesce(s.sale_date, r.returned_at), 0, coalesce(part.quantity, i.quantity)
       from sale_return_items i
       join sale_returns r on r.company_id = $1 and r.id = i.return_id
       left join sales s on s.company_id = $1 and s.id = i.sale_id
       left join sale_items si on si.company_id = $1 and si.sale_id = i.sale_id and si.line_number = i.sale_line_number
       left join lateral (
         select "productId" as product_id, "warehouseId" as warehouse_id, quantity
           from jsonb_to_recordset(i.parts) as part ("productId" uuid, "warehouseId" uuid, quantity bigint)) as part
         on true
      where i.company_id = $1) as entry
   where c.id = $1
   group by entry.product_id, entry.warehouse_id, day`;

/** A day of demand that is not what the books say. Units. */
export interface DemandDrift {
  readonly productId: string;
  readonly warehouseId: string;
  /** YYYY-MM-DD in the company's time zone. */
  readonly day: string;
  readonly kept: { readonly unitsSold: number; readonly unitsReturned: number };
  readonly books: { readonly unitsSold: number; readonly unitsReturned: number };
}

/** How many days of demand are kept or in the books, how many of them differ, and the first that do. */
export interface DemandCompared {
  readonly days: number;
  readonly drifting: number;
  readonly drifts: readonly DemandDrift[];
}

/** Compares the demand that is kept with the books: one statement, one moment. Takes no locks. */
export const compareDemand = async (tx: CompanyTransaction, driftsMax: number): Promise<DemandCompared> => {
  const [compared] = await tx.query<DemandCompared>({
    name: 'demand-compare',
    text: `with books as (${DEMAND_OF_BOOKS}),
           compared as materialized (
             select coalesce(kept.product_id, books.product_id) as product_id,
                    coalesce(kept.warehouse_id, books.warehouse_id) as warehouse_id,
                    coalesce(kept.day, books.day) as day,
                    coalesce(kept.units_sold, 0) as kept_sold, coalesce(kept.units_returned, 0) as kept_returned,
                    coalesce(books.units_sold, 0) as books_sold, coalesce(books.units_returned, 0) as books_returned
               from (select * from demand_daily where company_id = $1) as kept
               full join books on books.product_id = kept.product_id and books.warehouse_id = kept.warehouse_id
                 and books.day = kept.day),
           drifting as (
             select * from compared where (kept_sold, kept_returned) <> (books_sold, books_returned))
           select (select count(*) from compared)::integer as days, (select count(*) from drifting)::integer as drifting,
                  coalesce((
                    select json_agg(json_build_object(
                      'productId', product_id, 'warehouseId', warehouse_id, 'day', day,
                      'kept', json_build_object('unitsSold', kept_sold, 'unitsReturned', kept_returned),
                      'books', json_build_object('unitsSold', books_sold, 'unitsReturned', books_returned)))
                      from (select * from drifting order by product_id, warehouse_id, day limit $2) as first), '[]') as drifts`,
    values: [tx.companyId, driftsMax],
  });
  if (!compared) throw new Error('the comparison answers one row');
  return compared;
};

/**
 * Makes the demand that is kept what the books say, in the company's time zone as it is in this transaction. Nobody adds
 * demand meanwhile: sales wait with their last step. What was kept of low levels is forgotten.
 */
export const recountDemand = async (tx: CompanyTransaction): Promise<void> => {
  await lockDemand(tx);
  await tx.execute({
    name: 'demand-recount',
    text: `with books as materialized (${DEMAND_OF_BOOKS}),
           over as (
             update demand_daily kept set units_sold = 0, units_returned = 0
             where kept.company_id = $1 and (kept.units_sold <> 0 or kept.units_returned <> 0)
               and not exists (
                 select from books
                 where books.product_id = kept.product_id and books.warehouse_id = kept.warehouse_id
                   and books.day = kept.day)),
           listed as materialized (
             select product_id, warehouse_id from low_stock_figures
             where company_id = $1 and is_listed
             order by product_id, warehouse_id
             for update),
           forgotten as (
             update low_stock_figures g set level_version = -1, invalidations = g.invalidations + 1
             from listed
             where g.company_id = $1 and g.product_id = listed.product_id and g.warehouse_id = listed.warehouse_id)
           insert into demand_daily as kept (company_id, product_id, warehouse_id, day, units_sold, units_returned)
           select $1, product_id, warehouse_id, day, units_sold, units_returned from books
           order by product_id, warehouse_id, day
           on conflict (company_id, product_id, warehouse_id, day) do update
             set units_sold = excluded.units_sold, units_returned = excluded.units_returned
             where (kept.units_sold, kept.units_returned) <> (excluded.units_sold, excluded.units_returned)`,
    values: [tx.companyId],
  });
};
