import { foldSku, type StockLine } from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { createTestDatabase, type SeededCompany, seedCompany, type TestDatabase } from '../testing/index.ts';
import { ensureLevels, type PostOutcome, postStock } from './index.ts';

let db: TestDatabase;
let company: SeededCompany;

beforeAll(async () => {
  db = await createTestDatabase({ poolMax: 10 });
  company = await seedCompany(db.database);
});
afterAll(() => db.drop());

const inCompany = <T>(work: (tx: CompanyTransaction) => Promise<T>) =>
  db.database.inCompany(company.companyId, work);
let serial = 0;
/** Products in the order of their ids, which is the order of the locks. */
const products = (count: number): Promise<string[]> =>
  inCompany(async ({ companyId, prisma }) => {
    const rows = Array.from({ length: count }, () => ({ id: uuidv7(), sku: `P-${++serial}` }));
    await prisma.product.createMany({
      data: rows.map(({ id, sku }) => ({
        companyId,
        id,
        sku,
        skuKey: foldSku(sku),
        name: sku,
        price: '1.00',
      })),
    });
    return rows.map(({ id }) => id).sort();
  });
const line = (productId: string, onHandChange: number, more: Partial<StockLine> = {}): StockLine => ({
  productId,
  warehouseId: company.warehouseId,
  kind: 'RECEIPT',
  onHandChange,
  reservedChange: 0,
  ...more,
});
const posting = (...commands: StockLine[][]) => ({
  commands: commands.map((lines) => ({ lines })),
  actor: { type: 'system' as const, id: null },
  requestId: 'test',
  now: new Date(),
});
const post = (...commands: StockLine[][]) => inCompany((tx) => postStock(tx, posting(...commands)));
const codeOf = (outcome: PostOutcome | undefined) => (outcome?.accepted ? 'accepted' : outcome?.refusal.code);
const levelOf = (productId: string) =>
  inCompany(({ prisma }) =>
    prisma.inventory.findFirst({
      where: { productId },
      select: { onHand: true, reserved: true, version: true },
    }),
  );

/** Counts the statements that the work sends. */
const counting = async (work: (tx: CompanyTransaction) => Promise<unknown>): Promise<number> => {
  let sent = 0;
  await inCompany((tx) => {
    const counted = (statement: Statement) => {
      sent += 1;
      return statement;
    };
    return work({
      companyId: tx.companyId,
      prisma: tx.prisma,
      query: (statement) => tx.query(counted(statement)),
      execute: (statement) => tx.execute(counted(statement)),
    });
  });
  return sent;
};

describe('many commands in one transaction', () => {
  test('each has its own answer: one that is short, foreign or in conflict leaves the others as they are', async () => {
    const [a, b] = (await products(2)) as [string, string];
    await post([line(a, 10), line(b, 10)]);
    const outcomes = await post(
      [line(a, -4)],
      [line(a, -7), line(b, -1)],
      [line(b, -1), line(uuidv7(), 1)],
      [line(b, 1, { expectedOnHand: 11 })],
      [line(a, -6), line(b, -2)],
    );
    expect(outcomes.map(codeOf)).toEqual([
      'accepted',
      'INSUFFICIENT_STOCK',
      'INVALID_REFERENCE',
      'VERSION_CONFLICT',
      'accepted',
    ]);
    expect(await levelOf(a)).toEqual({ onHand: 0, reserved: 0, version: 3 });
    expect(await levelOf(b)).toEqual({ onHand: 8, reserved: 0, version: 2 });
    expect(outcomes[4]).toMatchObject({
      movements: [{ sequence: 3, onHandBefore: 6, onHandAfter: 0 }, { sequence: 2 }],
      levels: [
        { productId: a, onHand: 0 },
        { productId: b, onHand: 8 },
      ],
    });
  });

  test('a command that is refused makes no level, and one beside it does', async () => {
    const [a, b] = (await products(2)) as [string, string];
    expect((await post([line(a, 1), line(uuidv7(), 1)], [line(b, 1)])).map(codeOf)).toEqual([
      'INVALID_REFERENCE',
      'accepted',
    ]);
    expect(await levelOf(a)).toBeNull();
    expect(await levelOf(b)).toMatchObject({ onHand: 1 });
  });

  test('500 lines and 500 commands take as many statements as one line: four', async () => {
    const ids = await products(500);
    await post(ids.map((id) => line(id, 5)));
    const one = await counting((tx) => postStock(tx, posting([line(ids[0] ?? '', 1)])));
    expect(one).toBe(4);
    expect(await counting((tx) => postStock(tx, posting(ids.map((id) => line(id, 1)))))).toBe(4);
    expect(await counting((tx) => postStock(tx, posting(...ids.map((id) => [line(id, -1)]))))).toBe(4);
    expect(await counting((tx) => postStock(tx, posting()))).toBeLessThanOrEqual(4);
  });

  test('a line that changes nothing makes its level and no movement', async () => {
    const [a] = (await products(1)) as [string];
    const [outcome] = await post([line(a, 0, { kind: 'RETURN' })]);
    expect(outcome).toMatchObject({ accepted: true, movements: [], levels: [{ onHand: 0, version: 0 }] });
    expect(await levelOf(a)).toEqual({ onHand: 0, reserved: 0, version: 0 });
  });
});

/** A transaction that stays open until it is let go. */
const holding = async (text: string, values: unknown[]) => {
  let letGo = () => {};
  const released = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let begun = () => {};
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const done = inCompany(async (tx) => {
    await tx.execute({ text, values });
    begun();
    await released;
  });
  await started;
  return async () => {
    letGo();
    await done;
  };
};
const LOCK = 'select 1 from inventory where company_id = $1 and product_id = $2 for update';
/** Whether the level is free to be locked at this moment. */
const isFree = (productId: string) =>
  inCompany((tx) => tx.query({ text: `${LOCK} nowait`, values: [tx.companyId, productId] })).then(
    () => true,
    () => false,
  );
/** Waits until somebody waits for a lock in this database. */
const somebodyWaits = async () => {
  for (;;) {
    const rows = await inCompany((tx) =>
      tx.query<{ waiting: string }>({
        text: `select count(*) as waiting from pg_stat_activity
               where datname = current_database() and wait_event_type = 'Lock'`,
        values: [],
      }),
    );
    if (Number(rows[0]?.waiting) > 0) return;
  }
};

describe('locks', () => {
  test('are taken in the order of the key, whatever the order of the lines', async () => {
    const [first, second, third] = (await products(3)) as [string, string, string];
    await post([line(first, 5), line(second, 5), line(third, 5)]);
    const letGo = await holding(LOCK, [company.companyId, second]);
    const posted = post([line(third, 1), line(second, 1), line(first, 1)]);
    await somebodyWaits();
    expect(await isFree(first)).toBe(false);
    expect(await isFree(third)).toBe(true);
    await letGo();
    expect((await posted).map(codeOf)).toEqual(['accepted']);
  });

  test('are not held while a missing level is being made', async () => {
    const [existing, missing] = (await products(2)) as [string, string];
    await post([line(existing, 5)]);
    const letGo = await holding(
      'insert into inventory (company_id, product_id, warehouse_id) values ($1, $2, $3)',
      [company.companyId, missing, company.warehouseId],
    );
    const posted = post([line(existing, 1), line(missing, 1)]);
    await somebodyWaits();
    expect(await isFree(existing)).toBe(true);
    await letGo();
    expect((await posted).map(codeOf)).toEqual(['accepted']);
    expect(await levelOf(missing)).toMatchObject({ onHand: 1 });
  });

  test('of levels that are not asked for are not taken, though their product and their warehouse are', async () => {
    const [a, b] = (await products(2)) as [string, string];
    const otherId = uuidv7();
    await inCompany(({ companyId, prisma }) =>
      prisma.warehouse.create({ data: { companyId, id: otherId, name: 'Other', nameKey: 'other' } }),
    );
    await post([line(a, 1), line(a, 1, { warehouseId: otherId }), line(b, 1)]);
    const letGo = await holding(`${LOCK.replace(' for', ' and warehouse_id = $3 for')}`, [
      company.companyId,
      a,
      otherId,
    ]);
    // Asks for a in the one warehouse and b in the other.
    const outcomes = await post([line(a, 1), line(b, 1)], [line(b, 1, { warehouseId: otherId })]);
    await letGo();
    expect(outcomes.map(codeOf)).toEqual(['accepted', 'accepted']);
  });

  test('a warehouse that is being closed is waited for, and is closed then', async () => {
    const [a] = (await products(1)) as [string];
    const closingId = uuidv7();
    await inCompany(({ companyId, prisma }) =>
      prisma.warehouse.create({ data: { companyId, id: closingId, name: 'Closing', nameKey: 'closing' } }),
    );
    const letGo = await holding(
      `with locked as (select id from warehouses where company_id = $1 and id = $2 for update)
       update warehouses set active = false where company_id = $1 and id in (select id from locked)`,
      [company.companyId, closingId],
    );
    const posted = post([line(a, 1, { warehouseId: closingId })]);
    await somebodyWaits();
    await letGo();
    expect((await posted)[0]).toMatchObject({
      accepted: false,
      refusal: { code: 'VALIDATION_FAILED', details: { fields: [{ path: 'lines.0.warehouseId' }] } },
    });
  });
});

describe('plans', () => {
  test('levels are found by their key also where the table has no statistics', async () => {
    const ids = await products(2000);
    await inCompany((tx) =>
      ensureLevels(
        tx,
        ids.map((productId) => ({ productId, warehouseId: company.warehouseId })),
      ),
    );
    const scans = async () => {
      const rows = await inCompany((tx) =>
        tx.query<{ scans: string; analyzed: Date | null }>({
          text: `select pg_stat_force_next_flush(), seq_scan as scans, coalesce(last_analyze, last_autoanalyze) as analyzed
                 from pg_stat_user_tables where relname = 'inventory'`,
          values: [],
        }),
      );
      return rows[0];
    };
    const before = await scans();
    for (let time = 0; time < 12; time += 1)
      await post(ids.slice(time * 10, time * 10 + 100).map((id) => line(id, 1)));
    expect((await scans())?.scans).toBe(before?.scans);
  });
});

describe('ensureLevels', () => {
  test('makes what is missing, once, however often and in whatever order it is asked', async () => {
    const ids = await products(20);
    await post([line(ids[3] ?? '', 7)]);
    const pairs = ids.map((productId) => ({ productId, warehouseId: company.warehouseId }));
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        inCompany((tx) => ensureLevels(tx, index % 2 ? pairs : [...pairs, ...pairs].reverse())),
      ),
    );
    const levels = await inCompany(({ prisma }) =>
      prisma.inventory.findMany({ where: { productId: { in: ids } } }),
    );
    expect(levels).toHaveLength(20);
    expect(await levelOf(ids[3] ?? '')).toMatchObject({ onHand: 7, version: 1 });
  });
});
