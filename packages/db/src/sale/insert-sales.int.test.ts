import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompanyTransaction } from '../connection/index.ts';
import { createTestDatabase, type SeededCompany, seedCompany, type TestDatabase } from '../testing/index.ts';
import { insertReturns, insertSales, type NewReturn, type NewSale } from './index.ts';

let db: TestDatabase;
let company: SeededCompany;

beforeAll(async () => {
  db = await createTestDatabase();
  company = await seedCompany(db.database);
});
afterAll(() => db.drop());

const inCompany = <T>(work: (tx: CompanyTransaction) => Promise<T>) =>
  db.database.inCompany(company.companyId, work);
const recording = { actor: { type: 'system' as const, id: null }, now: new Date() };
const AT = '2026-01-01T00:00:00.000Z';

const saleOf = (channel: string, externalId: string): NewSale => ({
  id: uuidv7(),
  externalId,
  channel,
  status: 'completed',
  customerName: null,
  customerEmail: null,
  total: '1',
  notes: null,
  saleDate: AT,
  confirmedAt: null,
  completedAt: AT,
});
const returnOf = (channel: string, externalId: string): NewReturn => ({
  id: uuidv7(),
  saleId: null,
  externalId,
  channel,
  total: '1',
  notes: null,
  returnedAt: AT,
});
const inserts = {
  sales: (tx: CompanyTransaction, channel: string, ids: string[]) =>
    insertSales(
      tx,
      ids.map((id) => saleOf(channel, id)),
      recording,
    ),
  returns: (tx: CompanyTransaction, channel: string, ids: string[]) =>
    insertReturns(
      tx,
      ids.map((id) => returnOf(channel, id)),
      recording,
    ),
};

describe.each(['sales', 'returns'] as const)('heads of %s', (kind) => {
  const insert = inserts[kind];

  test('go in in the order of their numbers: a call that waits has begun none beyond the one it waits for', async () => {
    const channel = `order-${kind}`;
    let letGo = () => {};
    const released = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let begun = () => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const other = inCompany(async (tx) => {
      await insert(tx, channel, ['B']);
      begun();
      await released;
    });
    await started;
    const waiting = inCompany((tx) => insert(tx, channel, ['C', 'B', 'A']));
    const canInsert = (id: string) =>
      inCompany(async (tx) => {
        await tx.execute({ text: `set local lock_timeout = '100ms'`, values: [] });
        await insert(tx, channel, [id]);
        throw new Error('inserted');
      }).catch((error: Error) => error.message === 'inserted');
    // Once A is taken, the call has got as far as B.
    while (await canInsert('A'));
    expect(await canInsert('C')).toBe(true);
    letGo();
    await other;
    expect((await waiting).map(({ externalId }) => externalId).sort()).toEqual(['A', 'C']);
  });

  test('that are here are left out without an error, and the others are answered', async () => {
    const channel = `again-${kind}`;
    await inCompany((tx) => insert(tx, channel, ['1', '2']));
    const inserted = await inCompany((tx) => insert(tx, channel, ['2', '3', '3']));
    expect(inserted).toEqual([{ channel, externalId: '3' }]);
  });
});
