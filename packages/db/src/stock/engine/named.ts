import { type LevelKey, levelKeyOf } from '@stockflow/domain';
import type { StockOperation } from './operation.ts';

/** What all operations of a batch name, each once. */
export interface Named {
  readonly levels: readonly LevelKey[];
  readonly everywhere: readonly string[];
  readonly reservationIds: readonly string[];
  readonly productIds: readonly string[];
  readonly warehouseIds: readonly string[];
  readonly writeKeys: readonly string[];
  /** The time by which records of writes are past their keeping. */
  readonly now: Date;
}

/** Gathers what operations need. */
export const namedBy = (operations: readonly StockOperation[]): Named => {
  const levels = new Map<string, LevelKey>();
  const everywhere = new Set<string>();
  const reservationIds = new Set<string>();
  const warehouseIds = new Set<string>();
  const productIds = new Set<string>();
  for (const { needs } of operations) {
    for (const key of needs.levels ?? []) {
      levels.set(levelKeyOf(key), key);
      productIds.add(key.productId);
      warehouseIds.add(key.warehouseId);
    }
    for (const id of needs.everywhere ?? []) everywhere.add(id);
    for (const id of needs.warehouseIds ?? []) warehouseIds.add(id);
    for (const id of needs.reservationIds ?? []) reservationIds.add(id);
  }
  for (const id of everywhere) productIds.add(id);
  return {
    levels: [...levels.values()],
    everywhere: [...everywhere],
    reservationIds: [...reservationIds],
    productIds: [...productIds],
    warehouseIds: [...warehouseIds],
    writeKeys: operations.flatMap(({ once }) => (once ? [once.key] : [])),
    now: operations[0]?.now ?? new Date(0),
  };
};
