import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../inventory/testing/stock-company.ts';
import { counted, openShelves } from './testing/shelf.ts';

let stock: Awaited<ReturnType<typeof openShelves>>;

beforeAll(async () => {
  stock = await openShelves();
});
afterAll(() => stock.drop());

describe('known answers', () => {
  test('20 → 19, 30 → 33, 10 → 10: movements of −1, +3 and none; all three are marked as counted', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20, 30, 10);
    const { counts } = stock.call;
    const count = await counts.open({ warehouseId, notes: 'Yearly' });
    expect(count).toMatchObject({
      status: 'open',
      lineCount: 3,
      countedCount: 0,
      version: 1,
      notes: 'Yearly',
    });
    const recorded = await counts.record({ countId: count.id, lines: counted(productIds, [19, 33, 10]) });
    expect(recorded).toMatchObject({ countedCount: 3, differenceCount: 2, version: 2 });
    const { count: posted, changes } = await counts.post({ countId: count.id });
    expect(posted).toMatchObject({ status: 'posted', differenceCount: 2, version: 3 });
    expect(changes.map(({ postedChange }) => postedChange).sort()).toEqual([-1, 3]);
    expect(await Promise.all(productIds.map((id) => stock.onHand(id, warehouseId)))).toEqual([19, 33, 10]);
    expect(await Promise.all(productIds.map((id) => stock.kinds(id, warehouseId)))).toEqual([
      ['RECEIPT 20', 'COUNT -1'],
      ['RECEIPT 30', 'COUNT 3'],
      ['RECEIPT 10'],
    ]);
    const { items } = await stock.call.inventory.levels({ warehouseIds: [warehouseId] });
    expect(items.every(({ lastCountedAt }) => lastCountedAt !== null)).toBe(true);
    expect(await counts.get({ countId: count.id })).toEqual(posted);
    expect(await stock.call.inventory.verify({ warehouseId })).toMatchObject({ driftCount: 0 });
  });

  test('a sale between counting and posting is not lost: 20, counted 19, two sold, posted: 17', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20, 30, 10);
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    await stock.call.counts.record({ countId, lines: counted(productIds, [19, 33, 10]) });
    for (const productId of productIds) await stock.takeAway(productId, warehouseId, 2);
    await stock.call.counts.post({ countId });
    expect(await Promise.all(productIds.map((id) => stock.onHand(id, warehouseId)))).toEqual([17, 31, 8]);
  });

  test('a sale between opening and counting is expected: 20, two sold, counted 17: −1', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20);
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    await stock.takeAway(productIds[0], warehouseId, 2);
    await stock.call.counts.record({ countId, lines: counted(productIds, [17]) });
    const { changes } = await stock.call.counts.post({ countId });
    expect(changes).toMatchObject([
      { openedOnHand: 20, expectedOnHand: 18, countedQuantity: 17, postedChange: -1 },
    ]);
    expect(await stock.onHand(productIds[0], warehouseId)).toBe(17);
  });

  test('counted on paper before a sale, entered after it: countedAt says which stock was meant', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20);
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    const countedAt = new Date().toISOString();
    await new Promise((done) => setTimeout(done, 5));
    await stock.takeAway(productIds[0], warehouseId, 3);
    await stock.call.counts.record({
      countId,
      lines: [{ productId: productIds[0], quantity: 19, countedAt }],
    });
    await stock.call.counts.post({ countId });
    expect(await stock.onHand(productIds[0], warehouseId)).toBe(16);
  });
});

describe('counts.open', () => {
  test('of everything: what has stock, and what is active; not the rest; nothing to count is refused', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(5, 5);
    const gone = await stock.product();
    const line = { productId: gone, warehouseId };
    await stock.call.inventory.receive({ lines: [{ ...line, quantity: 1 }] });
    await stock.takeAway(gone, warehouseId, 1);
    await stock.callerWith('manager').products.deactivate({ productId: gone });
    const { lineCount } = await stock.call.counts.open({ warehouseId });
    expect(lineCount).toBe(productIds.length);
    expect(await refusalOf(stock.call.counts.open({ warehouseId: await stock.shelf() }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'warehouseId' }] },
    });
  });

  test('of named products: one that never was here gets a level; unknown ones and bundles are named', async () => {
    const warehouseId = await stock.shelf();
    const productId = await stock.product();
    const count = await stock.call.counts.open({ warehouseId, productIds: [productId, productId] });
    expect(count.lineCount).toBe(1);
    await stock.call.counts.record({ countId: count.id, lines: [{ productId, quantity: 4 }] });
    await stock.call.counts.post({ countId: count.id });
    expect(await stock.onHand(productId, warehouseId)).toBe(4);

    const unknown = stock.call.counts.open({ warehouseId, productIds: [productId, uuidv7()] });
    expect(await refusalOf(unknown)).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'productIds.1' }] },
    });
    const bundle = await stock.product({ isBundle: true });
    expect(await refusalOf(stock.call.counts.open({ warehouseId, productIds: [bundle] }))).toMatchObject({
      details: { fields: [{ path: 'productIds.0' }] },
    });
  });

  test('a product is in one open count of a warehouse, also when ten open one at once', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(5);
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => stock.call.counts.open({ warehouseId, productIds })),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const again = await refusalOf(stock.call.counts.open({ warehouseId }));
    expect(again).toMatchObject({ code: 'STATE_CONFLICT', details: { state: 'being_counted' } });
    const { items } = await stock.call.counts.list({ warehouseId, status: 'open' });
    await stock.call.counts.cancel({ countId: items[0]?.id ?? '' });
    await stock.call.counts.open({ warehouseId });
  });

  test('by category; the same id twice is one count or a conflict', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(5, 5);
    const manager = stock.callerWith('manager');
    const { id: categoryId } = await manager.categories.create({ name: `Tea ${uuidv7()}` });
    await manager.products.update({ productId: productIds[0], categoryId });
    const id = uuidv7();
    const count = await stock.call.counts.open({ id, warehouseId, categoryIds: [categoryId] });
    expect(count).toMatchObject({ id, lineCount: 1 });
    await stock.call.counts.cancel({ countId: id });
    expect(await refusalOf(stock.call.counts.open({ id, warehouseId }))).toMatchObject({
      details: { state: 'exists' },
    });
    expect(await refusalOf(stock.call.counts.open({ warehouseId, categoryIds: [uuidv7()] }))).toMatchObject({
      code: 'INVALID_REFERENCE',
    });
  });
});

describe('counts.record', () => {
  test('again replaces; what was found on the shelf comes in; nothing moves yet', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20);
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    await stock.call.counts.record({ countId, lines: counted(productIds, [18]) });
    const found = await stock.product();
    const after = await stock.call.counts.record({
      countId,
      lines: [...counted(productIds, [20]), { productId: found, quantity: 2, notes: 'Behind the door' }],
    });
    expect(after).toMatchObject({ lineCount: 2, countedCount: 2, differenceCount: 1 });
    expect(await stock.onHand(productIds[0], warehouseId)).toBe(20);
    const { items } = await stock.call.counts.lines({ countId, show: 'different' });
    expect(items).toMatchObject([{ productId: found, difference: 2, rounds: 1, notes: 'Behind the door' }]);
    await stock.call.counts.post({ countId });
    expect(await stock.onHand(found, warehouseId)).toBe(2);
  });

  test('of two people at one shelf who counted from the same, one is refused by name, and nothing of that call is written', async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20, 30);
    const [mug = '', pot = ''] = productIds;
    const { id: countId } = await stock.call.counts.open({ warehouseId });
    const record = (lines: { productId: string; quantity: number; expectedRounds: number }[]) =>
      stock.call.counts.record({ countId, lines });
    const found = await stock.product();
    const answers = await Promise.allSettled([
      record([{ productId: mug, quantity: 19, expectedRounds: 0 }]),
      record([{ productId: mug, quantity: 18, expectedRounds: 0 }]),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const late = refusalOf(
      record([
        { productId: pot, quantity: 30, expectedRounds: 0 },
        { productId: mug, quantity: 18, expectedRounds: 0 },
        { productId: found, quantity: 1, expectedRounds: 2 },
      ]),
    );
    expect(await late).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: {
        conflicts: [
          { id: mug, warehouseId, expected: 0, current: 1 },
          { id: found, warehouseId, expected: 2, current: 0 },
        ],
      },
    });
    expect(await stock.call.counts.get({ countId })).toMatchObject({ countedCount: 1, lineCount: 2 });
    expect(await record([{ productId: mug, quantity: 18, expectedRounds: 1 }])).toMatchObject({
      countedCount: 1,
    });
  });

  test("refused: twice in a call, the future, before the count, another count's product, closed", async () => {
    const { warehouseId, productIds } = await stock.shelfWith(20, 20);
    const [first, second] = productIds;
    const { id: countId } = await stock.call.counts.open({ warehouseId, productIds: [first] });
    const record = (line: object) =>
      refusalOf(stock.call.counts.record({ countId, lines: [{ productId: first, quantity: 1, ...line }] }));
    for (const countedAt of ['2999-01-01T00:00:00Z', '2020-01-01T00:00:00Z']) {
      expect(await record({ countedAt })).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { fields: [{ path: 'lines.0.countedAt' }] },
      });
    }
    await stock.call.counts.open({ warehouseId, productIds: [second ?? ''] });
    expect(await record({ productId: second })).toMatchObject({ details: { state: 'being_counted' } });
    expect(await record({ productId: uuidv7() })).toMatchObject({ code: 'INVALID_REFERENCE' });
    await stock.call.counts.cancel({ countId });
    expect(await record({})).toMatchObject({ code: 'STATE_CONFLICT', details: { state: 'cancelled' } });
    expect(await refusalOf(stock.call.counts.post({ countId }))).toMatchObject({ code: 'STATE_CONFLICT' });
    expect(await refusalOf(stock.call.counts.cancel({ countId: uuidv7() }))).toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});
