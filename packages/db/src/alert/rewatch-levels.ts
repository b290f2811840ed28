import {
  byLevelKey,
  type LevelKey,
  levelKeyOf,
  type RememberedLevel,
  type Rewatched,
  rewatchOf,
} from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import { type CompanyTransaction, type Database, type Statement, uuidArray } from '../connection/index.ts';
import { recordEvents } from '../event/index.ts';
import { lockPlain, type PlaceRow } from '../stock/engine/lock-places.ts';
import { oneStatement } from '../stock/one-statement.ts';
import { settle } from '../stock/settle.ts';
import { THRESHOLD_OF_LEVEL } from '../stock/threshold.ts';
import { forgetFigures } from './figures.ts';
import { alertEvents, notifyOfAlerts, type Turning, turnParts } from './write-turns.ts';

/** Levels that are written in one transaction. */
export const REWATCH_LEVELS_MAX = 500;

/** What a level under lock is to remember from now on. */
export type RewatchedLevel = LevelKey & Rewatched;

/**
 * Brings levels up to date with the thresholds that count, in one short transaction: locked in the order of their key,
 * thresholds computed anew under the lock (a statement of its own sees what was committed until then), levels, alerts
 * and events written with COMMIT. The locks are held for one round trip. Answers how many levels were written.
 */
export const rewatchLevels = (
  database: Database,
  companyId: string,
  keys: readonly LevelKey[],
): Promise<number> =>
  database.inCompany(
    companyId,
    async (tx) => {
      const [levels, watches] = await settle<[PlaceRow[], WatchRow[]]>([
        lockPlain(tx, keys),
        tx.query<WatchRow>(thresholdsNow(companyId, keys)),
      ]);
      const watchOf = new Map(watches.map((row) => [levelKeyOf(row), row]));
      const listed: LevelKey[] = [];
      const written = levels.flatMap((row) => {
        const level = rememberedOf(row);
        const watch = watchOf.get(levelKeyOf(level));
        if (!watch) return [];
        const { threshold, clearAbove } = watch;
        const after = rewatchOf(
          level,
          threshold === null || clearAbove === null ? null : { threshold, clearAbove },
          uuidv7,
        );
        if (!after) return [];
        if (isLow(level, level.alert.threshold) || isLow(level, threshold)) listed.push(level);
        return [{ productId: level.productId, warehouseId: level.warehouseId, ...after }];
      });
      writeRewatched(tx, written, { actor: SYSTEM, requestId: 'thresholds', now: new Date() });
      forgetFigures(tx, listed);
      return written.length;
    },
    { genericPlans: true },
  );

const isLow = ({ onHand, reserved }: RememberedLevel, threshold: number | null): boolean =>
  threshold !== null && onHand - reserved <= threshold;

/** Nobody in person: what follows from a change of thresholds, or from time. */
export const SYSTEM = { type: 'system', id: null } as const;

/** Writes what levels remember, what became of their alerts, history and events, with COMMIT. The levels are locked. */
export const writeRewatched = (
  tx: CompanyTransaction,
  levels: readonly RewatchedLevel[],
  turning: Turning,
): void => {
  if (levels.length === 0) return;
  const turns = levels.flatMap(({ turn }) => (turn ? [turn] : []));
  const parts = [
    rememberPart(tx.companyId, levels),
    ...turnParts(
      tx.companyId,
      turns.map((turn) => ({ ...turn, ...turning })),
    ),
  ];
  tx.atCommit(oneStatement(tx.companyId, parts));
  recordEvents(tx, alertEvents(turns, turning), turning.now);
  if (turns.length > 0) notifyOfAlerts(tx);
};

/** What a level under lock remembers, also where nobody watches it. */
export const rememberedOf = (row: PlaceRow): RememberedLevel => {
  const { productId, warehouseId, onHand, reserved, version } = row;
  if (warehouseId === null || onHand === null || reserved === null || version === null) {
    throw new Error('a level that was locked has no figures');
  }
  return {
    productId,
    warehouseId,
    onHand,
    reserved,
    version,
    alert: {
      threshold: row.alertThreshold,
      clearAbove: row.alertClearAbove,
      id: row.alertId,
      phase: row.alertPhase,
      wakeBelow: row.alertWakeBelow,
    },
  };
};

type WatchRow = LevelKey & { readonly threshold: number | null; readonly clearAbove: number | null };

/** The threshold that counts at each level, by look-ups one by one. */
export const thresholdsNow = (companyId: string, keys: readonly LevelKey[]): Statement => ({
  name: 'levels-thresholds-now',
  text: `select i.product_id as "productId", i.warehouse_id as "warehouseId", watched.threshold,
                watched.clear_above as "clearAbove"
         from (
           select l.* from unnest($2::uuid[], $3::uuid[]) as asked (product_id, warehouse_id)
           cross join lateral (
             select product_id, warehouse_id, low_stock_threshold from inventory l
             where l.company_id = $1 and l.product_id = asked.product_id and l.warehouse_id = asked.warehouse_id
             limit 1) as l) as i
         left join lateral (${THRESHOLD_OF_LEVEL} limit 1) as watched on true`,
  values: [
    companyId,
    uuidArray(keys.map(({ productId }) => productId)),
    uuidArray(keys.map(({ warehouseId }) => warehouseId)),
  ],
});

/**
 * Writes what levels under lock remember of their alerts. INSERT … ON CONFLICT although they are there, as where levels move:
 * found by the primary key whatever the statistics.
 */
export const rememberPart = (
  companyId: string,
  levels: readonly Omit<RewatchedLevel, 'turn'>[],
): Statement => ({
  name: 'watched',
  text: `insert into inventory as level (
             company_id, product_id, warehouse_id, alert_threshold, alert_clear_above, alert_id, alert_phase, alert_wake_below)
           select $1, product, warehouse, threshold, clear, alert, phase, wake
           from json_to_recordset($2::json) as after (
             product uuid, warehouse uuid, threshold integer, clear integer, alert uuid, phase text, wake integer)
           on conflict (company_id, product_id, warehouse_id) do update
             set alert_threshold = excluded.alert_threshold, alert_clear_above = excluded.alert_clear_above,
                 alert_id = excluded.alert_id, alert_phase = excluded.alert_phase,
                 alert_wake_below = excluded.alert_wake_below`,
  values: [companyId, JSON.stringify([...levels].sort(byLevelKey).map(levelRow))],
});

const levelRow = ({ productId, warehouseId, alert }: Omit<RewatchedLevel, 'turn'>) => ({
  product: productId,
  warehouse: warehouseId,
  threshold: alert.threshold ?? undefined,
  clear: alert.clearAbove ?? undefined,
  alert: alert.id ?? undefined,
  phase: alert.phase ?? undefined,
  wake: alert.wakeBelow ?? undefined,
});
