import type { Statement } from '@stockflow/db';

/** What low levels are, as anybody would write it: thresholds by joins, demand from the sales of the window. */
const FOUND = `
  with company as (
    select c.*, ($2::timestamptz at time zone c.time_zone)::date as today from companies c where c.id = $1),
  recent as (
    select i.product_id, i.warehouse_id, sum(i.quantity_shipped - i.quantity_returned) as units,
           count(distinct (s.sale_date at time zone c.time_zone)::date) as active_days
    from company c
    join sales s on s.company_id = c.id and s.status in ('completed', 'returned')
      and s.sale_date >= (c.today - c.recent_sales_window_days + 1)::timestamp at time zone c.time_zone
      and s.sale_date < (c.today + 1)::timestamp at time zone c.time_zone
    join sale_items i on i.company_id = s.company_id and i.sale_id = s.id
    group by i.product_id, i.warehouse_id),
  low as (
    select l.product_id, l.warehouse_id, p.name as product, p.sku, w.name as warehouse, l.on_hand, l.reserved,
           l.on_hand - l.reserved as available, l.incoming, recent.units, recent.active_days, c.today, c.time_zone,
           c.critical_days, c.recent_sales_window_days as window_days,
           coalesce(l.low_stock_threshold, p.low_stock_threshold, cat.low_stock_threshold,
                    c.default_low_stock_threshold) as threshold,
           s.name as supplier, s.contact_email, sp.supplier_sku, sp.price, sp.lead_time_days, sp.minimum_order_quantity,
           sp.pack_size
    from company c
    join inventory l on l.company_id = c.id
    join products p on p.company_id = c.id and p.id = l.product_id
      and p.active and p.lifecycle = 'active' and not p.is_bundle
    join warehouses w on w.company_id = c.id and w.id = l.warehouse_id and w.active
    left join product_categories cat on cat.company_id = c.id and cat.id = p.category_id
    left join recent on recent.product_id = l.product_id and recent.warehouse_id = l.warehouse_id
    left join supplier_products sp on sp.company_id = c.id and sp.product_id = p.id and sp.is_primary
    left join suppliers s on s.company_id = c.id and s.id = sp.supplier_id and s.active
    where l.on_hand - l.reserved <= coalesce(l.low_stock_threshold, p.low_stock_threshold, cat.low_stock_threshold,
                                             c.default_low_stock_threshold)
      and recent.units > 0)`;

/** One page of what `low` came to in `days`, in the product's order, with the totals over all of it. */
const PAGE = `
  rated as (
    select *, case when threshold = 0 then available else available::numeric(40, 30) / threshold end as ratio,
           units::numeric(42, 30) / days as velocity,
           available = 0 or floor(available * days / units) <= critical_days as is_critical
    from measured)
  select *, count(*) over () as total, count(*) filter (where is_critical) over () as critical
  from rated
  order by ratio, velocity desc, product_id, warehouse_id
  limit $3`;

/**
 * The obvious query, the floor of the bench: it reads the sales of the window, and divides by all days of the window. It
 * knows nothing of days on which there was nothing to sell, and is the faster for it.
 */
export const obviousStatement = (companyId: string, now: Date, limit: number): Statement => ({
  name: 'obvious',
  text: `${FOUND}, measured as (select *, window_days as days from low), ${PAGE}`,
  values: [companyId, now, limit],
});

/**
 * The obvious query that answers the same as `alerts.lowStock`: for each low level and day of the window, was there anything
 * at some moment of it: left from before, or by a movement of that day?
 */
export const obviousStatementInStock = (companyId: string, now: Date, limit: number): Statement => ({
  name: 'obvious-in-stock',
  text: `${FOUND}, measured as (
    select low.*, greatest(1, (
      select count(*)
      from generate_series(0, low.window_days - 1) as ago
      cross join lateral (
        select (low.today - ago)::timestamp at time zone low.time_zone as begins,
               (low.today - ago + 1)::timestamp at time zone low.time_zone as ends) as day
      where exists (
        select from inventory_history h
        where h.company_id = $1 and h.product_id = low.product_id and h.warehouse_id = low.warehouse_id
          and h.occurred_at >= day.begins and h.occurred_at < day.ends and h.on_hand_after > 0)
      or coalesce((
        select h.on_hand_after from inventory_history h
        where h.company_id = $1 and h.product_id = low.product_id and h.warehouse_id = low.warehouse_id
          and h.occurred_at < day.begins
        order by h.occurred_at desc, h.sequence desc limit 1), 0) > 0)) as days
    from low), ${PAGE}`,
  values: [companyId, now, limit],
});

/** A row of either, as far as it is compared. */
export interface ObviousRow {
  readonly product_id: string;
  readonly warehouse_id: string;
  readonly units: string;
  readonly days: string | number;
  readonly total: string;
  readonly critical: string;
}
