import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany, tally } from './testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

const held = async (productId: string, quantity: number, ttlSeconds = 900) =>
  stock.call.inventory.reserve({ lines: [stock.lineOf(productId, quantity)], ttlSeconds });

/** Moves a hold's end into the past, as time would. */
const passTime = (reservationId: string) =>
  stock.asAdmin(`update reservations set expires_at = now() - interval '1 second' where id = $1`, [
    reservationId,
  ]);

const rowOf = async (reservationId: string) => {
  const [row] = await stock.asAdmin(
    `select r.status, r.ended_at is not null as ended,
            array_agg(array[l.quantity, l.quantity_committed, l.quantity_released] order by l.line_number) as lines
     from reservations r join reservation_lines l on l.reservation_id = r.id where r.id = $1 group by r.status, r.ended_at`,
    [reservationId],
  );
  return row;
};

const eventsOf = async (reservationId: string): Promise<string[]> => {
  const rows = await stock.asAdmin(
    `select type from outbox_events where payload->>'reservationId' = $1 order by id`,
    [reservationId],
  );
  return rows.map(({ type }) => type);
};

describe('inventory.commit', () => {
  test('ships all that was held, once', async () => {
    const productId = await stock.stocked(10);
    const { id: reservationId } = await held(productId, 4);
    const committed = await stock.call.inventory.commit({ reservationId });
    expect(committed).toMatchObject({
      status: 'committed',
      lines: [{ quantityCommitted: 4, quantityReleased: 0 }],
    });
    expect(await stock.level(productId)).toMatchObject({ onHand: 6, reserved: 0 });
    expect((await stock.movements(productId)).at(-1)).toMatchObject({
      kind: 'SHIPMENT',
      onHandChange: -4,
      reservedChange: -4,
      referenceId: reservationId,
    });
    expect(await rowOf(reservationId)).toEqual({ status: 'committed', ended: true, lines: [[4, 4, 0]] });
    for (const action of ['commit', 'release', 'extend'] as const) {
      expect(await refusalOf(stock.call.inventory[action]({ reservationId }))).toMatchObject({
        code: 'STATE_CONFLICT',
        details: { state: 'committed', allowed: ['active'] },
      });
    }
    expect(await eventsOf(reservationId)).toEqual(['reservation.created', 'reservation.committed']);
  });

  test('in part gives the rest back', async () => {
    const [a, b] = [await stock.stocked(10), await stock.stocked(10)];
    const { id: reservationId } = await stock.call.inventory.reserve({
      lines: [stock.lineOf(a, 4), stock.lineOf(b, 3)],
    });
    await stock.call.inventory.commit({ reservationId, lines: [{ lineNumber: 1, quantity: 1 }] });
    expect(await stock.level(a)).toMatchObject({ onHand: 9, reserved: 0 });
    expect(await stock.level(b)).toMatchObject({ onHand: 10, reserved: 0 });
    expect((await stock.movements(a)).slice(-2)).toMatchObject([
      { kind: 'SHIPMENT', onHandChange: -1, reservedChange: -1 },
      { kind: 'RELEASE', onHandChange: 0, reservedChange: -3 },
    ]);
    expect(await rowOf(reservationId)).toMatchObject({
      lines: [
        [4, 1, 3],
        [3, 0, 3],
      ],
    });
  });

  test('of a line that it has not, or more than it holds, or nothing, is refused and the hold stays', async () => {
    const productId = await stock.stocked(10);
    const { id: reservationId } = await held(productId, 4);
    const commit = (lineNumber: number, quantity: number) =>
      refusalOf(stock.call.inventory.commit({ reservationId, lines: [{ lineNumber, quantity }] }));
    expect(await commit(2, 1)).toMatchObject({ details: { fields: [{ path: 'lines.0.lineNumber' }] } });
    expect(await commit(1, 5)).toMatchObject({ details: { fields: [{ path: 'lines.0.quantity' }] } });
    expect(await commit(1, 0)).toMatchObject({ details: { fields: [{ path: 'lines' }] } });
    expect(await stock.level(productId)).toMatchObject({ onHand: 10, reserved: 4 });
  });

  test('a sale’s hold is the sale’s', async () => {
    const productId = await stock.stocked(10);
    const sale = await stock.call.sales.create({ lines: [stock.lineOf(productId, 4)] });
    const [row] = await stock.asAdmin('select id from reservations where reference_id = $1', [sale.id]);
    for (const action of ['commit', 'release', 'extend'] as const) {
      expect(await refusalOf(stock.call.inventory[action]({ reservationId: row.id }))).toMatchObject({
        code: 'STATE_CONFLICT',
        details: { state: 'held_for_sale' },
      });
    }
  });

  test('another company’s hold is not found, in the words for one that never was', async () => {
    const other = await stock.neighbour();
    const { id: reservationId } = await held(await stock.stocked(10), 4);
    for (const action of ['commit', 'release', 'extend'] as const) {
      const foreign = await refusalOf(other.call.inventory[action]({ reservationId }));
      expect(foreign.code).toBe('NOT_FOUND');
      expect(foreign).toEqual(await refusalOf(other.call.inventory[action]({ reservationId: uuidv7() })));
    }
    expect(await rowOf(reservationId)).toMatchObject({ status: 'active' });
  });
});

describe('expiry', () => {
  test('a hold whose time is up is refused to whoever comes, and ends with that', async () => {
    for (const action of ['commit', 'release', 'extend'] as const) {
      const productId = await stock.stocked(10);
      const { id: reservationId } = await held(productId, 4);
      await passTime(reservationId);
      const refusal = await refusalOf(stock.call.inventory[action]({ reservationId }));
      expect(refusal).toMatchObject({
        code: 'RESERVATION_EXPIRED',
        details: { expiredAt: expect.any(String) },
      });
      expect(await stock.level(productId)).toMatchObject({ onHand: 10, reserved: 0 });
      expect((await stock.movements(productId)).at(-1)).toMatchObject({ kind: 'EXPIRY', reservedChange: -4 });
      expect(await rowOf(reservationId)).toEqual({ status: 'expired', ended: true, lines: [[4, 0, 4]] });
      expect(await eventsOf(reservationId)).toEqual(['reservation.created', 'reservation.expired']);
      expect((await refusalOf(stock.call.inventory[action]({ reservationId }))).code).toBe(
        'RESERVATION_EXPIRED',
      );
    }
  });

  test('stops counting at once, without anybody who ends it: the next who needs the stock has it', async () => {
    const productId = await stock.stocked(10);
    const holds = [await held(productId, 4), await held(productId, 6)];
    expect((await refusalOf(held(productId, 1))).code).toBe('INSUFFICIENT_STOCK');
    for (const { id } of holds) await passTime(id);
    await held(productId, 10);
    expect(await stock.level(productId)).toMatchObject({ onHand: 10, reserved: 10 });
    for (const { id } of holds) expect(await rowOf(id)).toMatchObject({ status: 'expired' });
  });

  test('also where a strategy looks for it, and where stock is taken away by hand', async () => {
    const productId = await stock.stocked(10);
    await passTime((await held(productId, 10)).id);
    await stock.call.inventory.reserve({ lines: [{ productId, quantity: 2 }], strategy: 'split' });
    await passTime((await held(productId, 8)).id);
    const lines = [
      { ...{ productId, warehouseId: stock.warehouseId }, quantityChange: -8, reason: 'lost' as const },
    ];
    await stock.call.inventory.adjust({ lines });
    expect(await stock.level(productId)).toMatchObject({ onHand: 2, reserved: 2 });
  });

  test('also where a strategy chooses among warehouses, and in the figures that a receipt answers', async () => {
    const productId = await stock.stocked(4);
    const second = { productId, warehouseId: stock.secondId, quantity: 4 };
    await stock.call.inventory.receive({ lines: [second] });
    await passTime((await held(productId, 4)).id);
    const { lines } = await stock.call.inventory.reserve({ lines: [{ productId, quantity: 4 }] });
    expect(lines).toMatchObject([{ warehouseId: stock.warehouseId }]);

    const other = await stock.stocked(4);
    await passTime((await held(other, 4)).id);
    const { levels } = await stock.call.inventory.receive({ lines: [stock.lineOf(other, 1)] });
    expect(levels).toMatchObject([{ onHand: 5, reserved: 0, available: 5 }]);
  });

  test('also for a sale', async () => {
    const productId = await stock.stocked(10);
    await passTime((await held(productId, 10)).id);
    const sale = { idempotencyKey: `sale-${uuidv7()}`, lines: [stock.lineOf(productId, 7)] };
    await stock.call.sales.create(sale);
    expect(await stock.level(productId)).toMatchObject({ onHand: 10, reserved: 7 });
  });

  test('ends by itself when its time is up', async () => {
    const productId = await stock.stocked(10);
    const { id } = await held(productId, 4, 1);
    await expect.poll(() => rowOf(id), { timeout: 10_000 }).toMatchObject({ status: 'expired' });
    expect(await stock.level(productId)).toMatchObject({ onHand: 10, reserved: 0 });
  });

  test('extended it lasts', async () => {
    const productId = await stock.stocked(10);
    const { id: reservationId, expiresAt } = await held(productId, 4, 60);
    const extended = await stock.call.inventory.extend({ reservationId, ttlSeconds: 3600 });
    expect(Date.parse(extended.expiresAt ?? '') - Date.parse(expiresAt ?? '')).toBeGreaterThan(3_000_000);
    expect(await eventsOf(reservationId)).toEqual(['reservation.created', 'reservation.extended']);
  });
});

describe('races', () => {
  test('commit, release and expiry of one hold, ten of each at once: it ends exactly once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const productId = await stock.stocked(5);
      const { id: reservationId } = await held(productId, 3);
      if (round % 2) await passTime(reservationId);
      const { tryExpiry } = { tryExpiry: round % 2 };
      const calls = Array.from({ length: 20 }, (_, index) =>
        index % 2
          ? stock.call.inventory.commit({ reservationId })
          : stock.call.inventory.release({ reservationId }),
      );
      const expected = tryExpiry
        ? { done: 0, refused: { RESERVATION_EXPIRED: 20 } }
        : { done: 1, refused: { STATE_CONFLICT: 19 } };
      expect(await tally(calls)).toEqual(expected);
      const row = await rowOf(reservationId);
      const level = await stock.level(productId);
      expect(level).toMatchObject({ onHand: row.status === 'committed' ? 2 : 5, reserved: 0, version: 3 });
      expect((await eventsOf(reservationId)).length).toBe(2);
    }
  });

  test('50 callers for 30 units on one level: 30 hold, 20 are told what is there, rows and counters agree', async () => {
    const productId = await stock.stocked(30);
    const calls = Array.from({ length: 50 }, () => held(productId, 1));
    expect(await tally(calls)).toEqual({ done: 30, refused: { INSUFFICIENT_STOCK: 20 } });
    const [rows] = await stock.asAdmin(
      'select sum(quantity)::int as held, count(*)::int as lines from reservation_lines where product_id = $1',
      [productId],
    );
    expect(rows).toEqual({ held: 30, lines: 30 });
    expect(await stock.level(productId)).toMatchObject({ reserved: 30, version: 31 });
  });

  test('one idempotency key sent ten times at once holds once, and all ten hear the same; another body is refused', async () => {
    const productId = await stock.stocked(30);
    const input = { idempotencyKey: `once-${uuidv7()}`, lines: [stock.lineOf(productId, 2)] };
    const answers = await Promise.all(Array.from({ length: 10 }, () => stock.call.inventory.reserve(input)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await stock.level(productId)).toMatchObject({ reserved: 2 });
    const other = { ...input, lines: [stock.lineOf(productId, 3)] };
    expect((await refusalOf(stock.call.inventory.reserve(other))).code).toBe('ID_REUSED');
  });

  test('a refusal for short stock is replayed as it was, also when there is stock again', async () => {
    const productId = await stock.stocked(1);
    const input = { idempotencyKey: `short-${uuidv7()}`, lines: [stock.lineOf(productId, 2)] };
    const refusal = await refusalOf(stock.call.inventory.reserve(input));
    expect(refusal.code).toBe('INSUFFICIENT_STOCK');
    await stock.call.inventory.receive({ lines: [stock.lineOf(productId, 9)] });
    expect(await refusalOf(stock.call.inventory.reserve(input))).toEqual(refusal);
  });
});
