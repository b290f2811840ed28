import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../inventory/testing/stock-company.ts';
import { counted, openShelves } from './testing/shelf.ts';

let stock: Awaited<ReturnType<typeof openShelves>>;

beforeAll(async () => {
  stock = await openShelves();
});
afterAll(() => stock.drop());

describe('blind, recount, post', () => {
  test('a blind count tells nothing of the books while it is open, and all of it afterwards', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20);
    const { id: countId } = await stock.call.counts.open({ warehouseId, blind: true });
    expect(await stock.call.counts.record({ countId, lines: counted(productIds, [19]) })).toMatchObject({
      differenceCount: null,
    });
    const { items } = await stock.call.counts.lines({ countId });
    expect(items).toMatchObject([
      { openedOnHand: null, expectedOnHand: null, difference: null, countedQuantity: 19 },
    ]);
    expect(await refusalOf(stock.call.counts.lines({ countId, show: 'different' }))).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    await stock.call.counts.post({ countId });
    const after = await stock.call.counts.lines({ countId });
    expect(after.items).toMatchObject([
      { openedOnHand: 20, expectedOnHand: 20, difference: -1, postedChange: -1 },
    ]);
  });

  test('what differs is counted once more, and posted only then; uncounted lines are refused or skipped', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20, 30, 10);
    const [first] = productIds;
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    await stock.call.counts.record({ countId, lines: counted(productIds.slice(0, 2), [15, 30]) });
    const asked = await stock.call.counts.recount({ countId });
    expect(asked).toMatchObject({ recountCount: 1, countedCount: 1 });
    expect((await stock.call.counts.lines({ countId, show: 'recount' })).items).toMatchObject([
      { productId: first, countedQuantity: null, rounds: 1 },
    ]);
    expect(await refusalOf(stock.call.counts.post({ countId }))).toMatchObject({
      code: 'STATE_CONFLICT',
      details: { state: 'uncounted' },
    });
    await stock.call.counts.record({ countId, lines: [{ productId: first, quantity: 20 }] });
    const stale = stock.call.counts.post({ countId, uncounted: 'skip', expectedVersion: 2 });
    expect(await refusalOf(stale)).toMatchObject({ code: 'VERSION_CONFLICT' });
    const { count, changes } = await stock.call.counts.post({ countId, uncounted: 'skip' });
    expect(count).toMatchObject({ status: 'posted', countedCount: 2, differenceCount: 0, recountCount: 0 });
    expect(changes).toEqual([]);
    expect(await refusalOf(stock.call.counts.recount({ countId }))).toMatchObject({ code: 'STATE_CONFLICT' });
  });

  test('under what is held it is refused, naming every level, and nothing is half posted', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20, 20, 20);
    const lines = productIds.slice(0, 2).map((productId) => ({ productId, warehouseId, quantity: 15 }));
    const hold = await stock.call.inventory.reserve({ lines });
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    await stock.call.counts.record({ countId, lines: counted(productIds, [14, 10, 25]) });
    const refused = await refusalOf(stock.call.counts.post({ countId }));
    expect(refused).toMatchObject({ code: 'INSUFFICIENT_STOCK' });
    expect(refused.details).toMatchObject({ shortages: [{ available: 5 }, { available: 5 }] });
    expect(await stock.call.counts.get({ countId })).toMatchObject({ status: 'open' });
    await stock.call.inventory.release({ reservationId: hold.id });
    await stock.call.counts.post({ countId });
    expect(await Promise.all(productIds.map((id) => stock.onHand(id, warehouseId)))).toEqual([14, 10, 25]);
  });

  test('posted ten times at once, while stock is sold and received: the difference counts once', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(100);
    const [productId] = productIds;
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    await stock.call.counts.record({ countId, lines: counted(productIds, [97]) });
    const posts = Array.from({ length: 10 }, () => stock.call.counts.post({ countId }));
    const moves = Array.from({ length: 10 }, (_, index) =>
      index % 2 === 0
        ? stock.takeAway(productId, warehouseId, 3)
        : stock.call.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1 }] }),
    );
    const results = await Promise.allSettled(posts);
    await Promise.all(moves);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await stock.onHand(productId, warehouseId)).toBe(100 - 3 - 15 + 5);
    expect(await stock.call.inventory.verify({ warehouseId })).toMatchObject({ driftCount: 0 });
  });

  test('the outbox tells of opening, posting and cancelling; lists have pages', async () => {
    const { warehouseId } = await stock.shelfWith(1, 2, 3);
    const before = (await stock.call.events.list({ limit: 1 })).lastSequence;
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    const first = await stock.call.counts.lines({ countId, limit: 2 });
    const rest = await stock.call.counts.lines({ countId, limit: 2, cursor: first.nextCursor ?? '' });
    expect([first.items.length, rest.items.length, rest.nextCursor]).toEqual([2, 1, null]);
    await stock.call.counts.post({ countId, uncounted: 'skip' });
    const { id } = await stock.call.counts.open({ warehouseId });
    await stock.call.counts.cancel({ countId: id });
    const types = ['count.opened', 'count.posted', 'count.cancelled'];
    const events = await stock.call.events.list({ after: before, types });
    const told = events.items.filter(({ data }) => data.warehouseId === warehouseId);
    expect(told.map(({ type }) => type)).toEqual([
      'count.opened',
      'count.posted',
      'count.opened',
      'count.cancelled',
    ]);
    const newest = await stock.call.counts.list({ warehouseId, limit: 1 });
    const older = await stock.call.counts.list({ warehouseId, cursor: newest.nextCursor ?? '' });
    expect([newest.items[0]?.id, older.items[0]?.id]).toEqual([id, countId]);
  });
});
