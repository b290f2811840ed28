import type { Bundles } from '@stockflow/domain';
import { DUE_MAX } from './clock.ts';
import type { Loaded } from './load.ts';
import type { StockOperation } from './operation.ts';

/** Operations that have to wait, and the holds that are to be ended before them. */
export interface InTheWay {
  readonly waiting: ReadonlySet<StockOperation>;
  readonly dueIds: readonly string[];
}

/**
 * An expired hold does not count, whether or not its end was written: not for whoever is short, not where a strategy
 * chooses a warehouse, not in the figures of an answer. So those who look at its products wait until it was ended. Holds
 * that an operation names itself are its own affair. With more due than were looked at, everybody waits.
 */
export const inTheWay = (loaded: Loaded, operations: readonly StockOperation[]): InTheWay => {
  const { due } = loaded;
  if (due.length === 0) return { waiting: new Set(), dueIds: [] };
  const isMore = due.length === DUE_MAX;
  const dueIds = new Set<string>();
  const waiting = new Set<StockOperation>();
  for (const operation of operations) {
    if (operation.endsDue) continue;
    const own = new Set(operation.needs.reservationIds);
    const products = isMore ? null : productsOf(operation, loaded);
    const before = due.filter(
      ({ id, productIds }) =>
        !own.has(id) && (products === null || productIds.some((one) => products.has(one))),
    );
    if (before.length === 0) continue;
    waiting.add(operation);
    for (const { id } of before) dueIds.add(id);
  }
  return { waiting, dueIds: [...dueIds] };
};

const productsOf = ({ needs }: StockOperation, { bundles, reservations }: Loaded): ReadonlySet<string> => {
  const products = new Set<string>();
  for (const { productId } of needs.levels ?? []) addWithParts(products, productId, bundles);
  for (const productId of needs.everywhere ?? []) addWithParts(products, productId, bundles);
  for (const id of needs.reservationIds ?? []) {
    for (const { productId } of reservations.get(id)?.lines ?? []) products.add(productId);
  }
  return products;
};

const addWithParts = (products: Set<string>, id: string, bundles: Bundles): void => {
  if (products.has(id)) return;
  products.add(id);
  for (const { productId } of bundles.get(id) ?? []) addWithParts(products, productId, bundles);
};
