import type { Statement } from '../../connection/index.ts';

/**
 * The low-stock list as one would write it first: it goes through the sales and the ledger of the window for every level,
 * and looks afterwards which ones are low. The floor of `npm run bench -- alerts`, as the application's role.
 */
export const obviousQuery = (companyId: string): Statement => ({
  text: `
with company as (select *, (now() at time zone time_zone)::date as today from companies where id = $1),
demand as (
  select si.product_id, si.warehouse_id, sum(si.quantity_shipped - si.quantity_returned) as units,
         count(distinct (s.sale_date at time zone c.time_zone)::date) as active_days
    from sale_items si
    join sales s on s.company_id = si.company_id and s.id = si.sale_id
    join company c on c.id = s.company_id
   where s.status in ('completed', 'returned')
     and (s.sale_date at time zone c.time_zone)::date > c.today - c.recent_sales_window_days
   group by si.product_id, si.warehouse_id),
emptied as (
  select h.product_id, h.warehouse_id,
         max((h.occurred_at at time zone c.time_zone)::date) filter (where h.on_hand_after = 0) as empty_since
    from inventory_history h join company c on c.id = h.company_id
   where (h.occurred_at at time zone c.time_zone)::date > c.today - c.recent_sales_window_days
   group by h.product_id, h.warehouse_id),
low as (
  select p.id as product_id, p.name, p.sku, w.id as warehouse_id, w.name as warehouse_name, i.on_hand, i.reserved, i.incoming,
         i.on_hand - i.reserved as available, d.units, d.active_days,
         coalesce(i.low_stock_threshold, p.low_stock_threshold, cat.low_stock_threshold, c.default_low_stock_threshold) as threshold,
         case when i.on_hand = 0 and e.empty_since is not null
              then greatest(1, e.empty_since - (c.today - c.recent_sales_window_days)) else c.recent_sales_window_days end as days_in_stock,
         c.critical_days, s.name as supplier, sp.price, sp.lead_time_days
    from inventory i
    join company c on c.id = i.company_id
    join products p on p.company_id = i.company_id and p.id = i.product_id and p.active and p.lifecycle = 'active'
    join warehouses w on w.company_id = i.company_id and w.id = i.warehouse_id and w.active
    join demand d on d.product_id = i.product_id and d.warehouse_id = i.warehouse_id and d.units > 0
    left join emptied e on e.product_id = i.product_id and e.warehouse_id = i.warehouse_id
    left join product_categories cat on cat.company_id = p.company_id and cat.id = p.category_id
    left join supplier_products sp on sp.company_id = p.company_id and sp.product_id = p.id and sp.is_primary
    left join suppliers s on s.company_id = sp.company_id and s.id = sp.supplier_id
   where i.on_hand - i.reserved
           <= coalesce(i.low_stock_threshold, p.low_stock_threshold, cat.low_stock_threshold, c.default_low_stock_threshold))
select *, count(*) over () as total_alerts,
       count(*) filter (where available = 0 or available * days_in_stock / units <= critical_days) over () as critical_alerts
  from low
 order by available::numeric / greatest(threshold, 1), units::numeric / days_in_stock desc, product_id, warehouse_id
 limit 50`,
  values: [companyId],
});
