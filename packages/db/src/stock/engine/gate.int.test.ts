import { planReservation, type StockLine } from '@stockflow/domain';
import type { StockChanged } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  checkViolation,
  type Database,
  DatabaseUnavailableError,
  openDatabase,
} from '../../connection/index.ts';
import { type Kernel, openKernel } from '../testing/kernel.ts';
import { type StockOperation, stockGateOf, type WriteId } from './index.ts';
import { watched } from './testing/watched.ts';

let kernel: Kernel;
/** As another process has it. */
let other: Database;

beforeAll(async () => {
  kernel = await openKernel();
  other = openDatabase({ ...kernel.way, poolMax: 5 });
});
afterAll(async () => {
  await other.close();
  await kernel.drop();
});

type Posting = StockOperation<StockChanged>;

const posting = (lines: StockLine[], more: Partial<Posting> = {}): Posting => ({
  actor: { type: 'system', id: null },
  requestId: 'gate',
  now: new Date(),
  once: null,
  needs: { levels: lines },
  plan: () => ({ lines, answer: (change) => change }),
  ...more,
});

const writeId = (key: string): WriteId => ({
  key,
  procedure: 'test',
  requestHash: 'a'.repeat(64),
  expiresAt: new Date(Date.now() + 3_600_000),
});

const submit = (operation: Posting, gate = stockGateOf(kernel.database)) =>
  gate.submit(kernel.companyId, operation);
const moving = (productId: string, onHandChange: number) => posting([kernel.line(productId, onHandChange)]);

/** Products with so many of each on hand. */
const stocked = async (count: number, onHand: number): Promise<string[]> => {
  const ids = await kernel.products(count);
  await kernel.post(ids.map((id) => kernel.line(id, onHand)));
  return ids;
};

/** Transactions that wrote movements of these products, after the one that stocked them. */
const transactionsOf = async (productIds: readonly string[]): Promise<number> => {
  const [row] = await kernel.inCompany((tx) =>
    tx.query<{ count: number }>({
      text: `select count(distinct xmin::text)::integer as count from inventory_history
             where product_id = any($1::uuid[]) and sequence > 1`,
      values: [productIds],
    }),
  );
  return row?.count ?? 0;
};

const outcomeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

/** Two transactions of the company that wait for this level, so that whatever comes now has to wait; and how to let go. */
const bothWaysBusy = async (productId: string) => {
  const letGo = await kernel.holdingLevel(productId);
  const first = submit(moving(productId, 1));
  await kernel.somebodyWaits();
  const second = submit(moving(productId, 1));
  await new Promise(setImmediate);
  return async () => {
    await letGo();
    await Promise.all([first, second]);
  };
};

describe('gathering', () => {
  test('50 operations of one tick are one transaction, and each has its own answer', async () => {
    const [productId = ''] = await stocked(1, 1);
    const answers = await Promise.all(Array.from({ length: 50 }, () => submit(moving(productId, 1))));
    expect(answers.map(({ levels }) => levels[0]?.onHand)).toEqual(
      Array.from({ length: 50 }, (_, at) => at + 2),
    );
    expect(await transactionsOf([productId])).toBe(1);
  });

  test('what comes while two transactions are under way goes together in a third', async () => {
    const [busy = '', productId = ''] = await stocked(2, 5);
    const letGo = await bothWaysBusy(busy);
    const waiting = Array.from({ length: 20 }, () => submit(moving(productId, 1)));
    await letGo();
    await Promise.all(waiting);
    expect(await transactionsOf([busy])).toBe(2);
    expect(await transactionsOf([productId])).toBe(1);
  });

  test('an idle gate begins the transaction at the end of the tick: there is no timer to wait for', async () => {
    const [productId = ''] = await stocked(1, 5);
    const { gate, figures } = watched(kernel.database);
    const first = submit(moving(productId, 1), gate);
    expect(figures.transactions).toBe(0);
    await new Promise(process.nextTick);
    expect(figures.transactions).toBe(1);
    await first;
    const second = submit(moving(productId, 1), gate);
    await new Promise(process.nextTick);
    expect(figures.transactions).toBe(2);
    await second;
  });

  test('a lone operation is four statements: facts, levels, time, and one write with COMMIT', async () => {
    const [productId = ''] = await stocked(1, 5);
    const { gate, figures } = watched(kernel.database);
    await submit(moving(productId, 1), gate);
    expect(figures).toEqual({ transactions: 1, statements: 4 });
  });
});

describe('one of a batch', () => {
  test('that is refused leaves the others as they are: each is decided over what those before it left', async () => {
    const [a = '', b = ''] = await stocked(2, 5);
    const outcomes = await Promise.all([
      outcomeOf(submit(moving(a, -4))),
      outcomeOf(submit(posting([kernel.line(a, -2), kernel.line(b, -1)]))),
      outcomeOf(submit(moving(uuidv7(), 1))),
      outcomeOf(submit(moving(a, -1))),
      outcomeOf(submit(moving(b, -5))),
    ]);
    expect(outcomes).toEqual(['done', 'INSUFFICIENT_STOCK', 'INVALID_REFERENCE', 'done', 'done']);
    expect(await kernel.levelOf(a)).toEqual({ onHand: 0, reserved: 0, version: 3 });
    expect(await kernel.levelOf(b)).toEqual({ onHand: 0, reserved: 0, version: 2 });
    expect(await transactionsOf([a, b])).toBe(1);
  });

  test('whose plan throws what is no refusal fails alone, and the others go through one by one', async () => {
    const [productId = ''] = await stocked(1, 5);
    const broken = posting([kernel.line(productId, 1)], {
      plan: () => {
        throw new TypeError('a bug in a rule');
      },
    });
    const outcomes = [moving(productId, 1), broken, moving(productId, 1)].map((each) =>
      outcomeOf(submit(each)),
    );
    expect(await Promise.all(outcomes)).toEqual(['done', 'a bug in a rule', 'done']);
    expect(await kernel.levelOf(productId)).toMatchObject({ onHand: 7, version: 3 });
    expect(await transactionsOf([productId])).toBe(2);
  });

  test('whose write violates a CHECK fails alone, and the others go through one by one', async () => {
    const [productId = ''] = await stocked(1, 5);
    // No rule asks for an adjustment's reason: the schema does, and the database.
    const unfit = posting([kernel.line(productId, -1, { kind: 'ADJUSTMENT' })]);
    const [before, failed, after] = await Promise.allSettled(
      [moving(productId, 1), unfit, moving(productId, 1)].map((each) => submit(each)),
    );
    expect([before?.status, after?.status]).toEqual(['fulfilled', 'fulfilled']);
    const violation = failed?.status === 'rejected' ? checkViolation(failed.reason) : null;
    expect(violation?.constraint).toBe('inventory_history_reason_check');
    expect(await kernel.levelOf(productId)).toMatchObject({ onHand: 7, version: 3 });
    expect(await transactionsOf([productId])).toBe(2);
  });
});

describe('holds in the way', () => {
  /** Three units held by a hold whose time is up. */
  const heldTooLong = async (productId: string): Promise<void> => {
    const id = uuidv7();
    const line = { productId, warehouseId: kernel.warehouseId, quantity: 3 };
    const request = { id, lines: [line], strategy: 'priority' as const, ttlSeconds: 60 };
    await submit(
      posting([], {
        needs: { levels: [line] },
        plan: (world) => ({ ...planReservation(world, request), answer: (change) => change }),
      }),
    );
    await kernel.inCompany((tx) =>
      tx.execute({ text: `update reservations set expires_at = now() where id = $1`, values: [id] }),
    );
  };

  test('that are due end before anybody is told that stock is short', async () => {
    const [productId = ''] = await stocked(1, 3);
    await heldTooLong(productId);
    expect(await outcomeOf(submit(moving(productId, -2)))).toBe('done');
    expect(await kernel.levelOf(productId)).toEqual({ onHand: 1, reserved: 0, version: 4 });
  });

  test('that cannot be ended fail the one that is short, and what was done in its batch is not done again', async () => {
    const [free = '', held = ''] = await stocked(2, 3);
    await heldTooLong(held);
    // The batch sends five statements; the sixth is the first of ending the hold.
    const { gate } = watched(kernel.database, 6);
    const outcomes = await Promise.all([
      outcomeOf(submit(moving(free, 1), gate)),
      outcomeOf(submit(moving(held, -2), gate)),
    ]);
    expect(outcomes[0]).toBe('done');
    expect(await kernel.levelOf(free)).toEqual({ onHand: 4, reserved: 0, version: 2 });
  });
});

describe('one id', () => {
  test('ten times in one tick acts once, and all ten hear the same', async () => {
    const [productId = ''] = await stocked(1, 5);
    const once = writeId(`tick-${uuidv7()}`);
    const one = () => submit(posting([kernel.line(productId, 1)], { once }));
    const answers = await Promise.all(Array.from({ length: 10 }, one));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await kernel.levelOf(productId)).toMatchObject({ onHand: 6, version: 2 });
  });

  test('at two gates at once, as of two processes, acts once, and both hear the same', async () => {
    const gates = [stockGateOf(kernel.database), stockGateOf(other)];
    const ids = await stocked(20, 5);
    for (const productId of ids) {
      const once = writeId(`gates-${productId}`);
      const calls = gates.flatMap((gate) =>
        [0, 1].map(() => submit(posting([kernel.line(productId, 1)], { once }), gate)),
      );
      const answers = await Promise.all(calls);
      for (const answer of answers) expect(answer).toEqual(answers[0]);
      expect(await kernel.levelOf(productId)).toMatchObject({ onHand: 6, version: 2 });
    }
  });
});

describe('limits', () => {
  test('5,000 may wait for a company’s turn; the next is refused at once, and those that wait are served', async () => {
    const [busy = '', productId = ''] = await stocked(2, 5);
    const letGo = await bothWaysBusy(busy);
    const waiting = Array.from({ length: 5_000 }, () => submit(moving(productId, 1)));
    await expect(submit(moving(productId, 1))).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await letGo();
    await Promise.all(waiting);
    expect(await kernel.levelOf(productId)).toMatchObject({ onHand: 5_005, version: 5_001 });
    expect(await transactionsOf([productId])).toBe(20);
  });

  test('whoever’s turn does not come within 30 seconds is told so, and nothing of it is done', async () => {
    const [busy = '', productId = ''] = await stocked(2, 5);
    const letGo = await bothWaysBusy(busy);
    const waiting = submit(moving(productId, 1));
    const later = performance.now() + 30_001;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => later);
    const refused = expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await letGo();
    await refused;
    clock.mockRestore();
    expect(await kernel.levelOf(productId)).toMatchObject({ onHand: 5, version: 1 });
  });

  test('a level that stays locked is waited for no longer than a lock may take, and then nothing of it is there', {
    timeout: 20_000,
  }, async () => {
    const [productId = ''] = await stocked(1, 5);
    const impatient = openDatabase({ ...kernel.way, poolMax: 2, lockTimeoutMs: 200 });
    const letGo = await kernel.holdingLevel(productId);
    const waiting = submit(moving(productId, 1), stockGateOf(impatient));
    await expect(waiting).rejects.toBeInstanceOf(DatabaseUnavailableError);
    await letGo();
    expect(await kernel.levelOf(productId)).toMatchObject({ onHand: 5, version: 1 });
    await impatient.close();
  });
});
