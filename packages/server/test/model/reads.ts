import type { StockCompany } from '../../src/inventory/testing/stock-company.ts';
import { BUNDLES, STOCKED, WAREHOUSES } from './asks.ts';
import type { Names } from './names.ts';
import { at, type Held, openOf, type State, unitsOf } from './state.ts';

const everyPlace = <T>(products: readonly string[], of: (key: string) => T): Record<string, T> =>
  Object.fromEntries(
    products.flatMap((product) =>
      WAREHOUSES.map((warehouse) => [at(product, warehouse), of(at(product, warehouse))]),
    ),
  );
const sellable = [...STOCKED, ...Object.keys(BUNDLES)];

/** Levels, and what can be promised, as any caller reads them. A level that is not there has nothing on it. */
export const readReal = async ({ call }: StockCompany, names: Names) => {
  const [levels, availability] = await Promise.all([
    call.inventory.levels({ productIds: names.productIds }),
    call.inventory.availability({ productIds: sellable.map((name) => names.id(name)) }),
  ]);
  const found = new Map(
    levels.items.map(({ productId, warehouseId, onHand, reserved, incoming }) => [
      at(names.of(productId), names.of(warehouseId)),
      { onHand, reserved, incoming },
    ]),
  );
  const promised = new Map(
    availability.items.flatMap(({ productId, warehouses }) =>
      warehouses.map(({ warehouseId, available }) => [
        at(names.of(productId), names.of(warehouseId)),
        available,
      ]),
    ),
  );
  return {
    levels: everyPlace(STOCKED, (key) => found.get(key) ?? { onHand: 0, reserved: 0, incoming: 0 }),
    available: everyPlace(sellable, (key) => promised.get(key) ?? 0),
  };
};

/** The same of the model. */
export const readModel = ({ levels }: State) => ({
  levels,
  available: everyPlace(sellable, (key) => {
    const [product = '', warehouse = ''] = key.split('@');
    const each = [...unitsOf(product)].map(([part, units]) => {
      const { onHand, reserved } = levels[at(part, warehouse)]!;
      return Math.floor((onHand - reserved) / units);
    });
    return Math.min(...each);
  }),
});

/** Every row of a hold, a sale's by the sale's name; levels as they are stored; and what `verify` finds wrong. */
export const rowsReal = async ({ inCompany, call }: StockCompany, names: Names) => {
  const values = [names.productIds];
  const holds = await inCompany((tx) =>
    tx.query<{ id: string; status: string; lines: number[][] }>({
      text: `select case when r.reference_type = 'sale' then r.reference_id else r.id end as id, r.status::text,
                    array_agg(array[l.asked_line, l.quantity, l.quantity_committed, l.quantity_released]
                              order by l.line_number) as lines
             from reservations r
             join reservation_lines l on l.company_id = r.company_id and l.reservation_id = r.id
             where l.product_id = any($1::uuid[])
             group by r.company_id, r.id`,
      values,
    }),
  );
  const levels = await inCompany((tx) =>
    tx.query<{ productId: string; warehouseId: string; figures: number[] }>({
      text: `select product_id as "productId", warehouse_id as "warehouseId", array[on_hand, reserved, incoming] as figures
             from inventory
             where product_id = any($1::uuid[]) and (on_hand, reserved, incoming) <> (0, 0, 0)`,
      values,
    }),
  );
  const verified = await Promise.all(
    names.productIds.map((productId) => call.inventory.verify({ productId })),
  );
  return {
    holds: Object.fromEntries(holds.map(({ id, status, lines }) => [names.of(id), { status, lines }])),
    levels: Object.fromEntries(
      levels.map(({ productId, warehouseId, figures }) => [
        at(names.of(productId), names.of(warehouseId)),
        figures,
      ]),
    ),
    drifts: verified.flatMap(({ drifts }) => drifts),
  };
};

/** The same of the model. */
export const rowsModel = ({ holds, sales, levels }: State) => {
  const linesOf = (held: Held[]) =>
    held.map(({ asked, quantity, shipped, released }) => [asked, quantity, shipped, released]);
  const ofSales = Object.entries(sales).flatMap(([name, { held }]) => {
    if (held.length === 0) return [];
    const isOpen = held.some((line) => openOf(line) > 0);
    const status = isOpen ? 'active' : held.some(({ shipped }) => shipped > 0) ? 'committed' : 'released';
    return [[name, { status, lines: linesOf(held) }] as const];
  });
  return {
    holds: {
      ...Object.fromEntries(
        Object.entries(holds).map(([name, { status, lines }]) => [name, { status, lines: linesOf(lines) }]),
      ),
      ...Object.fromEntries(ofSales),
    },
    levels: Object.fromEntries(
      Object.entries(levels).flatMap(([key, { onHand, reserved, incoming }]) =>
        onHand || reserved || incoming ? [[key, [onHand, reserved, incoming]] as const] : [],
      ),
    ),
    drifts: [],
  };
};
