import type { CompanyTransaction, Database, Statement } from '@stockflow/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStockCompany, type StockCompany } from '../inventory/testing/stock-company.ts';
import { goodsBack, sale as soldElsewhere } from './testing/entries.ts';
import { saleProbes } from './testing/probes.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

/** The database, and the names of the statements that were waited for, one by one, once levels were locked. */
const watched = (database: Database) => {
  let isLocked = false;
  const after: (string | undefined)[] = [];
  const note = (statement: Statement): Statement => {
    if (isLocked) after.push(statement.name ?? statement.text);
    if (statement.name === 'stock-lock-levels') isLocked = true;
    return statement;
  };
  const watchedIn = (tx: CompanyTransaction): CompanyTransaction => ({
    companyId: tx.companyId,
    get prisma() {
      return tx.prisma;
    },
    query: (statement) => tx.query(note(statement)),
    execute: (statement) => tx.execute(note(statement)),
    atCommit: (statement) => tx.atCommit(statement),
    forgetAtCommit: () => tx.forgetAtCommit(),
  });
  const inCompany: Database['inCompany'] = (companyId, work, options) =>
    database.inCompany(companyId, (tx) => work(watchedIn(tx)), options);
  const proxy = new Proxy(database, {
    get(target, key) {
      const value: unknown = key === 'inCompany' ? inCompany : Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { database: proxy, isLocked: () => isLocked, after };
};

test('once levels are locked, a sale’s door waits for nothing but COMMIT', async () => {
  const cup = await stock.stocked(50);
  const set = await saleProbes(stock).bundleOf({ [cup]: 2 });
  const lines = [stock.lineOf(set, 3), stock.lineOf(cup, 1)];
  const draft = await stock.call.sales.create({ status: 'draft', lines });
  const spare = await stock.call.sales.create({ lines });
  const loose = { ...stock.lineOf(set, 1), unitPrice: '1.00' };
  type Call = StockCompany['call'];
  const saleId = draft.id;
  const doors: [string, (call: Call) => Promise<unknown>][] = [
    ['create', (call) => call.sales.create({ idempotencyKey: 'timed', lines })],
    ['confirm', (call) => call.sales.confirm({ saleId })],
    [
      'part',
      (call) => call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 1 }], rest: 'keep' }),
    ],
    ['complete', (call) => call.sales.complete({ saleId })],
    ['return', (call) => call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 1 }] })],
    ['return of none', (call) => call.returns.createUnlinked({ lines: [loose] })],
    ['cancel', (call) => call.sales.cancel({ saleId: spare.id })],
    ['import', (call) => call.sales.import({ entries: [soldElsewhere([loose]), goodsBack([loose])] })],
  ];
  for (const [name, door] of doors) {
    const watch = watched(stock.database);
    await door(stock.callerWith('operator', watch.database));
    expect([name, watch.isLocked(), watch.after]).toEqual([name, true, []]);
  }
});
