import type { LevelKey } from '@stockflow/domain';
import { type CompanyTransaction, type Database, type Statement, uuidArray } from '../connection/index.ts';
import { levelsOf } from '../stock/levels.ts';
import { FIGURES_OF_LEVEL, FRAME, figuresStand } from './low-stock-sql.ts';

/** Levels whose figures are brought up to date in one statement. */
export const FIGURES_MAX = 500;

/**
 * Keeps what ledger and demand say of low levels in the company's own window that ends today, where what is kept is over or
 * of another day; up to 500 levels. What is not kept is computed by whoever asks. Answers how many there were. Levels are
 * not locked: who moves one meanwhile counts its row on, and what was read before is not kept. Rows are locked only when
 * all is computed, in the order of the key, so that who moves stock waits for a write and not for the reading.
 */
export const keepFigures = (database: Database, companyId: string, now: Date): Promise<number> =>
  database.inCompany(companyId, (tx) =>
    tx.execute({
      name: 'figures-keep',
      text: `with ${FRAME},
             over as materialized (
               select g.product_id, g.warehouse_id, g.invalidations
               from frame f
               cross join low_stock_figures g
               where g.company_id = $1 and g.is_listed and (${figuresStand('g')}) is not true
               order by g.product_id, g.warehouse_id
               limit ${FIGURES_MAX}),
             computed as materialized (
               select l.*, s.net_units, s.active_days, s.days_in_stock
               from (
                 select i.product_id, i.warehouse_id, i.on_hand, i.on_hand - i.reserved as available, i.alert_threshold,
                        i.is_low, i.version, o.invalidations
                 from over o
                 join inventory i
                   on i.company_id = $1 and i.product_id = o.product_id and i.warehouse_id = o.warehouse_id) as l
               cross join frame f
               left join lateral (${FIGURES_OF_LEVEL}) as s on l.is_low)
             insert into low_stock_figures as kept (
               company_id, product_id, warehouse_id, level_version, window_days, window_ends_on, time_zone, net_units,
               active_days, days_in_stock, invalidations, available, threshold, is_listed)
             select $1, c.product_id, c.warehouse_id, case when c.is_low then c.version else -1 end, f.days, f.ends_on,
                    f.time_zone, coalesce(c.net_units, 0), coalesce(c.active_days, 0), coalesce(c.days_in_stock, 1),
                    c.invalidations, c.available, coalesce(c.alert_threshold, 0), c.is_low
             from computed c
             cross join frame f
             order by c.product_id, c.warehouse_id
             on conflict (company_id, product_id, warehouse_id) do update
               set level_version = excluded.level_version, window_days = excluded.window_days,
                   window_ends_on = excluded.window_ends_on, time_zone = excluded.time_zone,
                   net_units = excluded.net_units, active_days = excluded.active_days,
                   days_in_stock = excluded.days_in_stock, available = excluded.available,
                   threshold = excluded.threshold, is_listed = excluded.is_listed
               where kept.invalidations = excluded.invalidations`,
      values: [companyId, null, null, now],
    }),
  );

/**
 * Says that what is kept of these levels is not true any more: they moved and were or are low, their threshold changed, or
 * goods came back as scrap or to another warehouse than they were sold from. Makes the row of a level that never was
 * low. Counts, so that who computes figures at the same time does not keep what it read before.
 *
 * Everybody locks these rows in the order of their key and with one statement in a transaction: two would let those
 * who meet here wait for each other.
 */
export const figuresOver = (companyId: string, keys: readonly LevelKey[]): Statement => {
  const levels = levelsOf(keys);
  return {
    name: 'fo',
    text: `insert into low_stock_figures as kept (
             company_id, product_id, warehouse_id, level_version, window_days, window_ends_on, time_zone, net_units,
             active_days, days_in_stock, invalidations)
           select $1, i.product_id, i.warehouse_id, -1, 1, date '0001-01-01', 'UTC', 0, 0, 1, 1
           from unnest($2::uuid[], $3::uuid[]) with ordinality as changed (product_id, warehouse_id, place)
           cross join lateral (
             select product_id, warehouse_id from inventory l
             where l.company_id = $1 and l.product_id = changed.product_id and l.warehouse_id = changed.warehouse_id
             limit 1) as i
           order by changed.place
           on conflict (company_id, product_id, warehouse_id) do update
             set level_version = -1, is_listed = true, invalidations = kept.invalidations + 1`,
    values: [
      companyId,
      uuidArray(levels.map(({ productId }) => productId)),
      uuidArray(levels.map(({ warehouseId }) => warehouseId)),
    ],
  };
};

/** Says so with COMMIT. */
export const forgetFigures = (tx: CompanyTransaction, keys: readonly LevelKey[]): void => {
  if (keys.length > 0) tx.atCommit(figuresOver(tx.companyId, keys));
};
