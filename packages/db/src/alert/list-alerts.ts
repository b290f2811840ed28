import { wokenAlert } from '@stockflow/domain';
import { ALERT_STATES, type AlertState, daySchema, idSchema, instantInput } from '@stockflow/schemas';
import { z } from 'zod';
import { containing } from '../catalogue/like.ts';
import type { Statement } from '../connection/index.ts';
import { ALERT, type AlertRow, isDueAt } from './alert-row.ts';
import type { LowStockKey, LowStockLevelRow } from './low-stock.ts';
import { FIGURES_HOLD, FIGURES_OF_LEVEL, FRAME, primaryOfferOf, THRESHOLD_SOURCE } from './low-stock-sql.ts';

/** The last alert of a page. */
const newestCursor = z.strictObject({ state: z.enum(ALERT_STATES), openedAt: instantInput, id: idSchema });
/** The last alert of a page by urgency; of the window that ended on that day. */
const urgentCursor = z.strictObject({
  isOver: z.boolean(),
  days: z.string().regex(/^\d{1,19}$/),
  slowness: z.string().regex(/^-?\d{1,24}\.\d{12}$/),
  id: idSchema,
  windowEndsOn: daySchema,
});
export const ALERT_CURSORS = { newest: newestCursor, urgent: urgentCursor };
type NewestCursor = z.output<typeof newestCursor>;
type UrgentCursor = z.output<typeof urgentCursor>;
export type AlertCursor = NewestCursor | UrgentCursor;

/** What is asked of the inbox. */
export interface AlertFilter {
  readonly alertId?: string | undefined;
  readonly states: readonly AlertState[];
  readonly severity?: 'critical' | 'low' | undefined;
  readonly warehouseIds?: string[] | undefined;
  readonly categoryIds?: string[] | undefined;
  readonly supplierIds?: string[] | undefined;
  readonly assigneeId?: string | undefined;
  readonly assigned?: 'me' | 'somebody' | 'nobody' | undefined;
  /** Whom `me` means. */
  readonly me: string;
  readonly demand: 'recent' | 'any';
  readonly recentSalesDays?: number | undefined;
  /** Default `newest`. */
  readonly sort?: 'newest' | 'urgent' | undefined;
  readonly search?: string | undefined;
  readonly productId?: string | undefined;
  readonly now: Date;
  readonly limit: number;
  readonly after?: AlertCursor | undefined;
}

/** How many of the alerts that fit are in each state and of each severity. */
export interface AlertCounts {
  readonly total: number;
  readonly byState: Readonly<Record<AlertState, number>>;
  readonly bySeverity: { readonly critical: number; readonly low: number };
}

/** What stands on every row: the window, the settings and the counts. */
export interface InboxFrame {
  readonly windowEndsOn: string;
  readonly windowDays: number;
  readonly criticalDays: number;
  readonly reviewPeriodDays: number;
  readonly counts: AlertCounts;
  /** Low levels whose figures were not kept. */
  readonly computed: number;
}

/** An alert with how its level stands. */
export interface InboxAlertRow extends AlertRow, Omit<LowStockLevelRow, keyof LowStockKey> {
  /** Its place by urgency, as the database computed it. */
  readonly urgency: Omit<UrgentCursor, 'id' | 'windowEndsOn'>;
  readonly isLow: boolean;
  readonly assigneeName: string | null;
}

type Answered = InboxFrame & { readonly isDue: boolean } & (InboxAlertRow | { readonly id: null });

/** No velocity: after everything that runs out some day. */
const NEVER = '9223372036854775807';

/** The order of states: what asks for something comes first. */
const rankOf = (state: string): string => `array_position(array['${ALERT_STATES.join("', '")}'], ${state})`;

/**
 * One page of the inbox, and one row more; the frame is on every row, and an empty page is one row that has only the frame.
 *
 * - by state, then the newest opening, then the id; or by urgency: days left, what is over last, then velocity (of what is
 *   over the newest opening), then the id. A snooze whose time is up by the database's clock counts as over.
 * - severity and counts need the demand of every alert that is not resolved: kept in `low_stock_figures` as for what is low,
 *   and computed where it is not. Resolved ones have no severity, so only the page's are looked at, and of others no
 *   more than whether they sold.
 * - names, threshold's source and offers are read for the page.
 * Takes no locks. Not prepared: each filter has a text, and so a plan, of its own.
 */
export const listAlertsStatement = (companyId: string, filter: AlertFilter): Statement => {
  const windowEndsOn = filter.after && 'windowEndsOn' in filter.after ? filter.after.windowEndsOn : null;
  const values: unknown[] = [companyId, filter.recentSalesDays ?? null, windowEndsOn, filter.now];
  const order = ORDERS[filter.sort ?? 'newest'];
  const place = (value: unknown) => `$${values.push(value)}`;
  const where = ['a.company_id = $1', ...conditions(filter, place)].join('\n     and ');
  const states = `${place([...filter.states])}::text[]`;
  const severity = `${place(filter.severity ?? null)}::text`;
  const demand = `${place(filter.demand)}::text`;
  const isShown = `w.state = any(${states})`;
  const fits = `(${severity} is null or w.severity = ${severity})`;
  return {
    text: `with ${FRAME},
found as materialized (
  select a.id, a.product_id, a.warehouse_id, a.opened_at, time.is_due, time.state, i.on_hand,
         i.reserved - coalesce(due.units, 0) as reserved, i.on_hand - i.reserved + coalesce(due.units, 0) as available,
         i.incoming, i.version, i.is_low,
         time.state <> 'resolved' and (time.state = any(${states}) or ${severity} is not null) as is_measured
    from alerts a
   cross join lateral (
     select ${isDueAt('now()')} as is_due, case when ${isDueAt('now()')} then 'open' else a.state end as state) as time
    join inventory i on i.company_id = $1 and i.product_id = a.product_id and i.warehouse_id = a.warehouse_id
    left join due on due.product_id = a.product_id and due.warehouse_id = a.warehouse_id
   where ${where}
),
measured as materialized (
  select l.*, coalesce(g.net_units, s.net_units, d.net_units) as net_units,
         coalesce(g.active_days, s.active_days) as active_days,
         coalesce(g.days_in_stock, s.days_in_stock) as days_in_stock, f.critical_days,
         l.is_measured and l.is_low and g.product_id is null as is_computed
    from found l
   cross join frame f
    left join low_stock_figures g
      on g.company_id = $1 and g.product_id = l.product_id and g.warehouse_id = l.warehouse_id and ${FIGURES_HOLD}
    left join lateral (
      select * from (${FIGURES_OF_LEVEL}) as figures where g.product_id is null and l.is_measured) s on true
    left join lateral (
      select sum(dd.units_sold::bigint - dd.units_returned)::bigint as net_units
        from demand_daily dd
       where g.product_id is null and not l.is_measured and ${demand} = 'recent' and dd.company_id = $1
         and dd.product_id = l.product_id and dd.warehouse_id = l.warehouse_id
         and dd.day between f.starts_on and f.ends_on) d on true
),
wanted as materialized (
  select m.*, ${rankOf('m.state')} as rank, m.state = 'resolved' as is_over, u.days_left,
         case when m.is_measured then -(greatest(m.net_units, 0)::numeric / m.days_in_stock)
              else -extract(epoch from m.opened_at) end::numeric(40, 12) as slowness,
         case when not m.is_measured then null when u.days_left <= m.critical_days then 'critical' else 'low' end as severity
    from measured m
   cross join lateral (
     select case when not m.is_measured then ${NEVER}
                 when m.available = 0 then 0
                 when m.net_units > 0 then m.available::bigint * m.days_in_stock / m.net_units
                 else ${NEVER} end as days_left) as u
   where ${demand} = 'any' or m.net_units > 0
)
select f.ends_on::text as "windowEndsOn", f.days as "windowDays", f.critical_days as "criticalDays",
       f.review_period_days as "reviewPeriodDays", counts.counts,
       (select count(*) filter (where is_computed) from measured)::int as computed, l.is_due as "isDue",
       json_build_object('isOver', l.is_over, 'days', l.days_left::text, 'slowness', l.slowness::text) as urgency,
       ${ALERT}, product.name as "productName", product.sku, place.name as "warehouseName", l.on_hand as "onHand",
       l.reserved, l.available, l.incoming, t.threshold, ${THRESHOLD_SOURCE} as "thresholdSource",
       l.available <= t.threshold and product.active and product.lifecycle = 'active' and not product.is_bundle
         and place.active as "isLow",
       coalesce(l.net_units, s.net_units)::float8 as "netUnits", coalesce(l.active_days, s.active_days) as "activeSalesDays",
       coalesce(l.days_in_stock, s.days_in_stock) as "daysInStock", offer.supplier,
       concat_ws(' ', person.first_name, person.last_name) as "assigneeName"
  from frame f
 cross join (
    select json_build_object(
             'total', count(*) filter (where ${isShown} and ${fits}),
             'byState', json_build_object(${ALERT_STATES.map((state) => `'${state}', count(*) filter (where w.state = '${state}' and ${fits})`).join(', ')}),
             'bySeverity', json_build_object('critical', count(*) filter (where ${isShown} and w.severity = 'critical'),
                                             'low', count(*) filter (where ${isShown} and w.severity = 'low'))) as counts
      from wanted w) as counts
  left join lateral (
    select * from wanted w
     where ${[isShown, fits, ...beyond(filter, place)].join(' and ')}
     order by ${order('w')}
     limit ${place(filter.limit + 1)}) l on true
  left join alerts a on a.company_id = $1 and a.id = l.id
  left join inventory level
    on level.company_id = $1 and level.product_id = l.product_id and level.warehouse_id = l.warehouse_id
  left join products product on product.company_id = $1 and product.id = l.product_id
  left join warehouses place on place.company_id = $1 and place.id = l.warehouse_id
  left join product_categories cat on cat.company_id = $1 and cat.id = product.category_id
  left join users person on person.company_id = $1 and person.id = a.assignee_id
 cross join lateral (
    select coalesce(level.low_stock_threshold, product.low_stock_threshold, cat.low_stock_threshold,
                    f.default_low_stock_threshold) as threshold) as t
  left join lateral (
    select * from (${FIGURES_OF_LEVEL}) as figures where l.days_in_stock is null and l.id is not null) s on true
  left join lateral (${primaryOfferOf('l.product_id')}) offer on true
 order by ${order('l')}`,
    values,
  };
};

type Place = (value: unknown) => string;

const ORDERS = {
  newest: (row: string) => `${row}.rank, ${row}.opened_at desc, ${row}.id desc`,
  urgent: (row: string) => `${row}.is_over, ${row}.days_left, ${row}.slowness, ${row}.id`,
} as const;

const beyond = ({ after }: AlertFilter, place: Place): string[] => {
  if (!after) return [];
  if ('slowness' in after) {
    const { isOver, days, slowness, id } = after;
    const key = `(${place(isOver)}::boolean, ${place(days)}::bigint, ${place(slowness)}::numeric, ${place(id)}::uuid)`;
    return [`(w.is_over, w.days_left, w.slowness, w.id) > ${key}`];
  }
  const rank = rankOf(`${place(after.state)}::text`);
  return [
    `(w.rank > ${rank} or (w.rank = ${rank} and (w.opened_at, w.id) < (${place(after.openedAt)}::timestamptz, ${place(after.id)}::uuid)))`,
  ];
};

const conditions = (filter: AlertFilter, place: Place): string[] => {
  const { alertId, warehouseIds, categoryIds, supplierIds, assigneeId, assigned, search, productId } = filter;
  const found: string[] = [];
  const ofProduct = (condition: string) =>
    found.push(
      `exists (select from products p where p.company_id = $1 and p.id = a.product_id and ${condition})`,
    );
  if (alertId !== undefined) found.push(`a.id = ${place(alertId)}`);
  if (productId !== undefined) found.push(`a.product_id = ${place(productId)}`);
  if (warehouseIds) found.push(`a.warehouse_id = any(${place(warehouseIds)}::uuid[])`);
  if (categoryIds) ofProduct(`p.category_id = any(${place(categoryIds)}::uuid[])`);
  if (supplierIds) {
    found.push(`exists (
           select from supplier_products sp
            where sp.company_id = $1 and sp.product_id = a.product_id and sp.is_primary
              and sp.supplier_id = any(${place(supplierIds)}::uuid[]))`);
  }
  if (assigneeId !== undefined) found.push(`a.assignee_id = ${place(assigneeId)}`);
  if (assigned === 'me') found.push(`a.assignee_id = ${place(filter.me)}`);
  if (assigned === 'somebody') found.push('a.assignee_id is not null');
  if (assigned === 'nobody') found.push('a.assignee_id is null');
  if (search !== undefined) {
    const part = place(containing(search));
    ofProduct(
      `(p.name ilike ${part} or p.sku_key like lower(${part}) or lower(p.barcode) = lower(${place(search)}))`,
    );
  }
  return found;
};

/** The page's frame and its alerts, those whose snooze is over as they will be written. */
export const inboxOf = (
  answered: readonly Record<string, unknown>[],
): { frame: InboxFrame; rows: InboxAlertRow[] } => {
  const rows = answered as unknown as Answered[];
  const [frame] = rows;
  if (!frame) throw new Error('the inbox always answers a frame');
  return {
    frame,
    rows: rows.flatMap((row) => {
      if (row.id === null) return [];
      return [row.isDue ? wokenAlert(row) : row];
    }),
  };
};

/** The cursor's key of an alert, in the order asked for. */
export const alertCursorOf =
  (sort: AlertFilter['sort'], { windowEndsOn }: InboxFrame) =>
  ({ state, openedAt, id, urgency }: InboxAlertRow): AlertCursor =>
    sort === 'urgent' ? { ...urgency, id, windowEndsOn } : { state, openedAt: openedAt.toISOString(), id };
