import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;
let productId: string;
let now = new Date('2026-01-01T00:00:00.000Z');

beforeAll(async () => {
  stock = await openStockCompany({ now: () => now });
  productId = await stock.product();
  await stock.call.inventory.receive({
    lines: [{ productId, warehouseId: stock.warehouseId, quantity: 1000 }],
  });
});
afterAll(() => stock.drop());

type Fields = Omit<Parameters<typeof stock.call.sales.create>[0], 'lines'>;
const sell = (fields: Fields = {}) =>
  stock.call.sales.create({ ...fields, lines: [{ productId, warehouseId: stock.warehouseId, quantity: 1 }] });

describe('sales.list', () => {
  test('pages give every sale once, newest sale date first, also where many have the same', async () => {
    const made: string[] = [];
    for (let day = 1; day <= 3; day += 1) {
      now = new Date(Date.UTC(2026, 1, day));
      for (let sale = 0; sale < 3; sale += 1) made.unshift((await sell({ channel: 'paged' })).id);
    }
    for (const limit of [1, 2, 4, 9, 50]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof stock.call.sales.list>> = await stock.call.sales.list({
          channel: 'paged',
          limit,
          ...(cursor !== null && { cursor }),
        });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(made);
    }
  });

  test('filters by state, channel, product, time, part of the customer’s name and whole external id', async () => {
    now = new Date('2026-03-01T00:00:00.000Z');
    const grace = await sell({ channel: 'f', customerName: 'Grace 100% Hopper', externalId: 'EXT-1' });
    now = new Date('2026-03-02T00:00:00.000Z');
    const draft = await sell({ channel: 'f', status: 'draft', customerName: 'Ada', externalId: 'EXT-10' });
    const found = async (filter: Parameters<typeof stock.call.sales.list>[0]) =>
      (await stock.call.sales.list({ channel: 'f', ...filter })).items.map(({ id }) => id);
    expect(await found({})).toEqual([draft.id, grace.id]);
    expect(await found({ statuses: ['draft', 'cancelled'] })).toEqual([draft.id]);
    expect(await found({ search: '100% hop' })).toEqual([grace.id]);
    expect(await found({ search: 'EXT-1' })).toEqual([grace.id]);
    expect(await found({ from: '2026-03-02T00:00:00Z' })).toEqual([draft.id]);
    expect(await found({ before: '2026-03-02T00:00:00Z' })).toEqual([grace.id]);
    expect(await found({ productId })).toEqual([draft.id, grace.id]);
    expect(await found({ productId: await stock.product() })).toEqual([]);
    expect(await found({ channel: 'F' })).toEqual([]);
  });

  test('an item is the sale without its lines', async () => {
    const { lines, ...summary } = await sell({ channel: 'summary' });
    expect(lines).toHaveLength(1);
    expect((await stock.call.sales.list({ channel: 'summary' })).items).toEqual([summary]);
  });

  test('another company sees none of it, and a made-up cursor is refused by its field', async () => {
    const other = await stock.neighbour();
    expect((await other.call.sales.list({})).items).toEqual([]);
    expect(await refusalOf(stock.call.sales.list({ cursor: 'made-up' }))).toMatchObject({
      details: { fields: [{ path: 'cursor' }] },
    });
  });
});
