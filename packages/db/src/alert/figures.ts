import type { LevelKey } from '@stockflow/domain';
import { type CompanyTransaction, type Database, uuidArray } from '../connection/index.ts';
import { levelsOf } from '../stock/levels.ts';
import { FIGURES_HOLD, FIGURES_OF_LEVEL, FRAME } from './low-stock-sql.ts';

/** Levels whose figures are brought up to date in one statement. */
export const FIGURES_MAX = 2_000;

/**
 * Keeps what ledger and demand say of low levels in the company's own window that ends today, where what is kept is of
 * another day or of before the level's last movement; up to 2,000 levels. Nothing depends on it: what is not kept is computed by
 * whoever asks. Answers how many there were. Levels are not locked: a figure says of which version of the level it is.
 */
export const keepFigures = (database: Database, companyId: string, now: Date): Promise<number> =>
  database.inCompany(companyId, (tx) =>
    tx.execute({
      name: 'figures-keep',
      text: `with ${FRAME}
             insert into low_stock_figures as kept (
               company_id, product_id, warehouse_id, level_version, window_days, window_ends_on, time_zone, net_units,
               active_days, days_in_stock, invalidations)
             select $1, l.product_id, l.warehouse_id, l.version, f.days, f.ends_on, f.time_zone, s.net_units,
                    s.active_days, s.days_in_stock, l.invalidations
             from frame f
             cross join lateral (
               select i.product_id, i.warehouse_id, i.on_hand, i.version, coalesce(g.invalidations, 0) as invalidations
               from (
                 select product_id, warehouse_id, on_hand, version from inventory
                 where company_id = $1 and is_low) as i
               left join low_stock_figures g
                 on g.company_id = $1 and g.product_id = i.product_id and g.warehouse_id = i.warehouse_id
               cross join lateral (select i.version) as l
               where (${FIGURES_HOLD}) is not true
               order by i.product_id, i.warehouse_id
               limit ${FIGURES_MAX}) as l
             cross join lateral (${FIGURES_OF_LEVEL}) as s
             on conflict (company_id, product_id, warehouse_id) do update
               set level_version = excluded.level_version, window_days = excluded.window_days,
                   window_ends_on = excluded.window_ends_on, time_zone = excluded.time_zone,
                   net_units = excluded.net_units, active_days = excluded.active_days,
                   days_in_stock = excluded.days_in_stock
               where kept.invalidations = excluded.invalidations`,
      values: [companyId, null, null, now],
    }),
  );

/**
 * Says that what is kept of these levels is not true any more although no movement tells it: goods that came back as scrap,
 * or to another warehouse than they were sold from. Counts, so that who computes figures at the same time does not keep
 * what it read before. Sent with COMMIT, in the order of the key.
 */
export const forgetFigures = (tx: CompanyTransaction, keys: readonly LevelKey[]): void => {
  const levels = levelsOf(keys);
  if (levels.length === 0) return;
  tx.atCommit({
    name: 'figures-forget',
    text: `insert into low_stock_figures as kept (
             company_id, product_id, warehouse_id, level_version, window_days, window_ends_on, time_zone, net_units,
             active_days, days_in_stock, invalidations)
           select $1, i.product_id, i.warehouse_id, -1, 1, date '0001-01-01', 'UTC', 0, 0, 1, 1
           from unnest($2::uuid[], $3::uuid[]) with ordinality as changed (product_id, warehouse_id, place)
           join inventory i
             on i.company_id = $1 and i.product_id = changed.product_id and i.warehouse_id = changed.warehouse_id
           order by changed.place
           on conflict (company_id, product_id, warehouse_id) do update
             set level_version = -1, invalidations = kept.invalidations + 1`,
    values: [
      tx.companyId,
      uuidArray(levels.map(({ productId }) => productId)),
      uuidArray(levels.map(({ warehouseId }) => warehouseId)),
    ],
  });
};
