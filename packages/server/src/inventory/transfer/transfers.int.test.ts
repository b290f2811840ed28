import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany, tally } from '../testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

const route = (...lines: { productId: string; quantity: number; expectedOnHand?: number }[]) => ({
  fromWarehouseId: stock.warehouseId,
  toWarehouseId: stock.secondId,
  lines,
});
const figures = async (productId: string) => {
  const [from, to] = [await stock.level(productId), await stock.level(productId, stock.secondId)];
  return [from?.onHand, to?.onHand ?? 0, to?.incoming ?? 0];
};
const ship = (productId: string, quantity: number) =>
  stock.call.transfers.ship(route({ productId, quantity }));

describe('inventory.transfer', () => {
  test('goods leave here and are there at once, at what they cost', async () => {
    const productId = await stock.product();
    const line = { productId, warehouseId: stock.warehouseId, quantity: 10, unitCost: '2.5000' };
    await stock.call.inventory.receive({ lines: [line] });
    const transfer = await stock.call.inventory.transfer({
      ...route({ productId, quantity: 4 }),
      notes: 'By hand',
    });
    expect(transfer).toMatchObject({
      status: 'received',
      notes: 'By hand',
      lines: [
        { lineNumber: 1, productId, quantity: 4, quantityReceived: 4, quantityMissing: 0, unitCost: '2.50' },
      ],
    });
    expect(await figures(productId)).toEqual([6, 4, 0]);
    expect(String((await stock.level(productId, stock.secondId))?.averageCost)).toBe('2.5');
    expect((await stock.movements(productId)).at(-1)).toMatchObject({
      kind: 'TRANSFER_OUT',
      onHandChange: -4,
      referenceType: 'transfer',
      referenceId: transfer.id,
    });
    expect(await stock.call.transfers.get({ transferId: transfer.id })).toEqual(transfer);
    expect(await stock.call.inventory.verify({ productId })).toMatchObject({ driftCount: 0 });
  });

  test('all lines or none; what is short, in conflict or unknown is named, and an id is used once', async () => {
    const [a, b] = [await stock.stocked(5), await stock.stocked(5)];
    const short = stock.call.inventory.transfer(
      route({ productId: a, quantity: 1 }, { productId: b, quantity: 6 }),
    );
    expect(await refusalOf(short)).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId: b, warehouseId: stock.warehouseId, requested: 6, available: 5 }] },
    });
    const stale = stock.call.inventory.transfer(route({ productId: a, quantity: 1, expectedOnHand: 4 }));
    expect(await refusalOf(stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const nowhere = { ...route({ productId: a, quantity: 1 }), toWarehouseId: uuidv7() };
    expect(await refusalOf(stock.call.inventory.transfer(nowhere))).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'toWarehouseId' }] },
    });
    const closed = await stock.warehouse(`Closed ${uuidv7()}`, { active: false });
    expect(
      await refusalOf(
        stock.call.inventory.transfer({ ...route({ productId: a, quantity: 1 }), toWarehouseId: closed }),
      ),
    ).toMatchObject({ details: { fields: [{ path: 'toWarehouseId' }] } });
    expect(await figures(a)).toEqual([5, 0, 0]);
    const { id } = await stock.call.inventory.transfer(route({ productId: a, quantity: 1 }));
    const again = stock.call.inventory.transfer({ id, ...route({ productId: a, quantity: 1 }) });
    expect(await refusalOf(again)).toMatchObject({ code: 'STATE_CONFLICT' });
  });
});

describe('in two steps', () => {
  test('a bundle is refused, and named once', async () => {
    const bundle = await stock.product({ isBundle: true });
    expect(await refusalOf(ship(bundle, 1))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.0.productId' }] },
    });
  });

  test('shipped, it is on its way; received in parts, it arrives; a surplus comes in, too', async () => {
    const productId = await stock.stocked(10);
    const { id: transferId } = await ship(productId, 6);
    expect(await figures(productId)).toEqual([4, 0, 6]);
    const levels = await stock.call.inventory.levels({
      productIds: [productId],
      warehouseIds: [stock.secondId],
    });
    expect(levels.items).toMatchObject([{ onHand: 0, incoming: 6 }]);
    const part = await stock.call.transfers.receive({ transferId, lines: [{ lineNumber: 1, quantity: 2 }] });
    expect(part).toMatchObject({ status: 'in_transit', closedAt: null, version: 2 });
    expect(await figures(productId)).toEqual([4, 2, 4]);
    const whole = await stock.call.transfers.receive({ transferId, lines: [{ lineNumber: 1, quantity: 5 }] });
    expect(whole).toMatchObject({ status: 'received', lines: [{ quantityReceived: 7, quantityMissing: 0 }] });
    expect(await figures(productId)).toEqual([4, 7, 0]);
    expect(await refusalOf(stock.call.transfers.receive({ transferId }))).toMatchObject({
      code: 'STATE_CONFLICT',
    });
  });

  test('closed with less than left, the rest is missing and not waited for', async () => {
    const productId = await stock.stocked(10);
    const { id: transferId } = await ship(productId, 6);
    const closed = await stock.call.transfers.receive({
      transferId,
      lines: [{ lineNumber: 1, quantity: 4 }],
      close: true,
    });
    expect(closed).toMatchObject({
      status: 'received',
      lines: [{ quantityReceived: 4, quantityMissing: 2 }],
    });
    expect(await figures(productId)).toEqual([4, 4, 0]);
  });

  test('cancelled it goes back, but not once some of it has arrived', async () => {
    const productId = await stock.stocked(10);
    const { id: transferId } = await ship(productId, 6);
    expect(await stock.call.transfers.cancel({ transferId })).toMatchObject({ status: 'cancelled' });
    expect(await figures(productId)).toEqual([10, 0, 0]);
    const { id } = await ship(productId, 6);
    await stock.call.transfers.receive({ transferId: id, lines: [{ lineNumber: 1, quantity: 1 }] });
    expect(await refusalOf(stock.call.transfers.cancel({ transferId: id }))).toMatchObject({
      code: 'STATE_CONFLICT',
      details: { state: 'partly_received' },
    });
  });

  test('a line that it has not, nothing at all, and a version that is over are refused', async () => {
    const { id: transferId } = await ship(await stock.stocked(10), 6);
    const receive = (lineNumber: number, quantity: number, expectedVersion = 1) =>
      refusalOf(
        stock.call.transfers.receive({ transferId, lines: [{ lineNumber, quantity }], expectedVersion }),
      );
    expect(await receive(2, 1)).toMatchObject({ details: { fields: [{ path: 'lines.0.lineNumber' }] } });
    expect(await receive(1, 0)).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(await receive(1, 1, 7)).toMatchObject({ code: 'VERSION_CONFLICT' });
  });

  test('a destination that waits for goods cannot be closed', async () => {
    const [productId, toWarehouseId] = [await stock.stocked(10), await stock.warehouse('Waiting')];
    await stock.call.transfers.ship({ ...route({ productId, quantity: 1 }), toWarehouseId });
    const closing = stock.callerWith('manager').warehouses.deactivate({ warehouseId: toWarehouseId });
    expect(await refusalOf(closing)).toMatchObject({ code: 'STATE_CONFLICT' });
  });

  test('received and cancelled ten times each at once: it arrives once, or goes back once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const productId = await stock.stocked(10);
      const { id: transferId } = await ship(productId, 6);
      const calls = Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? stock.call.transfers.receive({ transferId })
          : stock.call.transfers.cancel({ transferId }),
      );
      expect(await tally(calls)).toEqual({ done: 1, refused: { STATE_CONFLICT: 19 } });
      const { status } = await stock.call.transfers.get({ transferId });
      expect(await figures(productId)).toEqual(status === 'received' ? [4, 6, 0] : [10, 0, 0]);
      expect(await stock.call.inventory.verify({ productId })).toMatchObject({ driftCount: 0 });
    }
  });

  test('goods both ways at once between the same levels: nobody waits in a circle, and nothing is lost', async () => {
    const products = [await stock.stocked(100), await stock.stocked(100)];
    const back = { fromWarehouseId: stock.secondId, toWarehouseId: stock.warehouseId };
    const lines = products.map((productId) => ({ productId, quantity: 1 }));
    await stock.call.inventory.transfer(route(...products.map((productId) => ({ productId, quantity: 50 }))));
    const calls = Array.from({ length: 40 }, (_, index) =>
      stock.call.inventory.transfer(index % 2 ? route(...lines) : { ...back, lines: lines.toReversed() }),
    );
    expect(await tally(calls)).toEqual({ done: 40, refused: {} });
    expect(await stock.deadlocks()).toBe(0);
    for (const productId of products) expect(await figures(productId)).toEqual([50, 50, 0]);
  });
});

test('transfers.list pages through all, the newest first, with their sums; filters by state and place', async () => {
  const company = await stock.neighbour();
  const productId = await company.stocked(50);
  const way = { fromWarehouseId: company.warehouseId, toWarehouseId: company.secondId };
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    const lines = [{ productId, quantity: 1 + index }];
    ids.push((await company.call.transfers.ship({ ...way, lines })).id);
  }
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await company.call.transfers.list({ limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
  await company.call.transfers.receive({ transferId: ids[4] ?? '' });
  const received = await company.call.transfers.list({ status: 'received' });
  expect(received.items).toMatchObject([{ id: ids[4], lineCount: 1, quantity: 5, quantityReceived: 5 }]);
  expect((await company.call.transfers.list({ fromWarehouseId: company.secondId })).items).toEqual([]);
  expect((await stock.call.transfers.list()).items.map(({ id }) => id)).not.toContain(ids[0]);
});
