import { uuidv7 } from 'uuidv7';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { failingAt } from '../inventory/testing/failing-at.ts';
import { openStockCompany, type StockCompany } from '../inventory/testing/stock-company.ts';
import { saleProbes } from './testing/probes.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

type Call = StockCompany['call'];

/** Every row that a stock write can touch, as one text. */
const everything = async () => {
  const tables = [
    'inventory',
    'inventory_history',
    'sales',
    'sale_items',
    'reservations',
    'reservation_lines',
    'sale_returns',
    'sale_return_items',
    'demand_daily',
    'outbox_events',
    'idempotency_records',
  ];
  const rows = await stock.asAdmin(
    tables
      .map(
        (table) =>
          `select '${table}' as of, jsonb_agg(to_jsonb(t) order by to_jsonb(t)) as rows from ${table} t`,
      )
      .join(' union all '),
  );
  return JSON.stringify(rows);
};

/** Runs the call again and again, its 1st, 2nd, 3rd … statement failing, until none is left to fail. */
const failAtEachStatement = async (call: (caller: Call) => Promise<unknown>): Promise<number> => {
  const before = await everything();
  for (let failing = 1; ; failing += 1) {
    const { database } = failingAt(stock.database, failing);
    const done = await call(stock.callerWith('operator', database)).then(
      () => true,
      () => false,
    );
    if (done) return failing - 1;
    expect(await everything(), `after a failure of statement ${failing}`).toBe(before);
  }
};

describe('a failure at each statement in turn leaves nothing behind, and then the call goes through', () => {
  let key = 0;
  const once = () => ({ idempotencyKey: `fault-${++key}` });

  test('inventory.receive, which makes a level', async () => {
    const productId = await stock.product();
    const input = { ...once(), lines: [{ ...stock.lineOf(productId, 1), quantity: 3 }] };
    expect(await failAtEachStatement((caller) => caller.inventory.receive(input))).toBeGreaterThanOrEqual(5);
    expect(await stock.level(productId)).toMatchObject({ onHand: 3, version: 1 });
  });

  test('inventory.adjust', async () => {
    const productId = await stock.stocked(5);
    const lines = [
      { productId, warehouseId: stock.warehouseId, quantityChange: -2, reason: 'lost' as const },
    ];
    const input = { ...once(), lines };
    expect(await failAtEachStatement((caller) => caller.inventory.adjust(input))).toBeGreaterThanOrEqual(3);
    expect(await stock.level(productId)).toMatchObject({ onHand: 3, version: 2 });
  });

  test('sales.create, confirm, complete and cancel', async () => {
    const productId = await stock.stocked(5);
    const draft = await stock.call.sales.create({ status: 'draft', lines: [stock.lineOf(productId, 1)] });
    const second = await stock.call.sales.create({ lines: [stock.lineOf(productId, 1)] });
    const walks: [string, (caller: Call) => Promise<unknown>][] = [
      [
        'create',
        (caller) =>
          caller.sales.create({ idempotencyKey: 'fault-create', lines: [stock.lineOf(productId, 1)] }),
      ],
      ['confirm', (caller) => caller.sales.confirm({ idempotencyKey: 'fault-confirm', saleId: draft.id })],
      ['complete', (caller) => caller.sales.complete({ idempotencyKey: 'fault-complete', saleId: draft.id })],
      ['cancel', (caller) => caller.sales.cancel({ idempotencyKey: 'fault-cancel', saleId: second.id })],
    ];
    for (const [name, walk] of walks) {
      expect(await failAtEachStatement(walk), `statements of ${name}`).toBeGreaterThanOrEqual(11);
    }
    expect(await stock.level(productId)).toMatchObject({ onHand: 4, reserved: 1 });
    expect(await stock.call.inventory.verify({ productId })).toMatchObject({ driftCount: 0 });
  });

  test('each door of a bundle’s sale, shipped in part, taken back and ended', async () => {
    const [cup, plate] = [await stock.stocked(9), await stock.stocked(9)];
    const bundleId = await saleProbes(stock).bundleOf({ [cup]: 2, [plate]: 1 });
    const [id, cancelled] = [uuidv7(), uuidv7()];
    const lines = [stock.lineOf(bundleId, 3)];
    const back = { saleId: id, lines: [{ saleLineNumber: 1, quantity: 1 }] };
    const part = { saleId: id, lines: [{ lineNumber: 1, quantity: 2 }] };
    const loose = { lines: [{ ...stock.lineOf(bundleId, 1), unitPrice: '1.00' }] };
    const walks: [string, (caller: Call, key: { idempotencyKey: string }) => Promise<unknown>][] = [
      ['draft', (caller, key) => caller.sales.create({ ...key, id, status: 'draft', lines })],
      ['confirm', (caller, key) => caller.sales.confirm({ ...key, saleId: id })],
      ['ship a part', (caller, key) => caller.sales.complete({ ...key, ...part, rest: 'keep' })],
      ['take one back', (caller, key) => caller.returns.create({ ...key, ...back })],
      ['end it', (caller, key) => caller.sales.complete({ ...key, saleId: id, lines: [NOTHING] })],
      ['take the last back', (caller, key) => caller.returns.create({ ...key, ...back })],
      ['without a sale', (caller, key) => caller.returns.createUnlinked({ ...key, ...loose })],
      [
        'create',
        (caller, key) => caller.sales.create({ ...key, id: cancelled, lines: [stock.lineOf(bundleId, 1)] }),
      ],
      ['cancel', (caller, key) => caller.sales.cancel({ ...key, saleId: cancelled })],
    ];
    for (const [name, walk] of walks) {
      const statements = await failAtEachStatement((caller) =>
        walk(caller, { idempotencyKey: `bundle-${name}` }),
      );
      expect(statements, `statements of ${name}`).toBeGreaterThanOrEqual(8);
    }
    expect(await stock.call.sales.get({ saleId: id })).toMatchObject({ status: 'returned' });
    expect(await stock.level(cup)).toMatchObject({ onHand: 11, reserved: 0 });
    expect(await stock.level(plate)).toMatchObject({ onHand: 10, reserved: 0 });
    expect(await stock.call.inventory.verify({})).toMatchObject({ driftCount: 0 });
  });
});

/** Nothing more leaves: the rest is given back. */
const NOTHING = { lineNumber: 1, quantity: 0 };
