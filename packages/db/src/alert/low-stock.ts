import type { Database, Statement } from '../connection/index.ts';
import { THRESHOLD_OF_LEVEL } from '../stock/threshold.ts';
import { FIGURES_HOLD, FIGURES_OF_LEVEL, FRAME, primaryOfferOf, THRESHOLD_SOURCE } from './low-stock-sql.ts';

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
  /** Low levels whose figures were not kept. */
  computed: number;
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

/** Low levels as the levels themselves know it: along the partial index of those that are low. */
const KNOWN_LOW = `
  select i.product_id, i.warehouse_id, i.on_hand, i.reserved, i.incoming, i.version, i.alert_threshold as threshold
    from inventory i
   where i.company_id = $1 and i.is_low`;

/** Low levels by what thresholds are made of: for as long as not every level knows of a change. Reads every level. */
const FOUND_LOW = `
  select i.product_id, i.warehouse_id, i.on_hand, i.reserved, i.incoming, i.version, t.threshold
    from inventory i
   cross join lateral (${THRESHOLD_OF_LEVEL}) as t
   where i.company_id = $1 and i.on_hand - i.reserved - t.threshold <= coalesce((select max(units) from due), 0)`;

/**
 * The low-stock list in one statement. Its cost follows the number of levels that are low, neither that of all levels nor
 * their history: what history says of a level is kept in `low_stock_figures`, and computed only where that is not of today
 * or not of the level's last movement.
 *
 * - holds whose time is up are not reserved any more, whether or not their end was written; such a level counts as low in
 *   its row, and is left out here.
 * - order: available / threshold (a threshold of 0 sorts by available), velocity descending, product, warehouse; the same
 *   numeric expressions make the cursor, so pages neither skip nor repeat. With 30 decimals equal fractions are equal and
 *   others are not; left alone, a quotient has as many as its operands suggest. Exact ones are dear: of the first page they
 *   are computed for what can be on it by floating point, a billionth to either side.
 * - totals are taken before the cursor: of the whole result. Names, threshold's source and offers are read for the page.
 * Takes no locks.
 */
const textOf = (low: string) => `
with ${FRAME},
low as materialized (
  select i.product_id, i.warehouse_id, i.on_hand, i.reserved - coalesce(due.units, 0) as reserved,
         i.on_hand - i.reserved + coalesce(due.units, 0) as available, i.incoming, i.version, i.threshold
    from (${low}) as i
    left join due on due.product_id = i.product_id and due.warehouse_id = i.warehouse_id
   where i.on_hand - i.reserved + coalesce(due.units, 0) <= i.threshold
     and ($5::uuid[] is null or i.warehouse_id = any($5))
     and ($6::uuid[] is null or exists (
           select from products p where p.company_id = $1 and p.id = i.product_id and p.category_id = any($6)))
     and ($7::uuid[] is null or exists (
           select from supplier_products sp
            where sp.company_id = $1 and sp.product_id = i.product_id and sp.is_primary and sp.supplier_id = any($7)))
),
matched as materialized (
  select l.*, g.net_units, g.active_days, g.days_in_stock, g.product_id is null as is_computed
    from low l
   cross join frame f
    left join low_stock_figures g
      on g.company_id = $1 and g.product_id = l.product_id and g.warehouse_id = l.warehouse_id and ${FIGURES_HOLD}
),
measured as materialized (
  select l.product_id, l.warehouse_id, l.on_hand, l.reserved, l.available, l.incoming, l.threshold, l.net_units,
         l.active_days, l.days_in_stock, false as is_computed
    from matched l
   where not l.is_computed
  union all
  select l.product_id, l.warehouse_id, l.on_hand, l.reserved, l.available, l.incoming, l.threshold, s.net_units,
         s.active_days, s.days_in_stock, true
    from (select * from matched where is_computed) as l
   cross join frame f
   cross join lateral (${FIGURES_OF_LEVEL}) as s
),
result as materialized (
  select m.*,
         m.available::float8 / greatest(m.threshold, 1) as about_ratio,
         greatest(m.net_units, 0)::float8 / m.days_in_stock as about_velocity,
         m.available = 0
           or (m.net_units > 0 and m.available::bigint * m.days_in_stock / m.net_units <= f.critical_days) as critical
    from measured m
   cross join frame f
   where $8 = 'any' or m.net_units > 0
),
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
    left join edge on true
   where edge.ratio is null
      or c.about_ratio < edge.ratio * (1 - 1e-9)
      or (c.about_ratio <= edge.ratio * (1 + 1e-9) and c.about_velocity >= edge.velocity * (1 - 1e-9))
)
select f.starts_on::text as "windowStartsOn", f.ends_on::text as "windowEndsOn", f.days as "windowDays",
       f.critical_days as "criticalDays", f.review_period_days as "reviewPeriodDays", f.time_zone as "timeZone", f.pending,
       totals.alerts as "totalAlerts", totals.critical as "criticalAlerts",
       (select count(*) filter (where is_computed) from measured)::int as computed,
       p.product_id as "productId", product.name as "productName", product.sku, p.warehouse_id as "warehouseId",
       place.name as "warehouseName", p.on_hand as "onHand", p.reserved, p.available, p.incoming, p.threshold,
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

const BY_LEVELS = { name: 'low-stock', text: textOf(KNOWN_LOW) };
const BY_THRESHOLDS = { name: 'low-stock-found', text: textOf(FOUND_LOW) };

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

/** The list by what levels know of themselves. */
export const lowStockStatement = (companyId: string, filter: LowStockFilter): Statement => ({
  ...BY_LEVELS,
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
