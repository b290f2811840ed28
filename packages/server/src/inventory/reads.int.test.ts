import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from './testing/stock-company.ts';

let stock: StockCompany;
let now = new Date('2026-01-01T00:00:00.000Z');

beforeAll(async () => {
  stock = await openStockCompany({ now: () => now });
});
afterAll(() => stock.drop());

const receive = (productId: string, quantity: number, warehouseId = stock.warehouseId) =>
  stock.call.inventory.receive({ lines: [{ productId, warehouseId, quantity }] });

/** All items of a list, page by page. */
const allPages = async <T>(page: (cursor?: string) => Promise<{ items: T[]; nextCursor: string | null }>) => {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const { items: found, nextCursor } = await page(cursor);
    items.push(...found);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
  return items;
};

describe('inventory.levels', () => {
  test('pages of any size give every level once, by SKU whatever its case and then warehouse', async () => {
    const skus = ['lv-b', 'LV-A', 'lv-D', 'LV-c'];
    for (const sku of skus) {
      const productId = await stock.product({ sku, name: `Levelled ${sku}` });
      await receive(productId, 3);
      await receive(productId, 4, stock.secondId);
    }
    for (const limit of [1, 3, 8, 250]) {
      const items = await allPages((cursor) =>
        stock.call.inventory.levels({ search: 'levelled', limit, ...(cursor && { cursor }) }),
      );
      expect(items.map(({ sku, warehouseName }) => `${sku} ${warehouseName}`)).toEqual(
        ['LV-A', 'lv-b', 'LV-c', 'lv-D'].flatMap((sku) => [
          `${sku} Main warehouse`,
          `${sku} Second warehouse`,
        ]),
      );
    }
  });

  test('shows all that a person needs to read a level', async () => {
    const productId = await stock.product({ sku: 'SHOWN-1', name: 'Earl Grey' });
    await receive(productId, 10);
    await stock.call.sales.create({ lines: [{ productId, warehouseId: stock.warehouseId, quantity: 4 }] });
    const { items } = await stock.call.inventory.levels({ productIds: [productId] });
    expect(items).toEqual([
      {
        productId,
        warehouseId: stock.warehouseId,
        onHand: 10,
        reserved: 4,
        available: 6,
        incoming: 0,
        version: 2,
        sku: 'SHOWN-1',
        productName: 'Earl Grey',
        warehouseName: 'Main warehouse',
        averageCost: null,
        lastCost: null,
        lastCountedAt: null,
        updatedAt: now.toISOString(),
      },
    ]);
  });

  test('search finds part of name or SKU and the whole barcode; wildcards in it are letters', async () => {
    const productId = await stock.product({
      sku: 'FIND-ME-77',
      name: 'Half_price 100% tea',
      barcode: '4006381333931',
    });
    await receive(productId, 1);
    const found = async (search: string) =>
      (await stock.call.inventory.levels({ search })).items.map((item) => item.productId);
    for (const search of ['ind-me', 'PRICE 100%', 'half_', '4006381333931'])
      expect(await found(search)).toEqual([productId]);
    for (const search of ['400638133393', 'h%e tea', 'FIND_ME']) expect(await found(search)).toEqual([]);
  });

  test('filters by warehouse and product', async () => {
    const productId = await stock.product();
    await receive(productId, 1);
    await receive(productId, 2, stock.secondId);
    const { items } = await stock.call.inventory.levels({
      productIds: [productId],
      warehouseIds: [stock.secondId],
    });
    expect(items).toMatchObject([{ onHand: 2, warehouseId: stock.secondId }]);
  });

  test('a cursor of another list is refused by its field', async () => {
    const { nextCursor } = await stock.call.inventory.history({ limit: 1 });
    expect(await refusalOf(stock.call.inventory.levels({ cursor: nextCursor ?? '' }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'cursor' }] },
    });
  });
});

describe('inventory.history', () => {
  test('is newest first, with a running balance, in pages that neither skip nor repeat', async () => {
    const productId = await stock.product();
    for (let step = 1; step <= 7; step += 1) await receive(productId, step);
    for (const filter of [{ productId }, { productId, warehouseId: stock.warehouseId }]) {
      const items = await allPages((cursor) =>
        stock.call.inventory.history({ ...filter, limit: 2, ...(cursor && { cursor }) }),
      );
      expect(items.map(({ sequence }) => sequence)).toEqual([7, 6, 5, 4, 3, 2, 1]);
      items.slice(0, -1).forEach((item, index) => {
        expect(item.onHandBefore).toBe(items[index + 1]?.onHandAfter);
      });
    }
  });

  test('filters by kind, reference and time of recording', async () => {
    const productId = await stock.product();
    now = new Date('2026-02-01T00:00:00.000Z');
    await receive(productId, 10);
    now = new Date('2026-02-02T00:00:00.000Z');
    const sale = await stock.call.sales.create({
      lines: [{ productId, warehouseId: stock.warehouseId, quantity: 1 }],
    });
    const kinds = async (filter: Parameters<typeof stock.call.inventory.history>[0]) =>
      (await stock.call.inventory.history({ productId, ...filter })).items.map(({ kind }) => kind);
    expect(await kinds({})).toEqual(['RESERVATION', 'RECEIPT']);
    expect(await kinds({ kinds: ['RECEIPT', 'RETURN'] })).toEqual(['RECEIPT']);
    expect(await kinds({ referenceId: sale.id })).toEqual(['RESERVATION']);
    expect(await kinds({ recordedFrom: '2026-02-02T00:00:00Z' })).toEqual(['RESERVATION']);
    expect(await kinds({ recordedBefore: '2026-02-02T00:00:00Z' })).toEqual(['RECEIPT']);
  });

  test('another company sees none of it', async () => {
    const productId = await stock.product();
    await receive(productId, 1);
    const { call } = await stock.neighbour();
    expect((await call.inventory.history({ productId })).items).toEqual([]);
    expect((await call.inventory.levels({})).items).toEqual([]);
    expect(await call.inventory.verify({})).toMatchObject({ levelsChecked: 0, movementsChecked: 0 });
  });
});
