import type { Stockflow } from '@stockflow/sdk';
import { ensureInbox } from './inbox.ts';
import type { PlannedLevel } from './level.ts';
import { PLACES } from './places.ts';
import type { Plan } from './plan.ts';
import type { Ids } from './steps.ts';

/** The demo's bundle: it is made last, so where it is, the rest is too. */
export const GIFT_BOX_SKU = 'BOX-GIFT-01';
const HOLD_DAYS = 14;

/** What work in a warehouse looks like on any day: goods on the road, stock held for a fair, shelves half counted. */
export interface UnderWay {
  /** From Hamburg to Leipzig. */
  transfer: { level: PlannedLevel; quantity: number }[];
  held: { level: PlannedLevel; quantity: number }[];
  counting: PlannedLevel[];
  giftBox: { level: PlannedLevel; quantity: number }[];
}

/** Chosen of what Hamburg has more than enough of, and no open sale asks for. */
export function underWayOf({ levels, openSales }: Plan): UnderWay {
  const [hamburg, leipzig] = PLACES;
  const asked = new Set(openSales.flatMap(({ lines }) => lines.map(({ product }) => product.sku)));
  const inLeipzig = new Set(
    levels.filter(({ place }) => place === leipzig).map(({ product }) => product.sku),
  );
  const plenty = levels.filter(
    ({ place, product, fate, endStock, threshold }) =>
      place === hamburg &&
      fate.kind === 'healthy' &&
      endStock > threshold * 2 + 12 &&
      !asked.has(product.sku),
  );
  const known = plenty.filter(({ product }) => inLeipzig.has(product.sku));
  const rest = plenty.filter((level) => !known.slice(0, 3).includes(level));
  return {
    transfer: known.slice(0, 3).map((level, index) => ({ level, quantity: 4 + index * 2 })),
    held: rest.slice(0, 2).map((level, index) => ({ level, quantity: 3 + index })),
    counting: rest.slice(2, 10),
    giftBox: rest.slice(10, 13).map((level, index) => ({ level, quantity: index === 0 ? 2 : 1 })),
  };
}

/** Makes what is under way; where it is already, whatever became of it, it is left. */
export async function ensureUnderWay(
  stockflow: Stockflow,
  { plan, ids, now }: { plan: Plan; ids: Ids; now: Date },
): Promise<void> {
  const { items } = await stockflow.products.list({ search: GIFT_BOX_SKU });
  if (items.some(({ sku }) => sku === GIFT_BOX_SKU)) return;
  const { transfer, held, counting, giftBox } = underWayOf(plan);
  const [hamburg, leipzig] = PLACES.map(({ code }) => ids.of('warehouse', code));
  if (!hamburg || !leipzig) throw new Error('the demo has two warehouses at least');
  const productOf = ({ product }: PlannedLevel) => ids.of('product', product.sku);
  await stockflow.transfers.ship({
    fromWarehouseId: hamburg,
    toWarehouseId: leipzig,
    lines: transfer.map(({ level, quantity }) => ({ productId: productOf(level), quantity })),
    notes: 'With the Thursday van',
    idempotencyKey: ids.key('under-way', 'transfer'),
  });
  await stockflow.inventory.reserve({
    lines: held.map(({ level, quantity }) => ({
      productId: productOf(level),
      warehouseId: hamburg,
      quantity,
    })),
    ttlSeconds: HOLD_DAYS * 86_400,
    notes: 'Samples for the tea fair',
    idempotencyKey: ids.key('under-way', 'hold'),
  });
  const { id: countId } = await stockflow.counts.open({
    warehouseId: hamburg,
    productIds: counting.map(productOf),
    notes: 'Aisle 3, half done',
    idempotencyKey: ids.key('under-way', 'count'),
  });
  await stockflow.counts.record({
    countId,
    lines: counting.slice(0, 4).map((level, index) => ({
      productId: productOf(level),
      quantity: level.endStock - (index === 1 ? 1 : 0),
    })),
    idempotencyKey: ids.key('under-way', 'counted'),
  });
  await ensureInbox(stockflow, now);
  await stockflow.products.createBundle({
    sku: GIFT_BOX_SKU,
    name: 'Gift box, four pieces',
    price: '39.00',
    components: giftBox.map(({ level, quantity }) => ({ productId: productOf(level), quantity })),
    idempotencyKey: ids.key('under-way', 'gift-box'),
  });
}
