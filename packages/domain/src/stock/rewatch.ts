import type { LevelAlert, LevelKey } from './types.ts';
import { type AlertTurn, turnOf } from './watch.ts';

/** A level as it stands, with what it remembers of its alert, also where nobody watches it. Quantities in base units. */
export interface RememberedLevel extends LevelKey {
  readonly onHand: number;
  readonly reserved: number;
  /** Movements so far: a level on which nothing ever moved has no alert. */
  readonly version: number;
  readonly alert: {
    /** Null where nothing may be low. */
    readonly threshold: number | null;
    readonly clearAbove: number | null;
  } & Pick<LevelAlert, 'id' | 'phase' | 'wakeBelow'>;
}

/** The threshold that counts now; null where nothing may be low: a bundle, something inactive. */
export type Watch = Pick<LevelAlert, 'threshold' | 'clearAbove'> | null;

/** What a level remembers from now on, and what became of its alert. */
export interface Rewatched {
  readonly alert: RememberedLevel['alert'];
  readonly turn: AlertTurn | null;
}

/**
 * What becomes of a level when its threshold is another, though nothing moved; null when it stays as it is. Under the new
 * threshold the rule of `turnOf` holds: the alert opens, wakes, or has recovered. A level that is not watched any more
 * ends its alert as `unwatched`; one that a person had resolved ends without a word.
 * @example rewatchOf({ …level, onHand: 15, alert: { threshold: 10, … } }, { threshold: 20, clearAbove: 20 }, uuidv7)
 *   // { alert: { threshold: 20, phase: 'raised', … }, turn: { kind: 'opened', … } }
 */
export const rewatchOf = (level: RememberedLevel, watch: Watch, newId: () => string): Rewatched | null => {
  const { alert } = level;
  if (!watch) return unwatched(level);
  const watching: LevelAlert = { ...alert, ...watch };
  const turned = level.version > 0 ? turnOf(plain(level, watching), newId) : null;
  if (turned) return turned;
  const isSame = alert.threshold === watch.threshold && alert.clearAbove === watch.clearAbove;
  return isSame ? null : { alert: watching, turn: null };
};

const unwatched = (level: RememberedLevel): Rewatched | null => {
  const { alert, productId, warehouseId } = level;
  if (alert.threshold === null && alert.phase === null) return null;
  const turn: AlertTurn | null =
    alert.phase === 'raised' && alert.id !== null
      ? {
          productId,
          warehouseId,
          kind: 'resolved',
          resolution: 'unwatched',
          alertId: alert.id,
          isNew: false,
          available: level.onHand - level.reserved,
          threshold: null,
        }
      : null;
  return {
    alert: { threshold: null, clearAbove: null, id: alert.id, phase: null, wakeBelow: null },
    turn,
  };
};

// Costs and what is on its way say nothing of an alert.
const plain = (
  { productId, warehouseId, onHand, reserved, version }: RememberedLevel,
  alert: LevelAlert,
) => ({
  productId,
  warehouseId,
  onHand,
  reserved,
  version,
  incoming: 0,
  averageCost: null,
  lastCost: null,
  alert,
});
