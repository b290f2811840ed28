import type { Statement } from '../connection/index.ts';

/** Figures of one local day. Money is decimal text. */
export interface SalesDayRow {
  day: string;
  timeZone: string;
  currency: string;
  sales: number;
  units: number;
  revenue: string;
  refunds: string;
}

/**
 * Completed sales, units and money by local day: the window that ends today and as many days before it, each day one row. A
 * day is a day of the company's time zone, 23 to 25 hours long, read along the index of sales by status and date. Lines are
 * looked up by sale: joined, PostgreSQL reads the lines of all years for those of two months. What was ordered but never
 * shipped is no revenue. Takes no locks.
 */
export const salesTrendStatement = (companyId: string, now: Date, days: number): Statement => ({
  name: 'report-sales-trend',
  text: `with frame as materialized (
  select c.time_zone, c.currency, w.ends_on, w.ends_on - 2 * $3::int + 1 as starts_on,
         ((w.ends_on - 2 * $3::int + 1)::timestamp at time zone c.time_zone) as reads_from
    from companies c,
         lateral (select ($2::timestamptz at time zone c.time_zone)::date as ends_on) w
   where c.id = $1
),
sold as materialized (
  select (s.sale_date at time zone f.time_zone)::date as day, count(*) as sales, sum(l.units) as units,
         sum(l.revenue) as revenue
    from frame f
    join sales s on s.company_id = $1 and s.status in ('completed', 'returned') and s.sale_date >= f.reads_from
   cross join lateral (
     select sum(i.quantity_shipped) as units, sum(i.quantity_shipped * i.unit_price) as revenue
       from sale_items i
      where i.company_id = $1 and i.sale_id = s.id) l
   group by 1
),
refunded as materialized (
  select (r.returned_at at time zone f.time_zone)::date as day, sum(r.total) as refunds
    from frame f
    join sale_returns r on r.company_id = $1 and r.returned_at >= f.reads_from
   group by 1
)
select d.day::date::text as day, f.time_zone as "timeZone", f.currency, coalesce(sold.sales, 0)::int as sales,
       coalesce(sold.units, 0)::float8 as units, coalesce(sold.revenue, 0)::text as revenue,
       coalesce(refunded.refunds, 0)::text as refunds
  from frame f
 cross join lateral generate_series(f.starts_on::timestamp, f.ends_on::timestamp, interval '1 day') as d (day)
  left join sold on sold.day = d.day::date
  left join refunded on refunded.day = d.day::date
 order by d.day`,
  values: [companyId, now, days],
});
