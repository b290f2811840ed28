import { newId, type Stockflow } from '@stockflow/sdk';
import type { Random } from '../random.ts';
import type { Claims } from './claims.ts';
import type { CrashShop } from './shop.ts';

interface Caller {
  readonly shop: CrashShop;
  readonly stockflow: Stockflow;
  readonly claims: Claims;
  readonly random: Random;
}

type Deed = (caller: Caller) => Promise<void>;

const lineIn = ({ shop, random }: Caller) => ({
  productId: random.pick(shop.products),
  warehouseId: shop.main,
  quantity: random.between(1, 4),
});

const create: Deed = async ({ stockflow, claims }) => {
  const id = newId();
  await claims.claim(`product ${id}`, () =>
    stockflow.products.create({ id, sku: `N-${id}`, name: 'New', price: '1.00' }),
  );
};

const receive: Deed = async (caller) => {
  const notes = newId();
  const lines = [{ ...lineIn(caller), quantity: 6, notes }];
  await caller.claims.claim(`receipt ${notes}`, () => caller.stockflow.inventory.receive({ lines }));
};

const reserve: Deed = async (caller) => {
  const { stockflow, claims, random } = caller;
  const id = newId();
  const lines = [lineIn(caller)];
  const held = await claims.claim(`reservation ${id}`, () =>
    stockflow.inventory.reserve({ id, lines, ttlSeconds: 86_400 }),
  );
  if (!held) return;
  if (random.chance(50))
    await claims.claim(`committed ${id}`, () => stockflow.inventory.commit({ reservationId: id }));
  else await claims.claim(`released ${id}`, () => stockflow.inventory.release({ reservationId: id }));
};

const sell: Deed = async (caller) => {
  const { stockflow, claims, random } = caller;
  const id = newId();
  const lines = [lineIn(caller), lineIn(caller)];
  const sale = await claims.claim(`sale ${id}`, () =>
    stockflow.sales.create({ id, lines, status: 'confirmed' }),
  );
  if (!sale) return;
  const done = await claims.claim(`completed ${id}`, () => stockflow.sales.complete({ saleId: id }));
  if (!done || random.chance(70)) return;
  const returned = newId();
  await claims.claim(`return ${returned}`, () =>
    stockflow.returns.create({ id: returned, saleId: id, lines: [{ saleLineNumber: 1, quantity: 1 }] }),
  );
};

const transfer: Deed = async ({ shop, stockflow, claims, random }) => {
  const id = newId();
  const ways = [shop.main, shop.back];
  const [fromWarehouseId = '', toWarehouseId = ''] = random.chance(60) ? ways : ways.toReversed();
  const lines = [{ productId: random.pick(shop.products), quantity: 1 }];
  await claims.claim(`transfer ${id}`, () =>
    stockflow.inventory.transfer({ id, fromWarehouseId, toWarehouseId, lines }),
  );
};

const DEEDS: readonly Deed[] = [create, receive, receive, reserve, reserve, sell, sell, sell, transfer];

/** One caller at work until the end, at one API process and the other by turns. */
export const work = async (
  shop: CrashShop,
  { claims, random, isOver }: { claims: Claims; random: Random; isOver: () => boolean },
): Promise<void> => {
  while (!isOver()) {
    const stockflow = random.pick(shop.stockflows);
    await random.pick(DEEDS)({ shop, stockflow, claims, random });
  }
};

/** Counts the shelf again and again: each round is opened, written down and posted. */
export const countShelf = async (
  shop: CrashShop,
  { claims, random, isOver }: { claims: Claims; random: Random; isOver: () => boolean },
): Promise<void> => {
  const [productId = ''] = shop.products;
  while (!isOver()) {
    const stockflow = random.pick(shop.stockflows);
    const countId = newId();
    const opened = await claims.claim(`count ${countId}`, () =>
      stockflow.counts.open({ id: countId, warehouseId: shop.shelf, productIds: [productId] }),
    );
    if (!opened) continue;
    const lines = [{ productId, quantity: random.between(30, 60) }];
    // A count that is left open would hold the next one up: it goes on until it is known to have ended.
    const recorded = await until(isOver, () =>
      claims.claim(`recorded ${countId}`, () => stockflow.counts.record({ countId, lines })),
    );
    if (!recorded) return;
    await until(isOver, () => claims.claim(`posted ${countId}`, () => stockflow.counts.post({ countId })));
  }
};

/** Works on the alerts that the others turn. */
export const watchAlerts = async (
  shop: CrashShop,
  { claims, random, isOver }: { claims: Claims; random: Random; isOver: () => boolean },
): Promise<void> => {
  while (!isOver()) {
    const stockflow = random.pick(shop.stockflows);
    const alerts = await stockflow.alerts
      .list({ demand: 'any' })
      .toArray({ limit: 50 })
      .catch(() => []);
    const alert = alerts.length > 0 ? random.pick(alerts) : undefined;
    if (!alert) continue;
    const notes = newId();
    await claims.claim(`comment ${alert.id} ${notes}`, () =>
      stockflow.alerts.comment({ alertIds: [alert.id], notes }),
    );
    if (random.chance(30)) await stockflow.alerts.acknowledge({ alertIds: [alert.id] }).catch(() => {});
    if (random.chance(20)) {
      const { id: productId } = alert.product;
      const threshold = random.pick([20, 40, 60]);
      await stockflow.thresholds.set({ thresholds: [{ productId, threshold }] }).catch(() => {});
    }
  }
};

const until = async <T>(isOver: () => boolean, call: () => Promise<T | null>): Promise<T | null> => {
  let answer = await call();
  while (answer === null && !isOver()) answer = await call();
  return answer;
};
