import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

type Page = Awaited<ReturnType<StockCompany['call']['returns']['list']>>;

describe('returns.list', () => {
  test('pages give every return once, newest first; with a sale, those of the sale', async () => {
    const productId = await stock.stocked(20);
    const { id: saleId } = await stock.call.sales.create({ lines: [stock.lineOf(productId, 5)] });
    await stock.call.sales.complete({ saleId });
    const [all, ofSale]: [string[], string[]] = [[], []];
    for (let round = 0; round < 4; round += 1) {
      const known = await stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 1 }] });
      const other = await stock.call.returns.createUnlinked({
        lines: [{ ...stock.lineOf(productId, 1), unitPrice: '1.00' }],
      });
      all.unshift(other.id, known.id);
      ofSale.unshift(known.id);
    }
    const walk = async (filter: { saleId?: string; limit: number }) => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page: Page = await stock.call.returns.list({ ...filter, ...(cursor !== null && { cursor }) });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor !== null);
      return seen;
    };
    for (const limit of [1, 3, 8, 50]) {
      expect(await walk({ limit })).toEqual(all);
      expect(await walk({ limit, saleId })).toEqual(ofSale);
    }
  });

  test('an item is the return without its lines; a made-up cursor is refused by its field', async () => {
    const productId = await stock.stocked(1);
    const { lines, ...summary } = await stock.call.returns.createUnlinked({
      notes: 'Wrong colour',
      lines: [{ ...stock.lineOf(productId, 1), unitPrice: '1.00' }],
    });
    expect((await stock.call.returns.list({ limit: 1 })).items).toEqual([
      { ...summary, lineCount: lines.length },
    ]);
    for (const cursor of ['made-up', Buffer.from('{"id":"x"}').toString('base64url')]) {
      expect(await refusalOf(stock.call.returns.list({ cursor }))).toMatchObject({
        details: { fields: [{ path: 'cursor' }] },
      });
    }
  });
});
