import type { Statement } from '../connection/index.ts';
import { DUE_HOLDS } from '../stock/due-holds.ts';

/** What is asked of the low-stock list. */
export interface LowStockFilter {
  warehouseIds?: string[] | undefined;
  categoryIds?: string[] | undefined;
  supplierIds?: string[] | undefined;
  severity?: 'critical' | 'low' | undefined;
  recentSalesDays?: number | undefined;
  demand: 'recent' | 'any';
  /** Last local day of the window; null is today. */
  windowEndsOn: string | null;
  now: Date;
  limit: number;
  after?: LowStockKey | undefined;
}

/** The key of a row in the list's order. Ratio and velocity are decimal strings, as the database computed them. */
export interface LowStockKey {
  ratio: string;
  velocity: string;
  productId: string;
  warehouseId: string;
}

/** What stands on every row: the window, the settings and the totals. */
interface LowStockFrame {
  windowStartsOn: string;
  windowEndsOn: string;
  windowDays: number;
  criticalDays: number;
  reviewPeriodDays: number;
  timeZone: string;
  totalAlerts: number;
  criticalAlerts: number;
}

/** One row of the answer; an empty result is one row that has only the frame. */
export type LowStockRow = LowStockFrame & (LowStockLevelRow | { [K in keyof LowStockLevelRow]: null });

/** A low level with its inputs, as integers: the rules compute the rest. */
export interface LowStockLevelRow extends LowStockKey {
  productName: string;
  sku: string;
  warehouseName: string;
  onHand: number;
  reserved: number;
  available: number;
  incoming: number;
  threshold: number;
  thresholdSource: 'level' | 'product' | 'category' | 'company';
  netUnits: number;
  activeSalesDays: number;
  daysInStock: number;
  supplier: {
    id: string;
    name: string;
    contactEmail: string | null;
    supplierSku: string | null;
    price: string;
    leadTimeDays: number;
    minimumOrderQuantity: number;
    packSize: number;
  } | null;
}

/**
 * The low-stock list in one statement. Reads no sale and no sale line: demand comes from demand_daily, days
 * in stock from the ledger of the levels that are low, so the cost follows the number of low levels.
 *
 * - holds whose time is up are not reserved any more, whether or not their end was written.
 * - low: levels at or under their threshold (level, product, category, company: the first that exists), of
 *   active products and warehouses. Bundles have no level.
 * - days in stock: local days of the window on which the level held something at some moment. The balance
 *   before the window is today's less all later changes; each stretch with a positive balance covers its
 *   local days, range_agg joins overlapping ones, and what is outside the window is cut off: a day more is
 *   read at either end, for midnight comes twice where clocks go back over it (the Azores, Havana). Ordered
 *   by when things happened, so a back-dated correction moves the right day.
 * - order: available / threshold (a threshold of 0 sorts by available), velocity descending, product,
 *   warehouse; the same numeric expressions make the cursor, so pages neither skip nor repeat. With 30 decimals
 *   equal fractions are equal and others are not; left alone, a quotient has as many as its operands suggest.
 * - net units are 64-bit: a day's units are 32-bit, a window has up to 365 of them. As a float8 they stay exact.
 * - totals are taken before the cursor: of the whole result.
 * Takes no locks.
 */
const TEXT = `
with ${DUE_HOLDS},
frame as materialized (
  select c.id as company_id, c.time_zone, c.critical_days, c.review_period_days, c.default_low_stock_threshold,
         w.days, w.ends_on, w.ends_on - w.days + 1 as starts_on,
         ((w.ends_on - w.days)::timestamp at time zone c.time_zone) as reads_from,
         ((w.ends_on + 2)::timestamp at time zone c.time_zone) as reads_to
    from companies c,
         lateral (select coalesce($2::int, c.recent_sales_window_days) as days,
                         coalesce($3::date, ($4::timestamptz at time zone c.time_zone)::date) as ends_on) w
   where c.id = $1
),
low as materialized (
  select i.product_id, i.warehouse_id, i.on_hand, i.reserved - coalesce(due.units, 0) as reserved,
         i.on_hand - i.reserved + coalesce(due.units, 0) as available, i.incoming,
         p.name as product_name, p.sku, wh.name as warehouse_name,
         coalesce(i.low_stock_threshold, p.low_stock_threshold, cat.low_stock_threshold, f.default_low_stock_threshold) as threshold,
         case when i.low_stock_threshold is not null then 'level' when p.low_stock_threshold is not null then 'product'
              when cat.low_stock_threshold is not null then 'category' else 'company' end as threshold_source
    from frame f
    join inventory i on i.company_id = f.company_id
    join products p on p.company_id = i.company_id and p.id = i.product_id
    join warehouses wh on wh.company_id = i.company_id and wh.id = i.warehouse_id
    left join product_categories cat on cat.company_id = p.company_id and cat.id = p.category_id
    left join due on due.product_id = i.product_id and due.warehouse_id = i.warehouse_id
   where i.on_hand - i.reserved + coalesce(due.units, 0)
           <= coalesce(i.low_stock_threshold, p.low_stock_threshold, cat.low_stock_threshold, f.default_low_stock_threshold)
     and p.active and p.lifecycle = 'active' and not p.is_bundle and wh.active
     and ($5::uuid[] is null or i.warehouse_id = any($5))
     and ($6::uuid[] is null or p.category_id = any($6))
     and ($7::uuid[] is null or exists (
           select from supplier_products sp
            where sp.company_id = i.company_id and sp.product_id = i.product_id and sp.is_primary and sp.supplier_id = any($7)))
),
demanded as materialized (
  select l.*, coalesce(d.net_units, 0) as net_units, coalesce(d.active_days, 0) as active_days
    from low l
    left join lateral (
      select sum(dd.units_sold::bigint - dd.units_returned)::bigint as net_units, (count(*) filter (where dd.units_sold > 0))::int as active_days
        from demand_daily dd, frame f
       where dd.company_id = $1 and dd.product_id = l.product_id and dd.warehouse_id = l.warehouse_id
         and dd.day between f.starts_on and f.ends_on) d on true
   where $8 = 'any' or coalesce(d.net_units, 0) > 0
),
measured as materialized (
  select d.*, least(f.days, greatest(1, coalesce(s.days, 0)))::int as days_in_stock, f.critical_days
    from demanded d cross join frame f
    left join lateral (
      select sum(upper(stretch) - lower(stretch)) as days
        from unnest((
          select range_agg(daterange((m.from_at at time zone f.time_zone)::date,
                                     ((m.to_at - interval '1 microsecond') at time zone f.time_zone)::date, '[]'))
                   * datemultirange(daterange(f.starts_on, f.ends_on, '[]'))
            from (
              select e.at as from_at, coalesce(lead(e.at) over moves, f.reads_to) as to_at, sum(e.change) over moves as balance
                from (
                  select f.reads_from as at, 0 as sequence,
                         d.on_hand - coalesce((select sum(h.on_hand_change) from inventory_history h
                           where h.company_id = $1 and h.product_id = d.product_id and h.warehouse_id = d.warehouse_id
                             and h.occurred_at >= f.reads_from), 0) as change
                  union all
                  select h.occurred_at, h.sequence, h.on_hand_change
                    from inventory_history h
                   where h.company_id = $1 and h.product_id = d.product_id and h.warehouse_id = d.warehouse_id
                     and h.occurred_at >= f.reads_from and h.occurred_at < f.reads_to and h.on_hand_change <> 0
                ) e
              window moves as (order by e.at, e.sequence rows between unbounded preceding and current row)
            ) m
           where m.balance > 0 and m.to_at > m.from_at)) as stretch
    ) s on true
),
result as materialized (
  select m.*,
         case when m.threshold = 0 then m.available::numeric else m.available::numeric(40, 30) / m.threshold end as ratio,
         case when m.net_units > 0 then m.net_units::numeric(42, 30) / m.days_in_stock else 0 end as velocity,
         m.available = 0
           or (m.net_units > 0 and m.available::bigint * m.days_in_stock / m.net_units <= m.critical_days) as critical
    from measured m
),
chosen as materialized (
  select * from result r where $9::text is null or r.critical = ($9 = 'critical')
)
select f.starts_on::text as "windowStartsOn", f.ends_on::text as "windowEndsOn", f.days as "windowDays",
       f.critical_days as "criticalDays", f.review_period_days as "reviewPeriodDays", f.time_zone as "timeZone",
       (select count(*) from chosen)::int as "totalAlerts",
       (select count(*) filter (where critical) from chosen)::int as "criticalAlerts",
       p.product_id as "productId", p.product_name as "productName", p.sku, p.warehouse_id as "warehouseId",
       p.warehouse_name as "warehouseName", p.on_hand as "onHand", p.reserved, p.available, p.incoming, p.threshold,
       p.threshold_source as "thresholdSource", p.net_units::float8 as "netUnits", p.active_days as "activeSalesDays",
       p.days_in_stock as "daysInStock", p.ratio::text as ratio, p.velocity::text as velocity, offer.supplier
  from frame f
  left join lateral (
    select * from chosen c
     where $10::numeric is null
        or (c.ratio, -c.velocity, c.product_id, c.warehouse_id) > ($10::numeric, -$11::numeric, $12::uuid, $13::uuid)
     order by c.ratio, c.velocity desc, c.product_id, c.warehouse_id
     limit $14) p on true
  left join lateral (
    select jsonb_build_object('id', s.id, 'name', s.name, 'contactEmail', s.contact_email, 'supplierSku', sp.supplier_sku,
             'price', sp.price::text, 'leadTimeDays', sp.lead_time_days,
             'minimumOrderQuantity', sp.minimum_order_quantity, 'packSize', sp.pack_size) as supplier
      from supplier_products sp join suppliers s on s.company_id = sp.company_id and s.id = sp.supplier_id
     where sp.company_id = $1 and sp.product_id = p.product_id and sp.is_primary and s.active) offer on true
 order by p.ratio, p.velocity desc, p.product_id, p.warehouse_id`;

/** The statement for a filter; reads `limit + 1` rows. */
export const lowStockStatement = (companyId: string, filter: LowStockFilter): Statement => ({
  name: 'low-stock',
  text: TEXT,
  values: [
    companyId,
    filter.recentSalesDays ?? null,
    filter.windowEndsOn,
    filter.now,
    filter.warehouseIds ?? null,
    filter.categoryIds ?? null,
    filter.supplierIds ?? null,
    filter.demand,
    filter.severity ?? null,
    filter.after?.ratio ?? null,
    filter.after?.velocity ?? null,
    filter.after?.productId ?? null,
    filter.after?.warehouseId ?? null,
    filter.limit + 1,
  ],
});
