import {
  type Bundles,
  type LevelKey,
  type LevelState,
  levelKeyOf,
  type RankedWarehouse,
  type ReservationState,
} from '@stockflow/domain';
import type { CompanyTransaction } from '../../connection/index.ts';
import { type LevelRow, toLevel } from '../levels.ts';
import { settle } from '../settle.ts';
import { bundlesOf, type PricedProduct } from '../standings.ts';
import { type Clock, clockStatement, type DueHold } from './clock.ts';
import { type Facts, type RecordedWrite, readFacts } from './facts.ts';
import { lockPlaces, lockPlain, type PlaceRow } from './lock-places.ts';
import { type Named, namedBy } from './named.ts';
import type { StockOperation } from './operation.ts';
import { lockReservations } from './reservation-rows.ts';

/** What a batch of operations stands on, under lock. */
export interface Loaded {
  readonly now: Date;
  /** Holds whose time is up by then. */
  readonly due: readonly DueHold[];
  readonly levels: LoadedLevels;
  readonly products: Map<string, PricedProduct>;
  readonly warehouses: Map<string, RankedWarehouse>;
  readonly bundles: Bundles;
  readonly reservations: Map<string, ReservationState>;
  /** What ids of this batch have answered before. */
  readonly earlier: Map<string, RecordedWrite>;
}

/** A level was asked for that was not locked: a bundle changed between two statements. The batch is run again. */
export class StaleLoadError extends Error {
  override readonly name = 'StaleLoadError';
}

/** The levels under lock. One that was asked for and is not there is undefined; one that was not asked for throws. */
export class LoadedLevels extends Map<string, LevelState> {
  readonly #asked: ReadonlySet<string>;
  readonly #everywhere: ReadonlySet<string>;

  constructor(levels: readonly LevelState[], asked: ReadonlySet<string>, everywhere: ReadonlySet<string>) {
    super(levels.map((level) => [levelKeyOf(level), level]));
    this.#asked = asked;
    this.#everywhere = everywhere;
  }

  override get(key: string): LevelState | undefined {
    const level = super.get(key);
    if (level || this.#asked.has(key) || this.#everywhere.has(key.slice(0, key.indexOf('/')))) return level;
    throw new StaleLoadError(`the level ${key} was not locked`);
  }
}

/** Products that are known to be no bundles; a product stays what it was made. Per process, of all companies. */
const stocked = new Set<string>();
const STOCKED_MAX = 200_000;

/**
 * Loads and locks what a batch needs, in one flush: reservations, locked in the order of their id; what ids answered
 * before, products and warehouses (KEY SHARE, in the order of their id); levels, locked in the order of their key; time.
 * Everybody takes these locks in this order, so nobody waits in a circle.
 */
export const load = async (
  tx: CompanyTransaction,
  operations: readonly StockOperation[],
): Promise<Loaded> => {
  const named = namedBy(operations);
  const [reservations, facts, places, [clock]] = await settle<
    [Map<string, ReservationState>, Facts, PlaceRow[], Clock[]]
  >([
    lockReservations(tx, named.reservationIds),
    readFacts(tx, named),
    isPlain(named) ? lockPlain(tx, named.levels) : lockPlaces(tx, named),
    tx.query<Clock>(clockStatement(tx.companyId)),
  ]);
  if (!clock) throw new Error('the database told no time');
  remember(facts.products);
  return {
    now: clock.now,
    due: clock.due ?? [],
    levels: levelsOf(places, named),
    products: new Map(facts.products.map((product) => [product.id, product])),
    warehouses: new Map(facts.warehouses.map((warehouse) => [warehouse.id, warehouse])),
    bundles: bundlesOf(facts.products),
    reservations,
    earlier: new Map(facts.earlier.map(({ key, ...row }) => [key, row])),
  };
};

const isPlain = ({ levels, everywhere, reservationIds }: Named): boolean =>
  everywhere.length === 0 &&
  reservationIds.length === 0 &&
  levels.every(({ productId }) => stocked.has(productId));

const remember = (products: readonly PricedProduct[]): void => {
  if (stocked.size > STOCKED_MAX) stocked.clear();
  for (const { id, isBundle } of products) if (!isBundle) stocked.add(id);
};

const levelsOf = (places: readonly PlaceRow[], { levels, everywhere }: Named): LoadedLevels => {
  const found: LevelState[] = [];
  const asked = new Set(levels.map(levelKeyOf));
  const anywhere = new Set(everywhere);
  for (const { productId, warehouseId, isEverywhere, ...figures } of places) {
    if (isEverywhere) anywhere.add(productId);
    if (warehouseId === null) continue;
    asked.add(levelKeyOf({ productId, warehouseId }));
    if (figures.version === null) continue;
    found.push(toLevel({ productId, warehouseId, ...(figures as Omit<LevelRow, keyof LevelKey>) }));
  }
  return new LoadedLevels(found, asked, anywhere);
};
