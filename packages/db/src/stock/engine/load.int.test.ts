import { planReservation, releaseReservation, type StockLine } from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../connection/index.ts';
import { createTestDatabase, seedCompany } from '../../testing/index.ts';
import { type Kernel, openKernel } from '../testing/kernel.ts';
import { StockGate, type StockOperation, stockGateOf } from './index.ts';

let kernel: Kernel;

beforeAll(async () => {
  kernel = await openKernel();
});
afterAll(() => kernel.drop());

type Plan = StockOperation<unknown>['plan'];

const operation = (
  needs: StockOperation['needs'],
  plan: Plan,
  now = new Date(),
): StockOperation<unknown> => ({
  actor: { type: 'system', id: null },
  requestId: 'load',
  now,
  once: null,
  needs,
  plan,
});

const post = (lines: StockLine[]) =>
  operation({ levels: lines }, () => ({ lines, answer: (change) => change.levels }));

const submit = (one: StockOperation<unknown>) => stockGateOf(kernel.database).submit(kernel.companyId, one);

/** How a call ended, in one word. */
const wordOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'done',
    (error: { code?: string; message: string }) => error.code ?? error.message,
  );

/** Products with five on hand each, in the order of their ids, which the gate has seen: it knows that they are no bundles. */
const stocked = async (count: number): Promise<string[]> => {
  const ids = await kernel.products(count);
  await submit(post(ids.map((id) => kernel.line(id, 5))));
  return ids;
};

/** A hold of one unit of each, its lines in the order given. */
const hold = async (productIds: readonly string[]): Promise<string> => {
  const id = uuidv7();
  const lines = productIds.map((productId) => ({ productId, warehouseId: kernel.warehouseId, quantity: 1 }));
  const request = { id, lines, strategy: 'priority' as const, ttlSeconds: 900 };
  await submit(
    operation({ levels: lines }, (world) => ({ ...planReservation(world, request), answer: () => null })),
  );
  return id;
};

const release = (id: string, now?: Date) =>
  operation(
    { reservationIds: [id] },
    (world) => {
      const { change, refusal } = releaseReservation(world, id, {});
      if (!change) throw refusal;
      return { ...change, ...(refusal && { refusal }), answer: () => change.reservation.status };
    },
    now,
  );

/** The hold's time is up in so many milliseconds, by the database's clock. */
const dueIn = (id: string, ms: number) =>
  kernel.inCompany((tx) =>
    tx.execute({
      text: `update reservations set expires_at = clock_timestamp() + $2 * interval '1 millisecond' where id = $1`,
      values: [id, ms],
    }),
  );

describe('levels are locked in the order of the key', () => {
  const waitsInTheMiddle = async (ids: readonly string[], call: () => Promise<unknown>): Promise<void> => {
    const [first = '', second = '', third = ''] = ids;
    const letGo = await kernel.holdingLevel(second);
    const done = call();
    await kernel.somebodyWaits();
    const free = [await kernel.isFree(first), await kernel.isFree(third)];
    await letGo();
    await done;
    expect(free).toEqual([false, true]);
  };

  test('where pairs are named, whatever the order of the lines', async () => {
    const ids = await stocked(3);
    const lines = [...ids].reverse().map((id) => kernel.line(id, 1));
    await waitsInTheMiddle(ids, () => submit(post(lines)));
  });

  test('where they are posted in a transaction of their own, as sales do', async () => {
    const ids = await stocked(3);
    const lines = [...ids].reverse().map((id) => kernel.line(id, 1));
    await waitsInTheMiddle(ids, () => kernel.post(lines));
  });

  test('where a hold names them, whatever the order of its lines', async () => {
    const ids = await stocked(3);
    const id = await hold([...ids].reverse());
    await waitsInTheMiddle(ids, () => submit(release(id)));
  });
});

describe('before the levels', () => {
  test('the hold is locked: who waits for it has locked no level', async () => {
    const [productId = ''] = await stocked(1);
    const id = await hold([productId]);
    const letGo = await kernel.holding(
      'select 1 from reservations where company_id = $1 and id = $2 for update',
      [kernel.companyId, id],
    );
    const done = submit(release(id));
    await kernel.somebodyWaits();
    const isFree = await kernel.isFree(productId);
    await letGo();
    expect(await done).toBe('released');
    expect(isFree).toBe(true);
  });

  test('a warehouse that is being closed is waited for, and is closed then', async () => {
    const [productId = ''] = await stocked(1);
    const closingId = await kernel.warehouse(`Closing ${uuidv7()}`);
    const letGo = await kernel.holding(
      `with locked as (select id from warehouses where company_id = $1 and id = $2 for update)
       update warehouses set active = false where company_id = $1 and id in (select id from locked)`,
      [kernel.companyId, closingId],
    );
    const done = wordOf(submit(post([kernel.line(productId, 1, { warehouseId: closingId })])));
    await kernel.somebodyWaits();
    await letGo();
    expect(await done).toBe('VALIDATION_FAILED');
  });
});

describe('whether a hold is due', () => {
  test('is asked of the database’s clock, whatever the process believes', async () => {
    const [productId = ''] = await stocked(1);
    const [early, late] = [await hold([productId]), await hold([productId])];
    await dueIn(late, -1);
    const day = 86_400_000;
    expect(await wordOf(submit(release(early, new Date(Date.now() + day))))).toBe('done');
    expect(await wordOf(submit(release(late, new Date(Date.now() - day))))).toBe('RESERVATION_EXPIRED');
  });

  test('is asked after the locks are had: one whose time is up while somebody waits for them has expired', async () => {
    const [productId = ''] = await stocked(1);
    const id = await hold([productId]);
    await dueIn(id, 500);
    const letGo = await kernel.holdingLevel(productId);
    const done = wordOf(submit(release(id)));
    await kernel.somebodyWaits();
    await kernel.inCompany((tx) => tx.query({ text: 'select pg_sleep(0.6)' }));
    await letGo();
    expect(await done).toBe('RESERVATION_EXPIRED');
  });
});

describe('the company', () => {
  test('is asked for in every statement: with the wall down, the same ids of another company stay untouched', async () => {
    const db = await createTestDatabase();
    const unwalled = openDatabase({ url: db.adminUrl });
    const ours = await seedCompany(unwalled);
    const theirs = await seedCompany(unwalled);
    const [productId, warehouseId] = [uuidv7(), uuidv7()];
    const gate = new StockGate(unwalled);
    const level = (companyId: string, onHandChange: number) => {
      const line: StockLine = { productId, warehouseId, kind: 'RECEIPT', onHandChange, reservedChange: 0 };
      return gate.submit(companyId, post([line]));
    };
    for (const { companyId } of [ours, theirs]) {
      await unwalled.inCompany(companyId, async ({ prisma }) => {
        await prisma.warehouse.create({ data: { companyId, id: warehouseId, name: 'W', nameKey: 'w' } });
        await prisma.product.create({
          data: { companyId, id: productId, sku: 'P', skuKey: 'p', name: 'P', price: '1.00' },
        });
      });
    }
    for (const [{ companyId }, units] of [
      [ours, 3],
      [theirs, 40],
    ] as const) {
      await level(companyId, units);
      await level(companyId, units);
    }
    expect(await level(ours.companyId, 1)).toMatchObject([{ onHand: 7, version: 3 }]);
    expect(await level(theirs.companyId, 1)).toMatchObject([{ onHand: 81, version: 3 }]);
    await unwalled.close();
    await db.drop();
  });
});
