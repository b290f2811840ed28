import { FIGURES_OF_LEVEL, FRAME } from '../alert/low-stock-sql.ts';
import type { Statement } from '../connection/index.ts';
import { THRESHOLD_OF_LEVEL } from '../stock/threshold.ts';

/** A level of the product, with its demand in the company's window. */
export interface TimelineLevel {
  onHand: number;
  reserved: number;
  threshold: number | null;
  netUnits: number;
  daysInStock: number;
}

/** The one row of a timeline. */
export interface TimelineRow {
  startsOn: string;
  endsOn: string;
  timeZone: string;
  velocityDays: number;
  levels: TimelineLevel[];
  days: {
    day: string;
    onHand: number;
    movedIn: number;
    movedOut: number;
    sold: number;
    returned: number;
  }[];
}

/**
 * A product's stock and demand by local day, in one statement of one row; none where product or warehouse is unknown. Reads
 * the product's own part of ledger and demand, along their primary keys. On hand at the end of a day is today's less all
 * changes of later days: back-dated movements stand on the day on which they happened. Demand, threshold and window are those
 * of alerts, by the same SQL. Takes no locks.
 */
export const productTimelineStatement = (
  companyId: string,
  asked: { productId: string; warehouseId?: string | undefined; days: number; now: Date },
): Statement => ({
  name: 'report-product-timeline',
  text: `with ${FRAME},
level as materialized (
  select i.product_id, i.warehouse_id, i.on_hand, i.reserved - coalesce(due.units, 0) as reserved, t.threshold
    from inventory i
    left join due on due.product_id = i.product_id and due.warehouse_id = i.warehouse_id
    left join lateral (${THRESHOLD_OF_LEVEL}) as t on true
   where i.company_id = $1 and i.product_id = $5 and ($6::uuid is null or i.warehouse_id = $6)
),
moved as materialized (
  select least((h.occurred_at at time zone f.time_zone)::date, f.ends_on) as day, sum(h.on_hand_change) as change,
         sum(greatest(h.on_hand_change, 0)) as moved_in, -sum(least(h.on_hand_change, 0)) as moved_out
    from inventory_history h
   cross join frame f
   where h.company_id = $1 and h.product_id = $5 and ($6::uuid is null or h.warehouse_id = $6)
     and h.on_hand_change <> 0
     and h.occurred_at >= ((f.ends_on - $7::int + 1)::timestamp at time zone f.time_zone)
   group by 1
),
demand as materialized (
  select d.day, sum(d.units_sold) as sold, sum(d.units_returned) as returned
    from demand_daily d
   cross join frame f
   where d.company_id = $1 and d.product_id = $5 and ($6::uuid is null or d.warehouse_id = $6)
     and d.day between f.ends_on - $7::int + 1 and f.ends_on
   group by d.day
),
daily as (
  select d.day::date as day,
         (select coalesce(sum(on_hand), 0) from level) - coalesce(sum(moved.change) over later, 0) as on_hand,
         coalesce(moved.moved_in, 0) as moved_in, coalesce(moved.moved_out, 0) as moved_out,
         coalesce(demand.sold, 0) as sold, coalesce(demand.returned, 0) as returned
    from frame f
   cross join lateral generate_series((f.ends_on - $7::int + 1)::timestamp, f.ends_on::timestamp, interval '1 day') as d (day)
    left join moved on moved.day = d.day::date
    left join demand on demand.day = d.day::date
  window later as (order by d.day desc rows between unbounded preceding and 1 preceding)
)
select (f.ends_on - $7::int + 1)::text as "startsOn", f.ends_on::text as "endsOn", f.time_zone as "timeZone",
       f.days as "velocityDays",
       (select coalesce(jsonb_agg(jsonb_build_object('onHand', l.on_hand, 'reserved', l.reserved,
                 'threshold', l.threshold, 'netUnits', s.net_units, 'daysInStock', s.days_in_stock)), '[]')
          from level l cross join lateral (${FIGURES_OF_LEVEL}) as s) as levels,
       (select jsonb_agg(jsonb_build_object('day', day, 'onHand', on_hand, 'movedIn', moved_in,
                 'movedOut', moved_out, 'sold', sold, 'returned', returned) order by day) from daily) as days
  from frame f
 where exists (select from products where company_id = $1 and id = $5)
   and ($6::uuid is null or exists (select from warehouses where company_id = $1 and id = $6))`,
  values: [companyId, null, null, asked.now, asked.productId, asked.warehouseId ?? null, asked.days],
});
