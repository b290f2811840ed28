import { pick, type StoryCompany } from './company.ts';
import { type Deeds, NOTHING } from './deeds.ts';
import type { At, Line } from './steps.ts';

/** The ids of a place; undefined where there is no product or no warehouse. */
const placed = (company: StoryCompany, { product, warehouse }: At) => {
  const productId = pick(company.products, product);
  const warehouseId = pick(company.warehouses, warehouse);
  return productId && warehouseId ? { productId, warehouseId } : undefined;
};

/** Lines in ids: of products, or of bundles. */
export const linesOf = (company: StoryCompany, lines: readonly Line[]) =>
  lines.flatMap(({ product, warehouse, quantity, isBundle }) => {
    const productId = pick(isBundle ? company.bundles : company.products, product);
    const warehouseId = pick(company.warehouses, warehouse);
    return productId && warehouseId ? [{ productId, warehouseId, quantity }] : [];
  });

const send = async (
  company: StoryCompany,
  step: { product: number; from: number; to: number; quantity: number },
) => {
  const productId = pick(company.products, step.product);
  const fromWarehouseId = pick(company.warehouses, step.from);
  const toWarehouseId = pick(company.warehouses, step.to);
  if (!productId || !fromWarehouseId || !toWarehouseId) return undefined;
  return { fromWarehouseId, toWarehouseId, lines: [{ productId, quantity: step.quantity }] };
};

/** As time would. */
const passTime = (company: StoryCompany, reservationId: string) =>
  company.database.inCompany(company.id, (tx) =>
    tx.execute({
      text: `update reservations set expires_at = now() - interval '1 second' where id = $1 and status = 'active'`,
      values: [reservationId],
    }),
  );

/** What moves stock, but sales. */
export const STOCK: Deeds<
  | 'receive'
  | 'correct'
  | 'set'
  | 'count'
  | 'move'
  | 'ship'
  | 'arrive'
  | 'turnBack'
  | 'hold'
  | 'expire'
  | 'release'
  | 'commit'
> = {
  receive: async (company, step) => {
    const place = placed(company, step);
    if (!place) return NOTHING;
    const line = { ...place, quantity: step.quantity, occurredAt: company.at(step.when) };
    return company.call.inventory.receive({ lines: [line] });
  },
  correct: async (company, step) => {
    const place = placed(company, step);
    if (!place) return NOTHING;
    const line = { ...place, quantityChange: step.change, occurredAt: company.at(step.when) };
    return company.call.inventory.adjust({ lines: [{ ...line, reason: 'correction' }] });
  },
  set: async (company, step) => {
    const place = placed(company, step);
    if (!place) return NOTHING;
    const line = { ...place, onHand: step.onHand, expectedOnHand: null, occurredAt: company.at(step.when) };
    return company.call.inventory.set({ lines: [line] });
  },
  count: async (company, step) => {
    const place = placed(company, step);
    if (!place) return NOTHING;
    const { warehouseId, productId } = place;
    const { id: countId } = await company.call.counts.open({ warehouseId, productIds: [productId] });
    await company.call.counts.record({ countId, lines: [{ productId, quantity: step.counted }] });
    return company.call.counts.post({ countId });
  },
  move: async (company, step) => {
    const transfer = await send(company, step);
    return transfer ? company.call.inventory.transfer(transfer) : NOTHING;
  },
  ship: async (company, step) => {
    const transfer = await send(company, step);
    if (!transfer) return NOTHING;
    const { id } = await company.call.transfers.ship(transfer);
    company.transfers.push(id);
    return undefined;
  },
  arrive: async (company, { transfer, quantity, close }) => {
    const transferId = pick(company.transfers, transfer);
    if (!transferId) return NOTHING;
    return company.call.transfers.receive({ transferId, lines: [{ lineNumber: 1, quantity }], close });
  },
  turnBack: async (company, { transfer }) => {
    const transferId = pick(company.transfers, transfer);
    return transferId ? company.call.transfers.cancel({ transferId }) : NOTHING;
  },
  hold: async (company, step) => {
    const lines = linesOf(company, step.lines);
    if (lines.length === 0) return NOTHING;
    const { id } = await company.call.inventory.reserve({ lines, ttlSeconds: 86_400 });
    company.holds.push(id);
    return undefined;
  },
  expire: async (company, { hold }) => {
    const reservationId = pick(company.holds, hold);
    if (!reservationId) return NOTHING;
    return (await passTime(company, reservationId)) > 0 ? undefined : NOTHING;
  },
  release: async (company, { hold }) => {
    const reservationId = pick(company.holds, hold);
    return reservationId ? company.call.inventory.release({ reservationId }) : NOTHING;
  },
  commit: async (company, { hold }) => {
    const reservationId = pick(company.holds, hold);
    return reservationId ? company.call.inventory.commit({ reservationId }) : NOTHING;
  },
};
