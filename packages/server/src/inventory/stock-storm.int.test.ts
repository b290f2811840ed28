import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, type StockCompany } from './testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

/** Random numbers that a seed repeats (mulberry32). */
const randomOf = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0;
  };
};

/** What acknowledged calls come to, kept by the callers themselves: no rule of the kernel stands in here. */
class Books {
  readonly onHand = new Map<string, number>();
  readonly reserved = new Map<string, number>();
  add(to: Map<string, number>, productId: string, units: number): void {
    to.set(productId, (to.get(productId) ?? 0) + units);
  }
}

const CALLERS = 20;
const STEPS = 25;
const EXPECTED_REFUSALS = new Set(['INSUFFICIENT_STOCK', 'STATE_CONFLICT']);

describe('a storm', () => {
  for (const seed of [1, 7]) {
    test(`of ${CALLERS} callers, seed ${seed}: stock is what the acknowledged calls come to, and no ledger drifts`, async () => {
      const ids = await stock.products(6);
      const books = new Books();
      let refused = 0;
      const caller = async (number: number) => {
        const random = randomOf(seed * 1000 + number);
        const open: { id: string; lines: { productId: string; quantity: number }[] }[] = [];
        for (let step = 0; step < STEPS; step += 1) {
          const act = walk(random, ids, open, books);
          await act().catch((error: { cause?: { code?: string } }) => {
            if (!EXPECTED_REFUSALS.has(error.cause?.code ?? '')) throw error;
            refused += 1;
          });
        }
      };
      await Promise.all(Array.from({ length: CALLERS }, (_, number) => caller(number)));

      for (const productId of ids) {
        const level = await stock.level(productId);
        expect({ onHand: level?.onHand ?? 0, reserved: level?.reserved ?? 0 }).toEqual({
          onHand: books.onHand.get(productId) ?? 0,
          reserved: books.reserved.get(productId) ?? 0,
        });
        expect(await stock.call.inventory.verify({ productId })).toMatchObject({ driftCount: 0 });
      }
      const [held] = await stock.asAdmin(
        `select coalesce(sum(quantity - quantity_committed - quantity_released), 0)::integer as units
         from reservation_lines where product_id = any($1)`,
        [ids],
      );
      expect(held.units).toBe([...books.reserved.values()].reduce((sum, units) => sum + units, 0));
      // A storm in which nothing was short has tried nothing.
      expect(refused).toBeGreaterThan(20);
    });
  }
});

type OpenSale = { id: string; lines: { productId: string; quantity: number }[] };

/** One random step of a caller: what it calls, and what it notes once that is acknowledged. */
const walk = (random: (below: number) => number, ids: string[], open: OpenSale[], books: Books) => {
  const { warehouseId, call } = stock;
  const lines = Array.from({ length: 1 + random(3) }, () => ({
    productId: ids[random(ids.length)] ?? '',
    warehouseId,
    quantity: 1 + random(9),
  }));
  const note = (to: Map<string, number>, of: { productId: string; quantity: number }[], sign: 1 | -1) => {
    for (const { productId, quantity } of of) books.add(to, productId, sign * quantity);
  };
  const endOne = async (as: 'complete' | 'cancel') => {
    const sale = open.splice(random(open.length), 1)[0];
    if (!sale) return;
    await call.sales[as]({ saleId: sale.id });
    note(books.reserved, sale.lines, -1);
    if (as === 'complete') note(books.onHand, sale.lines, -1);
  };
  const steps = [
    async () => {
      await call.inventory.receive({ lines });
      note(books.onHand, lines, 1);
    },
    async () => {
      await call.inventory.adjust({
        lines: lines.map(({ quantity, ...line }) => ({ ...line, quantityChange: -quantity, reason: 'lost' })),
      });
      note(books.onHand, lines, -1);
    },
    async () => {
      const { id } = await call.sales.create({ lines });
      open.push({ id, lines });
      note(books.reserved, lines, 1);
    },
    () => endOne('complete'),
    () => endOne('cancel'),
    async () => {
      const entry = {
        channel: 'storm',
        externalId: `${random(1_000_000_000)}`,
        lines: lines.map((line) => ({ ...line, unitPrice: '1' })),
      };
      const { salesImported } = await call.sales.import({
        entries: [{ type: 'sale', saleDate: '2026-01-01T00:00:00Z', ...entry }],
      });
      if (salesImported === 1) note(books.onHand, lines, -1);
    },
  ];
  return steps[random(steps.length)] ?? (() => endOne('cancel'));
};
