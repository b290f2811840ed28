import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InsufficientStockError, newId, StateConflictError, type Stockflow } from '../src/index.ts';
import { errorOf } from './client.ts';
import { newCompany, stocked } from './shop.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let stockflow: Stockflow;
let warehouseId: string;
let otherWarehouseId: string;
let productId: string;

beforeAll(async () => {
  server = await startTestServer();
  ({ stockflow } = await newCompany(server.url));
  const shop = await stocked(stockflow, 1, 10);
  warehouseId = shop.warehouseId;
  productId = shop.products[0]!.id;
  otherWarehouseId = (await stockflow.warehouses.create({ name: 'Second' })).id;
});
afterAll(() => server?.close());

const level = async (at = warehouseId) =>
  (await stockflow.inventory.levels({ productIds: [productId], warehouseIds: [at] })).items[0];

describe('a shop over HTTP, in one go', () => {
  test('a cart holds stock, ships a part and gives the rest back; a second cart is told what is short', async () => {
    const cart = newId();
    const lines = [{ productId, warehouseId, quantity: 8 }];
    const hold = await stockflow.inventory.reserve({ id: cart, lines, ttlSeconds: 600 });
    expect(hold).toMatchObject({ id: cart, status: 'active' });
    const second = await errorOf(stockflow.inventory.reserve({ lines }));
    expect(second).toBeInstanceOf(InsufficientStockError);
    expect((second as InsufficientStockError).details.shortages).toMatchObject([
      { productId, requested: 8, available: 2 },
    ]);
    await stockflow.inventory.extend({ reservationId: cart, ttlSeconds: 900 });
    await stockflow.inventory.commit({ reservationId: cart, lines: [{ lineNumber: 1, quantity: 5 }] });
    expect(await level()).toMatchObject({ onHand: 5, reserved: 0 });
    expect(await stockflow.reservations.get({ reservationId: cart })).toMatchObject({ status: 'committed' });
    const late = await errorOf(stockflow.inventory.release({ reservationId: cart }));
    expect(late).toBeInstanceOf(StateConflictError);
  });

  test('goods are sent to the second warehouse, and one is lost on the way', async () => {
    const { id: transferId } = await stockflow.transfers.ship({
      fromWarehouseId: warehouseId,
      toWarehouseId: otherWarehouseId,
      lines: [{ productId, quantity: 3 }],
    });
    expect(await level(otherWarehouseId)).toMatchObject({ onHand: 0, incoming: 3 });
    const lines = [{ lineNumber: 1, quantity: 2 }];
    const arrived = await stockflow.transfers.receive({ transferId, lines, close: true });
    expect(arrived).toMatchObject({ status: 'received', lines: [{ quantityMissing: 1 }] });
    expect(await level(otherWarehouseId)).toMatchObject({ onHand: 2, incoming: 0 });
  });

  test('a bundle is sold from its components, and comes back whole', async () => {
    const { product: bundle } = await stockflow.products.createBundle({
      sku: 'TEA-PAIR',
      name: 'Two teas',
      price: '12.00',
      components: [{ productId, quantity: 2 }],
    });
    const { items } = await stockflow.inventory.availability({ productIds: [bundle.id] });
    expect(items).toMatchObject([{ isBundle: true, total: 2 }]);
    const sale = await stockflow.sales.create({
      lines: [{ productId: bundle.id, warehouseId: otherWarehouseId, quantity: 1 }],
    });
    await stockflow.sales.complete({ saleId: sale.id });
    expect(await level(otherWarehouseId)).toMatchObject({ onHand: 0 });
    const back = { saleId: sale.id, lines: [{ saleLineNumber: 1, quantity: 1 }] };
    await stockflow.returns.create(back);
    expect(await level(otherWarehouseId)).toMatchObject({ onHand: 2 });
  });

  test('a count finds what is wrong, and posts it', async () => {
    const { id: countId } = await stockflow.counts.open({ warehouseId: otherWarehouseId });
    await stockflow.counts.record({ countId, lines: [{ productId, quantity: 1 }] });
    const { changes } = await stockflow.counts.post({ countId });
    expect(changes).toMatchObject([{ postedChange: -1 }]);
    expect(await level(otherWarehouseId)).toMatchObject({ onHand: 1 });
  });

  test('and all of it is told by events, numbered without a gap, and the ledger has no drift', async () => {
    const types: string[] = [];
    for (let after = 0, hasMore = true; hasMore; ) {
      const page = await stockflow.events.list({ after, limit: 7 });
      expect(page.items.map(({ sequence }) => sequence)).toEqual(
        page.items.map((_, index) => after + index + 1),
      );
      types.push(...page.items.map(({ type }) => type));
      ({ lastSequence: after, hasMore } = page);
    }
    expect(types.filter((type) => !/^(stock\.changed|alert\..*)$/.test(type))).toEqual([
      'product.created',
      'reservation.created',
      'reservation.extended',
      'reservation.committed',
      'transfer.shipped',
      'transfer.received',
      'product.created',
      'bundle.changed',
      'sale.created',
      'sale.completed',
      'return.created',
      'sale.returned',
      'count.opened',
      'count.posted',
    ]);
    expect(types).toContain('alert.opened');
    expect(await stockflow.inventory.verify()).toMatchObject({ driftCount: 0 });
  });
});
