import type { Database, Statement } from '../connection/index.ts';
import { THRESHOLD_OF_LEVEL } from '../stock/threshold.ts';
import {
  FIGURES_HOLD,
  FIGURES_OF_LEVEL,
  FRAME,
  figuresStand,
  primaryOfferOf,
  THRESHOLD_SOURCE,
} from './low-stock-sql.ts';

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
  /** Thresholds have changed, and not every level knows yet. */
  pending: boolean;
  /** Rows of the list that are over, or not of this window. */
  over: number;
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

/** What may be asked of the levels `i` besides that they are low. */
const FILTERS = `
     and ($5::uuid[] is null or i.warehouse_id = any($5))
     and ($6::uuid[] is null or exists (
           select from products p where p.company_id = $1 and p.id = i.product_id and p.category_id = any($6)))
     and ($7::uuid[] is null or exists (
           select from supplier_products sp
            where sp.company_id = $1 and sp.product_id = i.product_id and sp.is_primary and sp.supplier_id = any($7)))`;

/** What is asked of the whole company. The parameters are named, for PostgreSQL wants to know their types. */
const NO_FILTERS = 'and $5::uuid[] is null and $6::uuid[] is null and $7::uuid[] is null';

/** What a level `m` is listed by, in the frame `f`; about, for exact fractions are dear. */
const MEASURES = `m.available::float8 / greatest(m.threshold, 1) as about_ratio,
         greatest(m.net_units, 0)::float8 / m.days_in_stock as about_velocity,
         m.available = 0
           or (m.net_units > 0 and m.available::bigint * m.days_in_stock / m.net_units <= f.critical_days) as critical`;

/**
 * Low levels as the list knows them (`low_stock_figures`): what stands is read from there alone, a few pages for thousands of
 * levels; what is over, of another window, or has a hold whose time is up, by its level.
 */
const listedLow = (filters: string) => `
over as materialized (
  select g.product_id, g.warehouse_id, coalesce(due.units, 0) as due_units, (${figuresStand('g')}) as stands
    from frame f
   cross join low_stock_figures g
    left join due on due.product_id = g.product_id and due.warehouse_id = g.warehouse_id
   where g.company_id = $1 and g.is_listed
     and (not (${figuresStand('g')}) or (g.product_id, g.warehouse_id) in (select product_id, warehouse_id from due))
),
result as (
  select m.product_id, m.warehouse_id, m.available, m.threshold, m.net_units, m.active_days, m.days_in_stock, 0 as due_units,
         ${MEASURES}
    from frame f
   cross join (
     select i.*
       from frame f
      cross join low_stock_figures i
      where i.company_id = $1 and i.is_listed and ${figuresStand('i')}
        and (i.product_id, i.warehouse_id) not in (select product_id, warehouse_id from due) ${filters}) as m
   where $8 = 'any' or m.net_units > 0
  union all
  select m.product_id, m.warehouse_id, m.available, m.threshold, m.net_units, m.active_days, m.days_in_stock, m.due_units,
         ${MEASURES}
    from frame f
   cross join (
     select l.*, s.*
       from (
         select i.product_id, i.warehouse_id, i.on_hand, i.on_hand - i.reserved + o.due_units as available,
                i.alert_threshold as threshold, o.due_units
           from over as o
          cross join lateral (
            select * from inventory v
             where v.company_id = $1 and v.product_id = o.product_id and v.warehouse_id = o.warehouse_id
             limit 1) as i
          where i.is_low and i.on_hand - i.reserved + o.due_units <= i.alert_threshold ${filters}) as l
      cross join frame f
      cross join lateral (${FIGURES_OF_LEVEL}) as s) as m
   where $8 = 'any' or m.net_units > 0
)`;

/** How many rows of the list are over: the keeper brings them up to date. */
const LISTED_OVER = '(select count(*) from over where not stands)';

/**
 * Low levels by what thresholds are made of: for as long as not every level knows of a change. Reads every level, and the
 * figures of those that are low where they are of the level's version.
 */
const FOUND_LOW = `
low as materialized (
  select i.product_id, i.warehouse_id, i.on_hand, i.on_hand - i.reserved + coalesce(due.units, 0) as available, i.version,
         i.threshold, coalesce(due.units, 0) as due_units
    from (
      select i.product_id, i.warehouse_id, i.on_hand, i.reserved, i.version, t.threshold
        from inventory i
       cross join lateral (${THRESHOLD_OF_LEVEL}) as t
       where i.company_id = $1 and i.on_hand - i.reserved - t.threshold <= coalesce((select max(units) from due), 0)) as i
    left join due on due.product_id = i.product_id and due.warehouse_id = i.warehouse_id
   where i.on_hand - i.reserved + coalesce(due.units, 0) <= i.threshold ${FILTERS}
),
matched as materialized (
  select l.*, g.net_units, g.active_days, g.days_in_stock, g.product_id is null as is_computed
    from low l
   cross join frame f
    left join low_stock_figures g
      on g.company_id = $1 and g.product_id = l.product_id and g.warehouse_id = l.warehouse_id and ${FIGURES_HOLD}
),
measured as materialized (
  select product_id, warehouse_id, available, threshold, net_units, active_days, days_in_stock, due_units
    from matched
   where not is_computed
  union all
  select l.product_id, l.warehouse_id, l.available, l.threshold, s.net_units, s.active_days, s.days_in_stock, l.due_units
    from (select * from matched where is_computed) as l
   cross join frame f
   cross join lateral (${FIGURES_OF_LEVEL}) as s
),
result as (
  select m.*, ${MEASURES}
    from measured m
   cross join frame f
   where $8 = 'any' or m.net_units > 0
)`;

/**
 * The low-stock list in one statement. Its cost follows the number of levels that are low, neither that of all levels nor
 * their history.
 *
 * - holds whose time is up are not reserved any more, whether or not their end was written; such a level counts as low in
 *   its row, and is left out here.
 * - order: available / threshold (a threshold of 0 sorts by available), velocity descending, product, warehouse; the same
 *   numeric expressions make the cursor, so pages neither skip nor repeat. With 30 decimals equal fractions are equal and
 *   others are not; left alone, a quotient has as many as its operands suggest. Exact ones are dear: of the first page they
 *   are computed for what can be on it by floating point, a billionth to either side.
 * - totals are taken before the cursor: of the whole result. Levels, names, threshold's source and offers are read for the
 *   page.
 * Takes no locks.
 */
const textOf = (low: string, over: string) => `
with ${FRAME},
${low},
chosen as materialized (
  select * from result r where $9::text is null or r.critical = ($9 = 'critical')
),
edge as materialized (
  select about_ratio as ratio, about_velocity as velocity
    from chosen
   where $10::numeric is null
   order by about_ratio, about_velocity desc
  offset $14::int - 1
   limit 1
),
rated as materialized (
  select c.*,
         case when c.threshold = 0 then c.available::numeric else c.available::numeric(40, 30) / c.threshold end as ratio,
         case when c.net_units > 0 then c.net_units::numeric(42, 30) / c.days_in_stock else 0 end as velocity
    from chosen c
   where not exists (select from edge)
      or c.about_ratio < (select ratio from edge) * (1 - 1e-9)
      or (c.about_ratio <= (select ratio from edge) * (1 + 1e-9)
          and c.about_velocity >= (select velocity from edge) * (1 - 1e-9))
)
select f.starts_on::text as "windowStartsOn", f.ends_on::text as "windowEndsOn", f.days as "windowDays",
       f.critical_days as "criticalDays", f.review_period_days as "reviewPeriodDays", f.time_zone as "timeZone", f.pending,
       totals.alerts as "totalAlerts", totals.critical as "criticalAlerts",
       ${over}::int as over,
       p.product_id as "productId", product.name as "productName", product.sku, p.warehouse_id as "warehouseId",
       place.name as "warehouseName", level.on_hand as "onHand", level.reserved - p.due_units as reserved, p.available,
       level.incoming, p.threshold,
       ${THRESHOLD_SOURCE} as "thresholdSource",
       p.net_units::float8 as "netUnits", p.active_days as "activeSalesDays",
       p.days_in_stock as "daysInStock", p.ratio::text as ratio, p.velocity::text as velocity, offer.supplier
  from frame f
 cross join (
    select count(*)::int as alerts, (count(*) filter (where critical))::int as critical from chosen) as totals
  left join lateral (
    select * from rated c
     where $10::numeric is null
        or (c.ratio, -c.velocity, c.product_id, c.warehouse_id) > ($10::numeric, -$11::numeric, $12::uuid, $13::uuid)
     order by c.ratio, c.velocity desc, c.product_id, c.warehouse_id
     limit $14) p on true
  left join inventory level
    on level.company_id = $1 and level.product_id = p.product_id and level.warehouse_id = p.warehouse_id
  left join products product on product.company_id = $1 and product.id = p.product_id
  left join warehouses place on place.company_id = $1 and place.id = p.warehouse_id
  left join product_categories cat on cat.company_id = $1 and cat.id = product.category_id
  left join lateral (${primaryOfferOf('p.product_id')}) offer on true
 order by p.ratio, p.velocity desc, p.product_id, p.warehouse_id`;

const BY_LIST = { name: 'low-stock', text: textOf(listedLow(NO_FILTERS), LISTED_OVER) };
const BY_LIST_FILTERED = { name: 'low-stock-filtered', text: textOf(listedLow(FILTERS), LISTED_OVER) };
const BY_THRESHOLDS = { name: 'low-stock-found', text: textOf(FOUND_LOW, '0') };

/**
 * Reads one page of the low-stock list and one row more; the frame is on every row. While thresholds have changed and not
 * every level knows, it is read again by what thresholds are made of: right at once, only slower.
 */
export const readLowStock = async (
  database: Database,
  companyId: string,
  filter: LowStockFilter,
): Promise<LowStockRow[]> => {
  const statement = lowStockStatement(companyId, filter);
  const rows = await database.readInCompany<LowStockRow>(companyId, statement);
  if (!rows[0]?.pending) return rows;
  return database.readInCompany<LowStockRow>(companyId, { ...statement, ...BY_THRESHOLDS });
};

/** The list as it is kept. Without filters of its own text: half of the planning went into those that were not asked for. */
export const lowStockStatement = (companyId: string, filter: LowStockFilter): Statement => ({
  ...(filter.warehouseIds || filter.categoryIds || filter.supplierIds ? BY_LIST_FILTERED : BY_LIST),
  values: valuesOf(companyId, filter),
});

const valuesOf = (companyId: string, filter: LowStockFilter): unknown[] => [
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
];
