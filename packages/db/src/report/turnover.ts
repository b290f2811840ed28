import type { Statement } from '../connection/index.ts';

/** What turnover is made of. Money is decimal text. */
export interface TurnoverRow {
  startsOn: string;
  endsOn: string;
  timeZone: string;
  currency: string;
  costOfGoodsSold: string;
  averageStockValue: string;
  unitsWithoutCost: number;
}

const DAY_MS = 86_400_000;

/**
 * The smallest UUIDv7 of an instant. Movements carry one of when they were recorded, which is never (five minutes apart)
 * before they happened: what happened in a window has an id of its beginning or later.
 */
const firstIdOf = (at: Date): string => {
  const hex = Math.max(0, at.getTime()).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};

/**
 * Cost of goods sold and average stock value of the window that ends now, in one statement: the movements since its beginning
 * along (company, id), summed by level, and every level once.
 *
 * The average is over time and exact to the second: what lies there now, less each change for the part of the window before
 * it (a unit that left after two thirds of the window was there for two thirds of it). The window is read with two days more
 * of ids, for zones and clocks; what happened decides.
 * `offset 0` keeps the grouping out of the choice of an index: in the order of the levels a year of movements is 2 million
 * reads all over the table (9 s instead of 2). Takes no locks.
 */
export const turnoverStatement = (companyId: string, now: Date, days: number): Statement => ({
  name: 'report-turnover',
  text: `with frame as materialized (
  select c.time_zone, c.currency, w.ends_on, w.ends_on - $3::int + 1 as starts_on, b.begins_at,
         greatest(extract(epoch from $2::timestamptz - b.begins_at), 1)::bigint as seconds
    from companies c,
         lateral (select ($2::timestamptz at time zone c.time_zone)::date as ends_on) w,
         lateral (select (w.ends_on - $3::int + 1)::timestamp at time zone c.time_zone as begins_at) b
   where c.id = $1
),
moved as materialized (
  select h.product_id, h.warehouse_id,
         sum(h.on_hand_change * least(extract(epoch from h.occurred_at - f.begins_at)::bigint, f.seconds)) as unit_seconds,
         -coalesce(sum(h.on_hand_change) filter (where h.kind in ('SHIPMENT', 'SALE', 'RETURN')), 0) as units_sold
    from (
      select product_id, warehouse_id, on_hand_change, kind, occurred_at
        from inventory_history
       where company_id = $1 and id >= $4::uuid and on_hand_change <> 0
      offset 0) as h
   cross join frame f
   where h.occurred_at >= f.begins_at
   group by h.product_id, h.warehouse_id
)
select f.starts_on::text as "startsOn", f.ends_on::text as "endsOn", f.time_zone as "timeZone", f.currency,
       round(t.sold, 4)::text as "costOfGoodsSold",
       round((t.held * f.seconds - t.missing) / f.seconds, 4)::text as "averageStockValue",
       t.units_without_cost::float8 as "unitsWithoutCost"
  from frame f
 cross join (
   select coalesce(sum(i.on_hand * i.cost), 0) as held,
          coalesce(sum(m.unit_seconds * i.cost), 0) as missing,
          coalesce(sum(m.units_sold * i.cost), 0) as sold,
          coalesce(sum(m.units_sold) filter (where i.cost is null), 0) as units_without_cost
     from (select l.product_id, l.warehouse_id, l.on_hand, coalesce(l.average_cost, p.cost) as cost
             from inventory l
             join products p on p.company_id = $1 and p.id = l.product_id
            where l.company_id = $1) as i
     left join moved m on m.product_id = i.product_id and m.warehouse_id = i.warehouse_id) as t`,
  values: [companyId, now, days, firstIdOf(new Date(now.getTime() - (days + 2) * DAY_MS))],
});
