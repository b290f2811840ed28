import type { Bundles } from './explode.ts';
import type { ReservationState } from './reservation-state.ts';
import type { ProductStanding, WarehouseStanding } from './standing.ts';
import { type LevelKey, type LevelState, levelKeyOf } from './types.ts';

/** A warehouse as a strategy looks at it. */
export interface RankedWarehouse extends WarehouseStanding {
  readonly name: string;
  /** The lowest serves first. */
  readonly priority: number;
}

/**
 * What is, as far as it was loaded under lock: the first argument of every rule of the stock engine. Rules read it;
 * `advance` makes the next one from what was decided.
 */
export interface StockWorld {
  /** The database's time, read after the locks were taken. */
  readonly now: Date;
  readonly levels: ReadonlyMap<string, LevelState>;
  readonly products: ReadonlyMap<string, ProductStanding>;
  readonly warehouses: ReadonlyMap<string, RankedWarehouse>;
  readonly bundles: Bundles;
  readonly reservations: ReadonlyMap<string, ReservationState>;
}

/** Base units that can be promised at a level; a level that is not there has none. */
export const availableAt = (world: Pick<StockWorld, 'levels'>, key: LevelKey): number => {
  const level = world.levels.get(levelKeyOf(key));
  return level ? level.onHand - level.reserved : 0;
};

/** A level on which nothing ever moved. */
export const emptyLevel = ({ productId, warehouseId }: LevelKey): LevelState => ({
  productId,
  warehouseId,
  onHand: 0,
  reserved: 0,
  incoming: 0,
  version: 0,
  averageCost: null,
  lastCost: null,
});
