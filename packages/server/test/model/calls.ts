import type { Reservation, Sale, StockChanged, Transfer } from '@stockflow/schemas';
import type { StockCompany } from '../../src/inventory/testing/stock-company.ts';
import type { Ask, AskOf, Part } from './asks.ts';
import type { Names } from './names.ts';
import { at } from './state.ts';

export type Call = StockCompany['call'];
type Key = { idempotencyKey?: string };
type Calls = {
  [D in Exclude<Ask['do'], 'expire'>]: (
    call: Call,
    ask: AskOf<D>,
    key: Key,
    names: Names,
  ) => Promise<unknown>;
};

interface AnyLine {
  product: string;
  warehouse?: string;
  expected?: number | null;
}

const placed = <L extends AnyLine>(lines: L[], names: Names) =>
  lines.map(({ product, warehouse, expected, ...rest }) => ({
    ...rest,
    productId: names.id(product),
    warehouseId: names.id(warehouse ?? 'w1'),
    ...(expected !== undefined && expected !== null && { expectedOnHand: expected }),
  }));
const numbered = (lines: Part[] | undefined) =>
  lines && { lines: lines.map(({ line, quantity }) => ({ lineNumber: line, quantity })) };

const changed = ({ movements, levels }: StockChanged, names: Names) => {
  const key = (of: { productId: string; warehouseId: string }) =>
    at(names.of(of.productId), names.of(of.warehouseId));
  return {
    movements: movements.map((each) => [key(each), each.onHandChange, each.reservedChange]),
    levels: Object.fromEntries(
      levels.map((level) => [
        key(level),
        { onHand: level.onHand, reserved: level.reserved, incoming: level.incoming },
      ]),
    ),
  };
};

const held = ({ status, lines }: Reservation, names: Names) => ({
  status,
  lines: lines.map((line) => ({
    asked: line.askedLine,
    product: names.of(line.productId),
    bundle: line.bundleId && names.of(line.bundleId),
    warehouse: names.of(line.warehouseId),
    quantity: line.quantity,
    shipped: line.quantityCommitted,
    released: line.quantityReleased,
  })),
});

const sold = ({ status, lines }: Sale, names: Names) => ({
  status,
  lines: lines.map((line) => ({
    product: names.of(line.productId),
    warehouse: names.of(line.warehouseId),
    quantity: line.quantity,
    shipped: line.quantityShipped,
    returned: line.quantityReturned,
  })),
});

const sent = ({ status, fromWarehouseId, toWarehouseId, lines }: Transfer, names: Names) => ({
  status,
  from: names.of(fromWarehouseId),
  to: names.of(toWarehouseId),
  lines: lines.map((line) => ({
    product: names.of(line.productId),
    quantity: line.quantity,
    received: line.quantityReceived,
    missing: line.quantityMissing,
  })),
});

const sending = (ask: AskOf<'transfer' | 'ship'>, names: Names) => ({
  id: names.id(ask.transfer),
  fromWarehouseId: names.id(ask.from),
  toWarehouseId: names.id(ask.to),
  lines: placed(ask.lines, names).map(({ warehouseId: _, ...line }) => line),
});

/** How each ask is sent to its procedure, and its answer in the model's names. */
export const CALLS: Calls = {
  receive: async (call, { lines }, key, names) =>
    changed(await call.inventory.receive({ ...key, lines: placed(lines, names) }), names),
  adjust: async (call, ask, key, names) => {
    const lines = placed(ask.lines, names).map(({ quantity, ...line }) => ({
      ...line,
      quantityChange: -quantity,
      reason: 'lost' as const,
    }));
    return changed(await call.inventory.adjust({ ...key, lines }), names);
  },
  set: async (call, ask, key, names) => {
    const lines = placed(ask.lines, names).map((line) => ({ expectedOnHand: null, ...line }));
    return changed(await call.inventory.set({ ...key, lines }), names);
  },
  reserve: async (call, ask, key, names) => {
    const input = {
      ...key,
      id: names.id(ask.hold),
      strategy: ask.strategy,
      ...(ask.among && { warehouseIds: ask.among.map((name) => names.id(name)) }),
      lines: ask.lines.map(({ product, warehouse, quantity }) => ({
        productId: names.id(product),
        ...(warehouse !== undefined && { warehouseId: names.id(warehouse) }),
        quantity,
      })),
    };
    return held(await call.inventory.reserve(input), names);
  },
  commit: async (call, { hold, lines }, key, names) =>
    held(await call.inventory.commit({ ...key, reservationId: names.id(hold), ...numbered(lines) }), names),
  release: async (call, { hold }, key, names) =>
    held(await call.inventory.release({ ...key, reservationId: names.id(hold) }), names),
  extend: async (call, { hold }, key, names) =>
    held(await call.inventory.extend({ ...key, reservationId: names.id(hold) }), names),
  transfer: async (call, ask, key, names) =>
    sent(await call.inventory.transfer({ ...key, ...sending(ask, names) }), names),
  ship: async (call, ask, key, names) =>
    sent(await call.transfers.ship({ ...key, ...sending(ask, names) }), names),
  arrive: async (call, { transfer, lines, close }, key, names) =>
    sent(
      await call.transfers.receive({ ...key, transferId: names.id(transfer), ...numbered(lines), close }),
      names,
    ),
  turnBack: async (call, { transfer }, key, names) =>
    sent(await call.transfers.cancel({ ...key, transferId: names.id(transfer) }), names),
  sell: async (call, { sale, status, lines }, key, names) =>
    sold(await call.sales.create({ ...key, id: names.id(sale), status, lines: placed(lines, names) }), names),
  confirm: async (call, { sale }, key, names) =>
    sold(await call.sales.confirm({ ...key, saleId: names.id(sale) }), names),
  cancel: async (call, { sale }, key, names) =>
    sold(await call.sales.cancel({ ...key, saleId: names.id(sale) }), names),
  complete: async (call, { sale, lines, rest }, key, names) =>
    sold(await call.sales.complete({ ...key, saleId: names.id(sale), ...numbered(lines), rest }), names),
  takeBack: async (call, ask, key, names) => {
    const lines = ask.lines.map(({ line, quantity, to, disposition }) => ({
      saleLineNumber: line,
      quantity,
      disposition,
      ...(to !== undefined && { warehouseId: names.id(to) }),
    }));
    const back = await call.returns.create({ ...key, saleId: names.id(ask.sale), lines });
    return back.lines.map((line) => ({
      line: line.saleLineNumber,
      quantity: line.quantity,
      to: names.of(line.warehouseId),
      disposition: line.disposition,
    }));
  },
};
