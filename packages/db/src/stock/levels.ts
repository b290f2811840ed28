import { byLevelKey, type LevelKey, type LevelState, levelKeyOf } from '@stockflow/domain';
import { type CompanyTransaction, uuidArray } from '../connection/index.ts';
import { settle } from './settle.ts';
import { beKnownAsWriter, THRESHOLD_OF_LEVEL } from './threshold.ts';

/** What a level is made of, of the row `l`: `toLevel` makes the level of it. */
export const LEVEL_FIGURES = `l.on_hand as "onHand", l.reserved, l.incoming, l.version,
                  l.average_cost as "averageCost", l.last_cost as "lastCost", l.alert_threshold as "alertThreshold",
                  l.alert_clear_above as "alertClearAbove", l.alert_id as "alertId", l.alert_phase as "alertPhase",
                  l.alert_wake_below as "alertWakeBelow"`;

/** A level as the database answers it. */
export interface LevelRow extends Omit<LevelState, 'alert'> {
  readonly alertThreshold: number | null;
  readonly alertClearAbove: number | null;
  readonly alertId: string | null;
  readonly alertPhase: 'raised' | 'dismissed' | null;
  readonly alertWakeBelow: number | null;
}

export const toLevel = (row: LevelRow): LevelState => {
  const {
    alertThreshold: threshold,
    alertClearAbove: clearAbove,
    alertId: id,
    alertPhase: phase,
    alertWakeBelow: wakeBelow,
  } = row;
  return {
    productId: row.productId,
    warehouseId: row.warehouseId,
    onHand: row.onHand,
    reserved: row.reserved,
    incoming: row.incoming,
    version: row.version,
    averageCost: row.averageCost,
    lastCost: row.lastCost,
    alert: threshold === null || clearAbove === null ? null : { threshold, clearAbove, id, phase, wakeBelow },
  };
};

/** Each level once, in the one order in which levels are locked. */
export const levelsOf = (keys: Iterable<LevelKey>): LevelKey[] =>
  [...new Map([...keys].map((key) => [levelKeyOf(key), key])).values()].sort(byLevelKey);

const columnsOf = (keys: readonly LevelKey[]) => [
  uuidArray(keys.map(({ productId }) => productId)),
  uuidArray(keys.map(({ warehouseId }) => warehouseId)),
];

/**
 * Locks levels and answers them as they are under the lock; none at all when one of them is missing.
 *
 * Order: rows are looked up one by one in the order of `keys`, which `levelsOf` made that of the primary key. Every
 * transaction takes them in this order, so none can wait for another in a circle.
 * All or none: a transaction that held some and then inserted the missing ones could wait, for a row that another is
 * inserting, while that one waits for a row held here. The count comes first and takes no lock.
 * The plan: a lateral sub-query with a LIMIT cannot be turned into a join, so it is an index look-up per pair with and
 * without statistics. 2,000 of 40,000 levels: 8 ms, with the count 12; `= any()` on both columns and a hashed filter
 * 8 to 11 and 16 to 19; a join with unnest 7 with statistics, and the trap of TOOLCHAIN.md without.
 * The row lock is held to the end of the transaction; a second writer of a level waits here. NO KEY: what points at a
 * level (a count's line) need not wait, for a level's key never changes.
 */
export const lockLevels = async (
  tx: CompanyTransaction,
  keys: readonly LevelKey[],
): Promise<LevelState[]> => {
  const rows = await tx.query<LevelRow>({
    name: 'stock-lock-levels',
    text: `select l.product_id as "productId", l.warehouse_id as "warehouseId", ${LEVEL_FIGURES}
           from (
             select product_id, warehouse_id
             from unnest($2::uuid[], $3::uuid[]) with ordinality as asked (product_id, warehouse_id, place)
             where cardinality($2::uuid[]) = (
               select count(*)
               from unnest($2::uuid[], $3::uuid[]) as asked (product_id, warehouse_id)
               cross join lateral (
                 select from inventory i
                 where i.company_id = $1 and i.product_id = asked.product_id and i.warehouse_id = asked.warehouse_id
                 limit 1) as found)
             order by place) as asked
           cross join lateral (
             select * from inventory i
             where i.company_id = $1 and i.product_id = asked.product_id and i.warehouse_id = asked.warehouse_id
             limit 1
             for no key update) as l`,
    values: [tx.companyId, ...columnsOf(keys)],
  });
  return rows.map(toLevel);
};

/**
 * Makes the levels that are missing, with nothing on them; those that are there are left alone. Inserted in the order
 * of the primary key: two calls that make the same levels wait on the first, not on each other. The products and
 * warehouses must be the company's: the foreign keys refuse others with an error that is nobody's answer.
 * A new level takes the threshold that counts with it; when thresholds change at the same time, it is found afterwards.
 * With nothing on it it is low where there is a threshold, and on the low-stock list at once.
 */
export const ensureLevels = async (tx: CompanyTransaction, pairs: readonly LevelKey[]): Promise<void> => {
  const keys = levelsOf(pairs);
  if (keys.length === 0) return;
  const inserted = tx.execute({
    name: 'stock-ensure-levels',
    text: `with made as (
             insert into inventory (company_id, product_id, warehouse_id, alert_threshold, alert_clear_above)
             select $1, i.product_id, i.warehouse_id, watched.threshold, watched.clear_above
             from (
               select product_id, warehouse_id, place, null::integer as low_stock_threshold
               from unnest($2::uuid[], $3::uuid[]) with ordinality as asked (product_id, warehouse_id, place)) as i
             left join lateral (${THRESHOLD_OF_LEVEL}) as watched on true
             order by i.place
             on conflict do nothing
             returning product_id, warehouse_id, is_low)
           insert into low_stock_figures (
             company_id, product_id, warehouse_id, level_version, window_days, window_ends_on, time_zone, net_units,
             active_days, days_in_stock)
           select $1, product_id, warehouse_id, -1, 1, date '0001-01-01', 'UTC', 0, 0, 1 from made where is_low`,
    values: [tx.companyId, ...columnsOf(keys)],
  });
  await settle([beKnownAsWriter(tx), inserted]);
};
