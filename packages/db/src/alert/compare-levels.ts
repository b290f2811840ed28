import type { Statement } from '../connection/index.ts';
import { THRESHOLD_OF_LEVEL } from '../stock/threshold.ts';
import { FIGURES_OF_LEVEL, FRAME, figuresStand } from './low-stock-sql.ts';

/** What a level may say of its alert that is not so. */
export type AlertProblem =
  /** The threshold that it knows is not the one that counts. */
  | 'threshold_differs'
  /** It is low, and no alert was opened. */
  | 'alert_missing'
  /** Its alert goes on although it has recovered, or nothing may be low there. */
  | 'alert_left_over'
  /** The alert's state is not what the level says of it. */
  | 'alert_state_differs'
  /** What the list keeps of it is not what level, ledger and demand say. */
  | 'figures_differ'
  /** It is low, and the list does not have it. */
  | 'not_listed';

export interface AlertDrift {
  readonly productId: string;
  readonly warehouseId: string;
  readonly problem: AlertProblem;
}

/** How many levels were looked at, how many problems there are, and the first of them. */
export interface LevelsCompared {
  readonly levels: number;
  readonly drifting: number;
  readonly drifts: readonly AlertDrift[];
}

/**
 * Compares what levels know of their alerts with what thresholds, alerts, ledger and demand say: one statement, one moment.
 * Levels whose threshold has just changed and that are still to be brought up to date (`threshold_changes`) are not looked
 * at for that. Reads every level; takes no locks.
 */
export const compareLevelsStatement = (companyId: string, now: Date, driftsMax: number): Statement => ({
  name: 'alerts-compare',
  text: `with ${FRAME},
level as materialized (
  select i.product_id, i.warehouse_id, i.on_hand, i.version, i.is_low, i.alert_threshold, i.alert_clear_above,
         i.alert_phase, i.on_hand - i.reserved as available, t.threshold, t.clear_above, a.state
    from inventory i
    left join lateral (${THRESHOLD_OF_LEVEL}) as t on true
    left join alerts a on a.company_id = $1 and a.id = i.alert_id
   where i.company_id = $1
),
found as materialized (
  select l.product_id, l.warehouse_id, 'threshold_differs' as problem
    from level l cross join frame f
   where not f.pending
     and (l.alert_threshold, l.alert_clear_above) is distinct from (l.threshold, l.clear_above)
  union all
  select product_id, warehouse_id, 'alert_missing' from level
   where version > 0 and is_low and alert_phase is null
  union all
  select l.product_id, l.warehouse_id, 'alert_left_over' from level l cross join frame f
   where l.alert_phase is not null and not f.pending
     and (l.alert_threshold is null or l.available > l.alert_clear_above)
  union all
  select product_id, warehouse_id, 'alert_state_differs' from level
   where coalesce(alert_phase, 'none') <> case when state in ('open', 'acknowledged', 'snoozed') then 'raised'
           when alert_phase = 'dismissed' then 'dismissed' else 'none' end
  union all
  select l.product_id, l.warehouse_id, 'figures_differ'
    from level l
   cross join frame f
    join low_stock_figures g
      on g.company_id = $1 and g.product_id = l.product_id and g.warehouse_id = l.warehouse_id and g.is_listed
     and ${figuresStand('g')}
   cross join lateral (${FIGURES_OF_LEVEL}) as s
   where (g.level_version, g.available, g.threshold, g.net_units, g.active_days, g.days_in_stock)
         is distinct from (l.version, l.available, l.alert_threshold, s.net_units, s.active_days, s.days_in_stock)
  union all
  select l.product_id, l.warehouse_id, 'not_listed'
    from level l
    left join low_stock_figures g
      on g.company_id = $1 and g.product_id = l.product_id and g.warehouse_id = l.warehouse_id and g.is_listed
   where l.is_low and g.product_id is null
)
select (select count(*) from level)::integer as levels, (select count(*) from found)::integer as drifting,
       coalesce((
         select json_agg(json_build_object('productId', product_id, 'warehouseId', warehouse_id, 'problem', problem))
           from (select * from found order by product_id, warehouse_id, problem limit $5) as first), '[]') as drifts`,
  values: [companyId, null, null, now, driftsMax],
});
