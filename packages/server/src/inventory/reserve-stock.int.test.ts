import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from './testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

/** A product with so many in the first warehouse, and so many in the second. */
const spread = async (first: number, second: number) => {
  const productId = await stock.product();
  const lines = [
    { productId, warehouseId: stock.warehouseId, quantity: first },
    { productId, warehouseId: stock.secondId, quantity: second },
  ].filter(({ quantity }) => quantity > 0);
  await stock.call.inventory.receive({ lines });
  return productId;
};

/** A bundle of these, past the door that makes bundles. */
const bundleOf = async (parts: Record<string, number>) => {
  const bundleId = await stock.product({ isBundle: true });
  for (const [componentId, quantity] of Object.entries(parts)) {
    await stock.asAdmin('insert into product_bundles values ($1, $2, $3, $4)', [
      stock.companyId,
      bundleId,
      componentId,
      quantity,
    ]);
  }
  return bundleId;
};

const reserve = (...lines: { productId: string; quantity: number; warehouseId?: string }[]) =>
  stock.call.inventory.reserve({ lines });

describe('inventory.reserve', () => {
  test('100 on hand, 80 reserved: 20 more pass, 21 are refused with nothing changed', async () => {
    const productId = await stock.stocked(100);
    await reserve(stock.lineOf(productId, 80));
    expect(await refusalOf(reserve(stock.lineOf(productId, 21)))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId, warehouseId: stock.warehouseId, requested: 21, available: 20 }] },
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 100, reserved: 80, version: 2 });
    await reserve(stock.lineOf(productId, 20));
    expect(await stock.level(productId)).toMatchObject({ onHand: 100, reserved: 100, version: 3 });
  });

  test('answers the hold with its lines and its end, and writes rows, movement and events that say the same', async () => {
    const productId = await stock.stocked(9);
    const id = uuidv7();
    const referenceId = uuidv7();
    const before = Date.now();
    const reservation = await stock.call.inventory.reserve({
      id,
      lines: [stock.lineOf(productId, 4)],
      ttlSeconds: 60,
      referenceType: 'cart',
      referenceId,
      notes: 'For Ada',
    });
    expect(reservation).toEqual({
      id,
      status: 'active',
      expiresAt: expect.any(String),
      referenceType: 'cart',
      referenceId,
      notes: 'For Ada',
      endedAt: null,
      createdAt: expect.any(String),
      lines: [
        {
          lineNumber: 1,
          askedLine: 1,
          productId,
          bundleId: null,
          warehouseId: stock.warehouseId,
          quantity: 4,
          quantityCommitted: 0,
          quantityReleased: 0,
        },
      ],
    });
    const lasts = Date.parse(reservation.expiresAt ?? '') - before;
    expect(Math.abs(lasts - 60_000)).toBeLessThan(30_000);
    const [row] = await stock.asAdmin('select status, actor_type, actor_id from reservations where id = $1', [
      id,
    ]);
    expect(row).toEqual({ status: 'active', actor_type: 'user', actor_id: stock.userId });
    expect((await stock.movements(productId)).at(-1)).toMatchObject({
      kind: 'RESERVATION',
      reservedChange: 4,
      referenceType: 'reservation',
      referenceId: id,
      notes: 'For Ada',
      actorId: stock.userId,
    });
    const events = await stock.asAdmin(
      `select type, payload from outbox_events where payload->>'reservationId' = $1 or payload->>'referenceId' = $1 order by id`,
      [id],
    );
    expect(events).toMatchObject([
      { type: 'stock.changed', payload: { movements: [{ productId, reservedChange: 4, reservedAfter: 4 }] } },
      { type: 'reservation.created', payload: { reservationId: id, lineCount: 1 } },
    ]);
  });

  test('two lines of one item are one demand', async () => {
    const productId = await stock.stocked(5);
    const lines = [stock.lineOf(productId, 3), stock.lineOf(productId, 3)];
    expect(await refusalOf(reserve(...lines))).toMatchObject({
      details: { shortages: [{ requested: 6, available: 5 }] },
    });
    expect(await stock.level(productId)).toMatchObject({ reserved: 0 });
  });

  test('an id that is taken, an unknown or foreign id, and what is not active are refused by their field', async () => {
    const productId = await stock.stocked(5);
    const { id } = await reserve(stock.lineOf(productId, 1));
    const again = stock.call.inventory.reserve({ id, lines: [stock.lineOf(productId, 1)] });
    expect(await refusalOf(again)).toMatchObject({ code: 'STATE_CONFLICT', details: { state: 'exists' } });
    const { product: foreign } = await stock.neighbour();
    const lines = [stock.lineOf(await foreign(), 1), { productId, warehouseId: uuidv7(), quantity: 1 }];
    expect(await refusalOf(reserve(...lines))).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'lines.0.productId' }, { path: 'lines.1.warehouseId' }] },
    });
    const archived = await stock.product({ lifecycle: 'archived' });
    const closed = await stock.warehouse(`Closed ${uuidv7()}`, { active: false });
    const inactive = [
      { productId: archived, quantity: 1 },
      { productId, warehouseId: closed, quantity: 1 },
    ];
    expect(await refusalOf(reserve(...inactive))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.0.productId' }, { path: 'lines.1.warehouseId' }] },
    });
  });

  test('a viewer holds nothing', async () => {
    const productId = await stock.stocked(5);
    const held = stock.callerWith('viewer').inventory.reserve({ lines: [stock.lineOf(productId, 1)] });
    expect(await refusalOf(held)).toMatchObject({ code: 'FORBIDDEN', details: { required: 'stock:write' } });
  });
});

describe('strategies', () => {
  const placed = async (strategy: 'single' | 'priority' | 'most-stock' | 'split', ...lines: object[]) => {
    const { lines: held } = await stock.call.inventory.reserve({ strategy, lines: lines as never });
    return held.map(({ askedLine, warehouseId, quantity }) => [
      askedLine,
      warehouseId === stock.warehouseId ? 'first' : 'second',
      quantity,
    ]);
  };

  test('levels 4 and 3, need 5: split takes 4 and 1; the others refuse and say what is the most there is', async () => {
    const productId = await spread(4, 3);
    for (const strategy of ['single', 'priority', 'most-stock'] as const) {
      expect(await refusalOf(placed(strategy, { productId, quantity: 5 }))).toMatchObject({
        code: 'INSUFFICIENT_STOCK',
        details: { shortages: [{ productId, requested: 5, available: 4, path: 'lines.0' }] },
      });
    }
    expect(await placed('split', { productId, quantity: 5 })).toEqual([
      [1, 'first', 4],
      [1, 'second', 1],
    ]);
    expect(await refusalOf(placed('split', { productId, quantity: 3 }))).toMatchObject({
      details: { shortages: [{ warehouseId: null, requested: 3, available: 2 }] },
    });
  });

  test('priority takes the first that can serve a line, most-stock the one with the most', async () => {
    const productId = await spread(4, 9);
    expect(await placed('priority', { productId, quantity: 3 })).toEqual([[1, 'first', 3]]);
    expect(await placed('priority', { productId, quantity: 3 })).toEqual([[1, 'second', 3]]);
    expect(await placed('most-stock', { productId, quantity: 1 })).toEqual([[1, 'second', 1]]);
  });

  test('single takes one warehouse that can serve all lines together', async () => {
    const [a, b] = [await spread(5, 5), await spread(1, 5)];
    expect(await placed('single', { productId: a, quantity: 2 }, { productId: b, quantity: 2 })).toEqual([
      [1, 'second', 2],
      [2, 'second', 2],
    ]);
    const tooMuch = placed('single', { productId: a, quantity: 1 }, { productId: b, quantity: 4 });
    expect(await refusalOf(tooMuch)).toMatchObject({
      details: { shortages: [{ productId: b, warehouseId: expect.any(String), requested: 4 }] },
    });
  });

  test('only the warehouses that are named, the first preferred', async () => {
    const productId = await spread(4, 4);
    const { lines } = await stock.call.inventory.reserve({
      lines: [{ productId, quantity: 1 }],
      warehouseIds: [stock.secondId, stock.warehouseId],
    });
    expect(lines).toMatchObject([{ warehouseId: stock.secondId }]);
    const only = {
      lines: [{ productId, quantity: 4 }],
      warehouseIds: [stock.secondId],
      strategy: 'split' as const,
    };
    expect(await refusalOf(stock.call.inventory.reserve(only))).toMatchObject({
      details: { shortages: [{ requested: 4, available: 3 }] },
    });
  });

  test('lines that name their warehouse take first', async () => {
    const productId = await spread(4, 3);
    const lines = [{ productId, quantity: 4 }, stock.lineOf(productId, 2)];
    expect(await refusalOf(stock.call.inventory.reserve({ lines }))).toMatchObject({
      details: { shortages: [{ requested: 4, available: 3 }] },
    });
    expect(await placed('split', { productId, quantity: 4 }, stock.lineOf(productId, 2))).toEqual([
      [1, 'first', 2],
      [1, 'second', 2],
      [2, 'first', 2],
    ]);
  });
});

describe('bundles', () => {
  test('explode into components, nested; shared components are one demand', async () => {
    const [cup, plate] = [await stock.stocked(12), await stock.stocked(5)];
    const set = await bundleOf({ [cup]: 2, [plate]: 1 });
    const box = await bundleOf({ [set]: 2, [cup]: 1 });
    const { lines } = await reserve(stock.lineOf(box, 1), stock.lineOf(set, 1));
    expect(
      lines.map(({ askedLine, productId, bundleId, quantity }) => [askedLine, productId, bundleId, quantity]),
    ).toEqual(
      expect.arrayContaining([
        [1, cup, box, 5],
        [1, plate, box, 2],
        [2, cup, set, 2],
        [2, plate, set, 1],
      ]),
    );
    expect(await stock.level(cup)).toMatchObject({ reserved: 7 });
    // 5 cups and 2 plates are left: one box alone would do, and one set with it would not.
    expect(await refusalOf(reserve(stock.lineOf(box, 1), stock.lineOf(set, 1)))).toMatchObject({
      details: {
        shortages: expect.arrayContaining([
          expect.objectContaining({ productId: cup, requested: 7, available: 5 }),
          expect.objectContaining({ productId: plate, requested: 3, available: 2 }),
        ]),
      },
    });
    expect((await reserve({ productId: box, quantity: 1 })).lines).toHaveLength(2);
  });

  test('of a bundle of nothing, nothing can be held', async () => {
    const bundleId = await bundleOf({});
    expect(await refusalOf(reserve(stock.lineOf(bundleId, 1)))).toMatchObject({ code: 'VALIDATION_FAILED' });
  });

  test('short lines are all named, those that name their warehouse and those that leave it to a strategy', async () => {
    const [named, open] = [await stock.stocked(1), await stock.stocked(2)];
    const lines = [stock.lineOf(named, 3), { productId: open, quantity: 5 }];
    expect(await refusalOf(stock.call.inventory.reserve({ lines }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: {
        shortages: [
          { productId: named, warehouseId: stock.warehouseId, requested: 3, available: 1 },
          { productId: open, warehouseId: null, requested: 5, available: 2 },
        ],
      },
    });
  });
});
