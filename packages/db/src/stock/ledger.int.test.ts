import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { ensureLevels, postStock } from './index.ts';
import { codeOf, type Kernel, openKernel, posting } from './testing/kernel.ts';

let kernel: Kernel;

beforeAll(async () => {
  kernel = await openKernel();
});
afterAll(() => kernel.drop());

/** Counts the statements that the work sends. */
const counting = async (work: (tx: CompanyTransaction) => Promise<unknown>): Promise<number> => {
  let sent = 0;
  await kernel.inCompany((tx) => {
    const counted = (statement: Statement) => {
      sent += 1;
      return statement;
    };
    return work({
      companyId: tx.companyId,
      prisma: tx.prisma,
      query: (statement) => tx.query(counted(statement)),
      execute: (statement) => tx.execute(counted(statement)),
      atCommit: (statement) => tx.atCommit(counted(statement)),
      forgetAtCommit: () => tx.forgetAtCommit(),
    });
  });
  return sent;
};

describe('many commands in one transaction', () => {
  test('each has its own answer: one that is short, foreign or in conflict leaves the others as they are', async () => {
    const [a, b] = (await kernel.products(2)) as [string, string];
    await kernel.post([kernel.line(a, 10), kernel.line(b, 10)]);
    const outcomes = await kernel.post(
      [kernel.line(a, -4)],
      [kernel.line(a, -7), kernel.line(b, -1)],
      [kernel.line(b, -1), kernel.line(uuidv7(), 1)],
      [kernel.line(b, 1, { expectedOnHand: 11 })],
      [kernel.line(a, -6), kernel.line(b, -2)],
    );
    expect(outcomes.map(codeOf)).toEqual([
      'accepted',
      'INSUFFICIENT_STOCK',
      'INVALID_REFERENCE',
      'VERSION_CONFLICT',
      'accepted',
    ]);
    expect(await kernel.levelOf(a)).toEqual({ onHand: 0, reserved: 0, version: 3 });
    expect(await kernel.levelOf(b)).toEqual({ onHand: 8, reserved: 0, version: 2 });
    expect(outcomes[4]).toMatchObject({
      movements: [{ sequence: 3, onHandBefore: 6, onHandAfter: 0 }, { sequence: 2 }],
      levels: [
        { productId: a, onHand: 0 },
        { productId: b, onHand: 8 },
      ],
    });
  });

  test('a command that is refused makes no level, and one beside it does', async () => {
    const [a, b] = (await kernel.products(2)) as [string, string];
    expect(
      (await kernel.post([kernel.line(a, 1), kernel.line(uuidv7(), 1)], [kernel.line(b, 1)])).map(codeOf),
    ).toEqual(['INVALID_REFERENCE', 'accepted']);
    expect(await kernel.levelOf(a)).toBeNull();
    expect(await kernel.levelOf(b)).toMatchObject({ onHand: 1 });
  });

  test('500 lines and 500 commands take as many statements as one line: five', async () => {
    const ids = await kernel.products(500);
    await kernel.post(ids.map((id) => kernel.line(id, 5)));
    const one = await counting((tx) => postStock(tx, posting([kernel.line(ids[0] ?? '', 1)])));
    expect(one).toBe(5);
    expect(await counting((tx) => postStock(tx, posting(ids.map((id) => kernel.line(id, 1)))))).toBe(5);
    expect(await counting((tx) => postStock(tx, posting(...ids.map((id) => [kernel.line(id, -1)]))))).toBe(5);
    expect(await counting((tx) => postStock(tx, posting()))).toBeLessThanOrEqual(5);
  });

  test('a line that changes nothing makes its level and no movement', async () => {
    const [a] = (await kernel.products(1)) as [string];
    const [outcome] = await kernel.post([kernel.line(a, 0, { kind: 'RETURN' })]);
    expect(outcome).toMatchObject({ accepted: true, movements: [], levels: [{ onHand: 0, version: 0 }] });
    expect(await kernel.levelOf(a)).toEqual({ onHand: 0, reserved: 0, version: 0 });
  });
});

describe('plans', () => {
  test('levels are found by their key also where the table has no statistics', async () => {
    const ids = await kernel.products(2000);
    await kernel.inCompany((tx) =>
      ensureLevels(
        tx,
        ids.map((productId) => ({ productId, warehouseId: kernel.warehouseId })),
      ),
    );
    const scans = async () => {
      const rows = await kernel.inCompany((tx) =>
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
      await kernel.post(ids.slice(time * 10, time * 10 + 100).map((id) => kernel.line(id, 1)));
    expect((await scans())?.scans).toBe(before?.scans);
  });
});
