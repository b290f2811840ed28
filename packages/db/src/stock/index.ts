export {
  type AvailabilityFilter,
  type AvailabilityRow,
  availabilityOf,
  availabilityStatement,
} from './availability.ts';
export * from './engine/index.ts';
export { HoldsDueError, type PostOutcome, postStock, requireAccepted, type StockPosting } from './ledger.ts';
export { ensureLevels } from './levels.ts';
export {
  type LevelCursor,
  type LevelFilter,
  type LevelListRow,
  levelCursor,
  levelCursorOf,
  listLevelsStatement,
  wireLevelListItem,
} from './list-levels.ts';
export {
  listMovementsStatement,
  type MovementCursor,
  type MovementFilter,
  type MovementRow,
  movementCursor,
  movementCursorOf,
  wireMovement,
} from './list-movements.ts';
export type { StockActor } from './movements.ts';
export { type LevelRepaired, repairLevel } from './repair-level.ts';
export { settle } from './settle.ts';
export { type PricedProduct, type ReadStandings, readStandings } from './standings.ts';
export { type VerifyFilter, type VerifyRow, verifyLedgerStatement } from './verify-ledger.ts';
