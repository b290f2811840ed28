import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany, tally } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;
let call: ReturnType<StockCompany['callerWith']>;

beforeAll(async () => {
  stock = await openStockCompany();
  call = stock.callerWith('manager');
});
afterAll(() => stock.drop());

let serial = 0;
const fields = () => ({ sku: `SET-${++serial}`, name: `Set ${serial}`, price: '10.00' });
const bundle = async (...components: { productId: string; quantity: number }[]) =>
  (await call.products.createBundle({ ...fields(), components })).productId;

describe('products.createBundle', () => {
  test('answers the bundle with its components, tells the outbox, and has no stock of its own', async () => {
    const cup = await stock.product({ sku: 'CUP', name: 'Cup' });
    const answer = await call.products.createBundle({
      ...fields(),
      sku: 'TEASET',
      components: [{ productId: cup, quantity: 6 }],
    });
    expect(answer).toMatchObject({
      product: { sku: 'TEASET', isBundle: true },
      components: [{ productId: cup, sku: 'CUP', productName: 'Cup', quantity: 6, isBundle: false }],
    });
    expect(await call.products.getBundle({ productId: answer.productId })).toEqual({
      productId: answer.productId,
      components: answer.components,
    });
    expect(await call.products.getBundle({ productId: cup })).toEqual({ productId: cup, components: [] });
    const events = await stock.asAdmin(
      `select type from outbox_events where payload->>'productId' = $1 order by type`,
      [answer.productId],
    );
    expect(events.map(({ type }) => type)).toEqual(['bundle.changed', 'product.created']);
    const line = { productId: answer.productId, warehouseId: stock.warehouseId, quantity: 1 };
    expect(await refusalOf(call.inventory.receive({ lines: [line] }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.0.productId' }] },
    });
  });

  test('what it is made of is there, is the company’s and is sold; else each is named', async () => {
    const { product: foreign } = await stock.neighbour();
    const archived = await stock.product({ lifecycle: 'archived' });
    const unknown = [await foreign(), uuidv7()].map((productId) => ({ productId, quantity: 1 }));
    expect(await refusalOf(bundle(...unknown))).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'components.0.productId' }, { path: 'components.1.productId' }] },
    });
    expect(await refusalOf(bundle({ productId: archived, quantity: 1 }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'components.0.productId' }] },
    });
  });

  test('more units than a level can hold, and more than eight bundles in each other, are refused', async () => {
    const cup = await stock.product();
    let inner = await bundle({ productId: cup, quantity: 2_147_483_647 });
    expect(await refusalOf(bundle({ productId: inner, quantity: 2 }))).toMatchObject({
      code: 'VALIDATION_FAILED',
    });
    for (let depth = 2; depth <= 8; depth += 1) inner = await bundle({ productId: inner, quantity: 1 });
    expect(await refusalOf(bundle({ productId: inner, quantity: 1 }))).toMatchObject({
      details: { fields: [{ message: expect.stringContaining('9 deep') }] },
    });
  });

  test('an operator makes none', async () => {
    const components = [{ productId: await stock.product(), quantity: 1 }];
    const made = stock.callerWith('operator').products.createBundle({ ...fields(), components });
    expect(await refusalOf(made)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('products.setBundle', () => {
  test('replaces the components; what is held keeps those it has', async () => {
    const [cup, plate] = [await stock.stocked(10), await stock.stocked(10)];
    const set = await bundle({ productId: cup, quantity: 2 });
    const { id } = await call.inventory.reserve({ lines: [stock.lineOf(set, 1)] });
    await call.products.setBundle({ productId: set, components: [{ productId: plate, quantity: 3 }] });
    await call.inventory.reserve({ lines: [stock.lineOf(set, 1)] });
    await call.inventory.commit({ reservationId: id });
    expect(await stock.level(cup)).toMatchObject({ onHand: 8, reserved: 0 });
    expect(await stock.level(plate)).toMatchObject({ onHand: 10, reserved: 3 });
  });

  test('a product that was not made as a bundle stays one that is stocked', async () => {
    const [cup, other] = [await stock.product(), await stock.product()];
    const set = call.products.setBundle({ productId: cup, components: [{ productId: other, quantity: 1 }] });
    expect(await refusalOf(set)).toMatchObject({ code: 'STATE_CONFLICT', details: { state: 'stocked' } });
  });

  test('a circle is refused at any depth, with the way round', async () => {
    const cup = await stock.product();
    const inner = await bundle({ productId: cup, quantity: 1 });
    const middle = await bundle({ productId: inner, quantity: 1 });
    const outer = await bundle({ productId: middle, quantity: 1 });
    for (const productId of [inner, middle, outer]) {
      const refused = call.products.setBundle({ productId: inner, components: [{ productId, quantity: 1 }] });
      expect(await refusalOf(refused)).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: {
          fields: [
            { path: 'components.0.productId', message: expect.stringContaining('cannot hold itself') },
          ],
        },
      });
    }
  });

  test('two bundles put into each other at once: one goes in, and there is no circle', async () => {
    for (let round = 0; round < 10; round += 1) {
      const cup = await stock.product();
      const [a, b] = [
        await bundle({ productId: cup, quantity: 1 }),
        await bundle({ productId: cup, quantity: 1 }),
      ];
      const calls = [
        call.products.setBundle({ productId: a, components: [{ productId: b, quantity: 1 }] }),
        call.products.setBundle({ productId: b, components: [{ productId: a, quantity: 1 }] }),
      ];
      expect(await tally(calls)).toEqual({ done: 1, refused: { VALIDATION_FAILED: 1 } });
    }
  });
});
