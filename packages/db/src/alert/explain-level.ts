import type { Statement } from '../connection/index.ts';
import { DAYS_IN_STOCK, FIGURES_OF_LEVEL, FRAME } from './low-stock-sql.ts';

/** Stretches in stock that are told. */
const STRETCHES_MAX = 50;

/** What is asked of one level. */
export interface ExplainFilter {
  readonly productId: string;
  readonly warehouseId: string;
  readonly recentSalesDays?: number | undefined;
  readonly windowEndsOn?: string | undefined;
  readonly now: Date;
}

/** Everything that the arithmetic of one level's alert goes by. Quantities in base units, money as decimal strings. */
export interface ExplainedLevelRow {
  readonly windowStartsOn: string;
  readonly windowEndsOn: string;
  readonly windowDays: number;
  readonly timeZone: string;
  readonly criticalDays: number;
  readonly reviewPeriodDays: number;
  readonly hysteresis: number;
  readonly companyThreshold: number;
  readonly product: {
    readonly id: string;
    readonly name: string;
    readonly sku: string;
    readonly active: boolean;
    readonly lifecycle: 'active' | 'discontinued' | 'archived';
    readonly isBundle: boolean;
    readonly threshold: number | null;
  };
  readonly warehouse: { readonly id: string; readonly name: string; readonly active: boolean };
  readonly category: { readonly name: string; readonly threshold: number | null } | null;
  readonly levelThreshold: number | null;
  readonly hasLevel: boolean;
  readonly onHand: number;
  /** With what expired holds keep. */
  readonly held: number;
  readonly expired: number;
  readonly incoming: number;
  readonly unitsSold: number;
  readonly unitsReturned: number;
  readonly netUnits: number;
  readonly activeSalesDays: number;
  readonly daysInStock: number;
  readonly inStock: readonly { readonly from: string; readonly to: string }[];
  readonly supplier: {
    readonly id: string;
    readonly name: string;
    readonly active: boolean;
    readonly price: string;
    readonly leadTimeDays: number;
    readonly minimumOrderQuantity: number;
    readonly packSize: number;
  } | null;
  /** Offers of any supplier. */
  readonly offers: number;
}

/**
 * One level with all that its alert goes by, in one statement; no row for a product or a warehouse that is unknown. A pair
 * that never met is a level with nothing. Its figures are read from ledger and demand, not from what is kept. Takes no locks.
 */
export const explainLevelStatement = (companyId: string, filter: ExplainFilter): Statement => ({
  name: 'alerts-explain',
  text: `with ${FRAME}
select f.starts_on::text as "windowStartsOn", f.ends_on::text as "windowEndsOn", f.days as "windowDays",
       f.time_zone as "timeZone", f.critical_days as "criticalDays", f.review_period_days as "reviewPeriodDays",
       c.alert_hysteresis as hysteresis, f.default_low_stock_threshold as "companyThreshold",
       json_build_object('id', p.id, 'name', p.name, 'sku', p.sku, 'active', p.active, 'lifecycle', p.lifecycle,
         'isBundle', p.is_bundle, 'threshold', p.low_stock_threshold) as product,
       json_build_object('id', w.id, 'name', w.name, 'active', w.active) as warehouse,
       case when cat.id is not null
         then json_build_object('name', cat.name, 'threshold', cat.low_stock_threshold) end as category,
       l.low_stock_threshold as "levelThreshold", l.has_level as "hasLevel", l.on_hand as "onHand", l.reserved as held,
       coalesce(due.units, 0) as expired, l.incoming, days.sold::float8 as "unitsSold",
       days.returned::float8 as "unitsReturned", figures.net_units::float8 as "netUnits",
       figures.active_days as "activeSalesDays", figures.days_in_stock as "daysInStock",
       coalesce((
         select json_agg(json_build_object('from', lower(stretch), 'to', upper(stretch) - 1) order by stretch)
           from (select stretch from unnest((${DAYS_IN_STOCK})) as stretch order by stretch desc limit ${STRETCHES_MAX}) as last
       ), '[]') as "inStock",
       offer.supplier, (
         select count(*) from supplier_products sp where sp.company_id = $1 and sp.product_id = p.id)::int as offers
  from frame f
  join companies c on c.id = $1
  join products p on p.company_id = $1 and p.id = $5
  join warehouses w on w.company_id = $1 and w.id = $6
  left join product_categories cat on cat.company_id = $1 and cat.id = p.category_id
  left join inventory i on i.company_id = $1 and i.product_id = p.id and i.warehouse_id = w.id
 cross join lateral (
   select p.id as product_id, w.id as warehouse_id, i.product_id is not null as has_level, i.low_stock_threshold,
          coalesce(i.on_hand, 0) as on_hand, coalesce(i.reserved, 0) as reserved, coalesce(i.incoming, 0) as incoming) as l
 cross join lateral (${FIGURES_OF_LEVEL}) as figures
 cross join lateral (
   select coalesce(sum(units_sold::bigint), 0) as sold, coalesce(sum(units_returned::bigint), 0) as returned
     from demand_daily dd
    where dd.company_id = $1 and dd.product_id = p.id and dd.warehouse_id = w.id and dd.day between f.starts_on and f.ends_on
 ) as days
  left join due on due.product_id = p.id and due.warehouse_id = w.id
  left join lateral (
    select json_build_object('id', s.id, 'name', s.name, 'active', s.active, 'price', sp.price::text,
             'leadTimeDays', sp.lead_time_days, 'minimumOrderQuantity', sp.minimum_order_quantity,
             'packSize', sp.pack_size) as supplier
      from supplier_products sp join suppliers s on s.company_id = $1 and s.id = sp.supplier_id
     where sp.company_id = $1 and sp.product_id = p.id and sp.is_primary) as offer on true`,
  values: [
    companyId,
    filter.recentSalesDays ?? null,
    filter.windowEndsOn ?? null,
    filter.now,
    filter.productId,
    filter.warehouseId,
  ],
});
