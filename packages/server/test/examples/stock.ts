import { uuidv7 } from 'uuidv7';
import { unique, type World } from '../world.ts';
import { type Examples, key, page } from './common.ts';

const NOW_ISH = '2026-01-31T09:00:00.000Z';

const lineOf = ({ ids }: World) => ({ productId: ids.product, warehouseId: ids.warehouse });
const draft = async (world: World) =>
  (await world.owner.call.sales.create({ status: 'draft', lines: [{ ...lineOf(world), quantity: 1 }] })).id;
const confirmed = async (world: World) =>
  (await world.owner.call.sales.create({ lines: [{ ...lineOf(world), quantity: 1 }] })).id;
/** A hold of one unit. */
const held = async (world: World) =>
  (await world.owner.call.inventory.reserve({ lines: [{ ...lineOf(world), quantity: 1 }] })).id;
const shipped = async (world: World) => {
  const saleId = await confirmed(world);
  await world.owner.call.sales.complete({ saleId });
  return saleId;
};
const sent = ({ ids }: World) => ({
  fromWarehouseId: ids.warehouse,
  toWarehouseId: ids.secondWarehouse,
  lines: [{ productId: ids.product, quantity: 1 }],
});
const sentWhole = async (world: World) => ({
  id: uuidv7(),
  ...sent(world),
  lines: [{ productId: world.ids.product, quantity: 1, expectedOnHand: await onHandOf(world) }],
  notes: 'With Jo',
  ...key(),
});
const inTransit = async (world: World) => (await world.owner.call.transfers.ship(sent(world))).id;
const importedLines = (world: World) => [{ ...lineOf(world), quantity: 1, unitPrice: '9.99' }];
const onHandOf = async ({ ids, owner }: World): Promise<number> => {
  const filter = { productIds: [ids.product], warehouseIds: [ids.warehouse] };
  return (await owner.call.inventory.levels(filter)).items[0]?.onHand ?? 0;
};

export const STOCK_EXAMPLES: Examples = {
  'alerts.explain': ({ ids }) => ({
    productId: ids.product,
    warehouseId: ids.warehouse,
    recentSalesDays: 30,
    windowEndsOn: '2026-11-20',
  }),
  'alerts.reconcile': () => ({ repair: true, ...key() }),
  'alerts.lowStock': ({ ids }) => ({
    warehouseIds: [ids.warehouse],
    categoryIds: [ids.category],
    supplierIds: [ids.supplier],
    severity: 'low',
    recentSalesDays: 30,
    demand: 'any',
    windowEndsOn: '2026-01-31',
    ...page,
  }),
  'alerts.onChange': ({ ids }) => ({
    lastEventId: '0',
    warehouseIds: [ids.warehouse],
    types: ['alert.opened', 'alert.resolved'],
  }),
  'events.list': () => ({ after: 0, types: ['stock.changed', 'sale.created'], limit: 10 }),
  'inventory.adjust': async (world) => ({
    lines: [
      {
        ...lineOf(world),
        quantityChange: 1,
        reason: 'found',
        notes: 'Behind the door',
        occurredAt: NOW_ISH,
        expectedOnHand: await onHandOf(world),
      },
    ],
    ...key(),
  }),
  'inventory.availability': ({ ids }) => ({
    productIds: [ids.product, ids.bundle],
    warehouseIds: [ids.warehouse],
  }),
  'inventory.commit': async (world) => ({
    reservationId: await held(world),
    lines: [{ lineNumber: 1, quantity: 1 }],
    notes: 'Picked up',
    ...key(),
  }),
  'inventory.extend': async (world) => ({ reservationId: await held(world), ttlSeconds: 60, ...key() }),
  'inventory.history': ({ ids }) => ({
    productId: ids.product,
    warehouseId: ids.warehouse,
    kinds: ['INITIAL_STOCK'],
    referenceId: ids.product,
    recordedFrom: '2000-01-01T00:00:00Z',
    recordedBefore: '2999-01-01T00:00:00Z',
    ...page,
  }),
  'inventory.levels': ({ ids, word }) => ({
    productIds: [ids.product],
    warehouseIds: [ids.warehouse],
    search: word,
    ...page,
  }),
  'inventory.receive': async (world) => ({
    lines: [
      {
        ...lineOf(world),
        quantity: 3,
        unitCost: '1.2345',
        notes: 'From Meyer',
        occurredAt: NOW_ISH,
        expectedOnHand: await onHandOf(world),
      },
    ],
    ...key(),
  }),
  'inventory.release': async (world) => ({ reservationId: await held(world), notes: 'No', ...key() }),
  'inventory.reserve': (world) => ({
    id: uuidv7(),
    lines: [{ ...lineOf(world), quantity: 1 }],
    strategy: 'split',
    warehouseIds: [world.ids.warehouse],
    ttlSeconds: 60,
    referenceType: 'cart',
    referenceId: uuidv7(),
    notes: 'For Jo',
    ...key(),
  }),
  'inventory.set': async (world) => ({
    lines: [
      {
        ...lineOf(world),
        onHand: await onHandOf(world),
        expectedOnHand: await onHandOf(world),
        notes: 'As counted',
        occurredAt: NOW_ISH,
      },
    ],
    ...key(),
  }),
  'inventory.repair': ({ ids }) => ({
    productId: ids.product,
    warehouseId: ids.warehouse,
    trust: 'ledger',
    notes: 'Restored from a backup',
    ...key(),
  }),
  'inventory.transfer': (world) => sentWhole(world),
  'inventory.verify': ({ ids }) => ({ productId: ids.product, warehouseId: ids.warehouse }),
  'reservations.get': ({ ids }) => ({ reservationId: ids.reservation }),
  'reservations.list': ({ ids }) => ({
    status: 'active',
    productId: ids.product,
    warehouseId: ids.warehouse,
    referenceId: ids.sale,
    ...page,
  }),
  'returns.create': async (world) => ({
    id: uuidv7(),
    externalId: unique('R'),
    notes: 'Broken',
    returnedAt: NOW_ISH,
    saleId: await shipped(world),
    lines: [{ saleLineNumber: 1, quantity: 1, warehouseId: world.ids.warehouse, disposition: 'scrap' }],
    ...key(),
  }),
  'returns.createUnlinked': (world) => ({
    id: uuidv7(),
    channel: 'web',
    externalId: unique('R'),
    notes: 'Broken',
    returnedAt: NOW_ISH,
    lines: [{ ...lineOf(world), quantity: 1, unitPrice: '9.99', disposition: 'restock' }],
    ...key(),
  }),
  'returns.get': ({ ids }) => ({ returnId: ids.saleReturn }),
  'returns.list': ({ ids }) => ({ saleId: ids.shippedSale, ...page }),
  'sales.cancel': async (world) => ({
    saleId: await confirmed(world),
    notes: 'Changed their mind',
    expectedVersion: 1,
    ...key(),
  }),
  'sales.complete': async (world) => ({
    saleId: await confirmed(world),
    lines: [{ lineNumber: 1, quantity: 1 }],
    rest: 'keep',
    expectedVersion: 1,
    ...key(),
  }),
  'sales.confirm': async (world) => ({ saleId: await draft(world), expectedVersion: 1, ...key() }),
  'sales.create': (world) => ({
    id: uuidv7(),
    channel: 'web',
    externalId: unique('E'),
    customerName: 'Jo',
    customerEmail: 'jo@example.com',
    notes: 'Gift',
    status: 'confirmed',
    lines: [{ ...lineOf(world), quantity: 1, unitPrice: '9.99' }],
    ...key(),
  }),
  'sales.get': ({ ids }) => ({ saleId: ids.sale }),
  'sales.import': (world) => ({
    entries: [
      {
        type: 'sale',
        id: uuidv7(),
        channel: 'web',
        externalId: unique('E'),
        customerName: 'Jo',
        customerEmail: 'jo@example.com',
        notes: 'Gift',
        saleDate: NOW_ISH,
        lines: importedLines(world),
      },
      {
        type: 'return',
        id: uuidv7(),
        channel: 'web',
        externalId: unique('E'),
        notes: 'Broken',
        returnedAt: NOW_ISH,
        disposition: 'scrap',
        lines: importedLines(world),
      },
    ],
    ...key(),
  }),
  'sales.list': ({ ids, word }) => ({
    statuses: ['confirmed', 'completed'],
    channel: 'direct',
    productId: ids.product,
    search: word,
    from: '2000-01-01T00:00:00Z',
    before: '2999-01-01T00:00:00Z',
    ...page,
  }),
  'transfers.cancel': async (world) => ({
    transferId: await inTransit(world),
    notes: 'Truck broke down',
    expectedVersion: 1,
    ...key(),
  }),
  'transfers.get': ({ ids }) => ({ transferId: ids.transfer }),
  'transfers.list': ({ ids }) => ({
    status: 'in_transit',
    fromWarehouseId: ids.warehouse,
    toWarehouseId: ids.secondWarehouse,
    ...page,
  }),
  'transfers.receive': async (world) => ({
    transferId: await inTransit(world),
    lines: [{ lineNumber: 1, quantity: 1 }],
    close: true,
    notes: 'All here',
    expectedVersion: 1,
    ...key(),
  }),
  'transfers.ship': (world) => sentWhole(world),
};
