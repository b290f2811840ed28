import type { LevelAlert, LevelKey, LevelState, StockDecision } from './types.ts';

/** What became of a level's alert by a movement, or by another threshold. */
export interface AlertTurn extends LevelKey {
  readonly kind: 'opened' | 'woken' | 'resolved';
  readonly alertId: string;
  /** True when the alert is made now, for the level's first time. */
  readonly isNew: boolean;
  /** Base units available at that moment. */
  readonly available: number;
  /** The threshold that counted; null where no alert may be any more. */
  readonly threshold: number | null;
  /** Why it ended: it recovered, or nobody watches the level any more (something was deactivated). */
  readonly resolution?: 'recovered' | 'unwatched' | undefined;
}

/** A decision with what it did to alerts; its levels know it. */
export type WatchedDecision = StockDecision & { readonly turns: readonly AlertTurn[] };

/**
 * What a level's alert does now that the level is as it is. It opens when available is at or under the threshold, and ends
 * by itself only over `clearAbove` (hysteresis: a level that hovers about its threshold does not ring each time). One
 * that a person resolved stays quiet until the level has recovered. One that sleeps until it gets worse wakes when
 * less is available than when it was snoozed.
 * @example turnOf({ …level, onHand: 5, reserved: 0, alert: { threshold: 5, clearAbove: 5, phase: null, … } }, uuidv7)
 *   // { kind: 'opened', … }
 */
export const turnOf = (
  level: LevelState,
  newId: () => string,
): { readonly alert: LevelAlert; readonly turn: AlertTurn | null } | null => {
  const { alert, productId, warehouseId } = level;
  if (!alert) return null;
  const available = level.onHand - level.reserved;
  const { threshold } = alert;
  const at = { productId, warehouseId, available, threshold };
  if (!alert.phase) {
    if (available > threshold) return null;
    const alertId = alert.id ?? newId();
    const turn: AlertTurn = { ...at, kind: 'opened', alertId, isNew: alert.id === null };
    return { alert: { ...alert, id: alertId, phase: 'raised', wakeBelow: null }, turn };
  }
  const known = { ...at, alertId: alert.id ?? '', isNew: false };
  if (available > alert.clearAbove) {
    const turn: AlertTurn | null =
      alert.phase === 'raised' ? { ...known, kind: 'resolved', resolution: 'recovered' } : null;
    return { alert: { ...alert, phase: null, wakeBelow: null }, turn };
  }
  if (alert.wakeBelow !== null && available < alert.wakeBelow) {
    return { alert: { ...alert, wakeBelow: null }, turn: { ...known, kind: 'woken' } };
  }
  return null;
};

/** A decision with what it does to the alerts of the levels that it moved. A level on which nothing ever moved has none. */
export const watchDecision = (decision: StockDecision, newId: () => string): WatchedDecision => {
  if (!decision.accepted) return { ...decision, turns: [] };
  const turns: AlertTurn[] = [];
  let levels: LevelState[] | null = null;
  decision.levels.forEach((level, index) => {
    const turned = level.alert && level.version > 0 ? turnOf(level, newId) : null;
    if (!turned) return;
    levels ??= [...decision.levels];
    levels[index] = { ...level, alert: turned.alert };
    if (turned.turn) turns.push(turned.turn);
  });
  return { ...decision, levels: levels ?? decision.levels, turns };
};
