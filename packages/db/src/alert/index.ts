export {
  type AlertChangeRow,
  alertChangeCursor,
  alertExists,
  alertHistoryStatement,
  wireAlertChange,
} from './alert-history.ts';
export { type AlertRow, wireAlertLife } from './alert-row.ts';
export { compareDemand, type DemandCompared, type DemandDrift, recountDemand } from './books.ts';
export { type AlertsAsked, changeAlerts, isActiveUser } from './change-alert.ts';
export {
  type AlertDrift,
  type AlertProblem,
  compareLevelsStatement,
  type LevelsCompared,
} from './compare-levels.ts';
export { type ExplainedLevelRow, explainLevelStatement } from './explain-level.ts';
export { figureKeeperOf } from './figure-keeper.ts';
export { forgetFigures, keepFigures } from './figures.ts';
export {
  ALERT_CURSORS,
  type AlertCursor,
  alertCursorOf,
  type InboxAlertRow,
  type InboxFrame,
  inboxOf,
  listAlertsStatement,
} from './list-alerts.ts';
export {
  listThresholdsStatement,
  type ThresholdListFilter,
  type ThresholdListRow,
  thresholdCursorOf,
  wireLevelThreshold,
} from './list-thresholds.ts';
export {
  type LowStockFilter,
  type LowStockKey,
  type LowStockLevelRow,
  type LowStockRow,
  readLowStock,
} from './low-stock.ts';
export { hasMarkedThresholds, markThresholds, type ThresholdScope } from './mark-thresholds.ts';
export {
  type MatchedLevel,
  type MatchedProduct,
  matchLevelsStatement,
  matchProductsStatement,
  type ThresholdFilter,
} from './match-thresholds.ts';
export { reconcileNightly } from './nightly.ts';
export { type AlertsCompared, compareAlerts, repairAlerts } from './reconcile.ts';
export { Rewatcher, rewatcherOf } from './rewatcher.ts';
export {
  lockThresholdRows,
  setCategoryThresholds,
  setLevelThresholds,
  setProductThresholds,
} from './write-thresholds.ts';
export { ALERTS_CHANNEL, alertEvents, notifyOfAlerts, type TurnedAlert, turnParts } from './write-turns.ts';
