import { DUE_HOLDS } from '../stock/due-holds.ts';

/**
 * Parts of the statements that read what is low. `$1` is the company, `$2` the days of the window (null: the company's),
 * `$3` its last local day (null: today), `$4` now.
 */

/** The window and the company's settings; `pending`: thresholds have changed, and not every level knows yet. */
export const FRAME = `${DUE_HOLDS},
frame as materialized (
  select c.id as company_id, c.time_zone, c.critical_days, c.review_period_days, c.default_low_stock_threshold,
         w.days, w.ends_on, w.ends_on - w.days + 1 as starts_on,
         ((w.ends_on - w.days)::timestamp at time zone c.time_zone) as reads_from,
         ((w.ends_on + 2)::timestamp at time zone c.time_zone) as reads_to,
         exists (select from threshold_changes where company_id = $1) as pending
    from companies c,
         lateral (select coalesce($2::int, c.recent_sales_window_days) as days,
                         coalesce($3::date, ($4::timestamptz at time zone c.time_zone)::date) as ends_on) w
   where c.id = $1
)`;

/**
 * The local days of the window `f` on which the level `l` held something at some moment, as one multirange. The balance
 * before the window is today's less all later changes; each stretch with a positive balance covers its local days, range_agg
 * joins overlapping ones, and what is outside the window is cut off: a day more is read at either end, for midnight comes
 * twice where clocks go back over it (the Azores, Havana). There a stretch may end on the day before it began (St John's,
 * 2010). Ordered by when things happened, so a back-dated correction moves the right day.
 */
export const DAYS_IN_STOCK = `
             select range_agg(daterange(least(m.first_day, m.last_day), greatest(m.first_day, m.last_day), '[]'))
                    * datemultirange(daterange(f.starts_on, f.ends_on, '[]'))
               from (
                 select b.balance, b.from_at, b.to_at, (b.from_at at time zone f.time_zone)::date as first_day,
                        ((b.to_at - interval '1 microsecond') at time zone f.time_zone)::date as last_day
                   from (
                     select e.at as from_at, coalesce(lead(e.at) over moves, f.reads_to) as to_at, sum(e.change) over moves as balance
                       from (
                     select f.reads_from as at, 0 as sequence,
                            l.on_hand - coalesce((select sum(h.on_hand_change) from inventory_history h
                              where h.company_id = $1 and h.product_id = l.product_id and h.warehouse_id = l.warehouse_id
                                and h.occurred_at >= f.reads_from), 0) as change
                     union all
                     select h.occurred_at, h.sequence, h.on_hand_change
                       from inventory_history h
                      where h.company_id = $1 and h.product_id = l.product_id and h.warehouse_id = l.warehouse_id
                        and h.occurred_at >= f.reads_from and h.occurred_at < f.reads_to and h.on_hand_change <> 0
                   ) e
                 window moves as (order by e.at, e.sequence rows between unbounded preceding and current row)) as b
               ) m
              where m.balance > 0 and m.to_at > m.from_at`;

/**
 * What the ledger and the days' demand say of the level `l` in the window `f`: one row. It is computed where what is kept
 * (`g`, of `low_stock_figures`) is not of this window and this version of the level.
 * Net units are 64-bit: a day's units are 32-bit, a window has up to 365 of them.
 */
export const FIGURES_OF_LEVEL = `
      select coalesce(demand.net_units, 0) as net_units, coalesce(demand.active_days, 0) as active_days,
             least(f.days, greatest(1, coalesce(stock.days, 0)))::int as days_in_stock
        from (
          select sum(dd.units_sold::bigint - dd.units_returned)::bigint as net_units,
                 (count(*) filter (where dd.units_sold > 0))::int as active_days
            from demand_daily dd
           where dd.company_id = $1 and dd.product_id = l.product_id and dd.warehouse_id = l.warehouse_id
             and dd.day between f.starts_on and f.ends_on) as demand
       cross join lateral (
         select sum(upper(stretch) - lower(stretch)) as days from unnest((${DAYS_IN_STOCK})) as stretch) as stock`;

/** True when what is kept in the row `kept` is of the window `f` and nobody has said since that it is over. */
export const figuresStand = (kept: string): string =>
  `${kept}.level_version >= 0 and ${kept}.window_days = f.days and ${kept}.window_ends_on = f.ends_on
             and ${kept}.time_zone = f.time_zone`;

/** True when what is kept of the level `l` is of the window `f` and of this version of the level. */
export const FIGURES_HOLD = `g.level_version = l.version and g.window_days = f.days and g.window_ends_on = f.ends_on
             and g.time_zone = f.time_zone`;

/** Where the threshold came from that counts at `level`, of `product` in the category `cat`. */
export const THRESHOLD_SOURCE = `case when level.low_stock_threshold is not null then 'level' when product.low_stock_threshold is not null then 'product'
            when cat.low_stock_threshold is not null then 'category' else 'company' end`;

/**
 * The primary supplier's offer of a product: one row or none. There is one at most; the limit keeps it a look-up for each
 * product of the page, where a join would go through the company's offers.
 */
export const primaryOfferOf = (productId: string): string => `
    select jsonb_build_object('id', s.id, 'name', s.name, 'contactEmail', s.contact_email, 'supplierSku', sp.supplier_sku,
             'price', sp.price::text, 'leadTimeDays', sp.lead_time_days,
             'minimumOrderQuantity', sp.minimum_order_quantity, 'packSize', sp.pack_size) as supplier
      from supplier_products sp join suppliers s on s.company_id = sp.company_id and s.id = sp.supplier_id
     where sp.company_id = $1 and sp.product_id = ${productId} and sp.is_primary and s.active
     limit 1`;
