import { recordEvents } from '@stockflow/db';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

/** Everything from there to where it ends just now, page by page. */
const follow = async (after = 0, limit = 250, call = stock.call) => {
  const items = [];
  for (let at = after; ; ) {
    const page = await call.events.list({ after: at, limit });
    items.push(...page.items);
    at = page.lastSequence;
    if (!page.hasMore) return { items, lastSequence: at };
  }
};

describe('events.list', () => {
  test('tells what happened, in order, numbered from 1 without a gap', async () => {
    const company = await stock.neighbour();
    const productId = await company.stocked(5);
    const { id } = await company.call.inventory.reserve({ lines: [company.lineOf(productId, 2)] });
    await company.call.inventory.commit({ reservationId: id });
    const { items, lastSequence } = await follow(0, 2, company.call);
    expect(items.map(({ sequence, type }) => [sequence, type])).toEqual([
      [1, 'stock.changed'],
      [2, 'alert.opened'],
      [3, 'stock.changed'],
      [4, 'reservation.created'],
      [5, 'stock.changed'],
      [6, 'reservation.committed'],
    ]);
    expect(lastSequence).toBe(6);
    expect(items[5]).toMatchObject({
      id: expect.any(String),
      occurredAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      data: { reservationId: id, status: 'committed', lines: [{ productId, quantityCommitted: 2 }] },
    });
    expect(await company.call.events.list({ after: 6 })).toEqual({
      items: [],
      lastSequence: 6,
      hasMore: false,
    });
    const some = await company.call.events.list({ types: ['reservation.created'] });
    expect(some).toMatchObject({ items: [{ sequence: 4 }], lastSequence: 6, hasMore: false });
  });

  test('a refused call tells nothing, and another company’s events are not there', async () => {
    const [company, other] = [await stock.neighbour(), await stock.neighbour()];
    const productId = await company.stocked(1);
    const { lastSequence } = await follow(0, 250, company.call);
    await refusalOf(company.call.inventory.reserve({ lines: [company.lineOf(productId, 2)] }));
    expect(await company.call.events.list({ after: lastSequence })).toMatchObject({ items: [] });
    expect(await other.call.events.list()).toEqual({ items: [], lastSequence: 0, hasMore: false });
  });

  test('writers of any length and three followers at once: each follower sees every event once, in one order', async () => {
    const company = await stock.neighbour();
    let writing = true;
    const ids: string[] = [];
    const writer = async () => {
      for (let round = 0; round < 25; round += 1) {
        const own = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, () => uuidv7());
        await company.inCompany(async (tx) => {
          await tx.query({ text: 'select pg_sleep($1)', values: [Math.random() * 0.01] });
          recordEvents(
            tx,
            own.map((productId) => ({ type: 'product.updated' as const, data: { productId } })),
            new Date(),
          );
        });
        ids.push(...own);
      }
    };
    const follower = async () => {
      const seen: { sequence: number; productId: unknown }[] = [];
      for (let at = 0, isLast = false; ; ) {
        const page = await company.call.events.list({ after: at, limit: 7 });
        seen.push(...page.items.map(({ sequence, data }) => ({ sequence, productId: data.productId })));
        at = page.lastSequence;
        if (page.hasMore) continue;
        if (isLast) return seen;
        isLast = !writing;
      }
    };
    const followers = [follower(), follower(), follower()];
    await Promise.all(Array.from({ length: 6 }, writer));
    writing = false;
    const [first, ...others] = await Promise.all(followers);
    expect(first?.map(({ sequence }) => sequence)).toEqual(ids.map((_, index) => index + 1));
    expect(new Set(first?.map(({ productId }) => productId))).toEqual(new Set(ids));
    for (const other of others) expect(other).toEqual(first);
  });
});
