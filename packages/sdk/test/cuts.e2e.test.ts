import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStockflow, type Stockflow, StockflowTimeoutError } from '../src/index.ts';
import { CUTS, startCuttingProxy } from './cutting-proxy.ts';
import { newCompany, PASSWORD, stocked } from './shop.ts';

const WRITES = 200;
const AT_ONCE = 40;
const INITIAL = 1_000;

let server: Awaited<ReturnType<typeof startTestServer>>;
const figures: string[] = [];
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  console.info(['cut point: writes, cuts, errors of callers, effects, seconds', ...figures].join('\n'));
  await server?.close();
});

/** Runs the work for each number, so many at once. */
const each = async (count: number, work: (index: number) => Promise<void>): Promise<void> => {
  let next = 0;
  const worker = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
};

/** What a careful caller does when the time is over: the same write again, with the key that it had. */
const untilDone = async (write: (key: string | undefined) => Promise<unknown>): Promise<number> => {
  let key: string | undefined;
  for (let timeouts = 0; ; timeouts += 1) {
    try {
      await write(key);
      return timeouts;
    } catch (error) {
      if (!(error instanceof StockflowTimeoutError) || timeouts === 20) throw error;
      key = error.idempotencyKey ?? undefined;
    }
  }
};

const totalOf = async (stockflow: Stockflow) => {
  const [{ items: levels }, receipts, sales, { driftCount }] = await Promise.all([
    stockflow.inventory.levels(),
    stockflow.inventory.history({ kinds: ['RECEIPT'] }).toArray({ limit: 10_000 }),
    stockflow.sales.list().toArray({ limit: 10_000 }),
    stockflow.inventory.verify(),
  ]);
  return { levels, receipts: receipts.length, sales: sales.length, driftCount };
};

describe(`${WRITES} writes act ${WRITES} times when each is cut once`, () => {
  test.each(CUTS)('%s', async (cut) => {
    const { stockflow: owner, email } = await newCompany(server.url);
    const { warehouseId, products } = await stocked(owner, 1, INITIAL);
    const { sessionToken } = await createStockflow({ baseUrl: server.url }).auth.signIn({
      email,
      password: PASSWORD,
    });
    const proxy = await startCuttingProxy(server.url, cut);
    const isSilent = cut.includes('silence');
    const shaky = createStockflow({
      baseUrl: proxy.url,
      session: sessionToken!,
      // In turn with others a connection may be the one that is cut several times.
      retriesMax: cut === CUTS[0] ? 10 : 2,
      // Nothing but time tells that a connection is silent.
      timeoutMs: isSilent ? 2_000 : 60_000,
    });
    const line = { productId: products[0]!.id, warehouseId, quantity: 1 };
    const start = performance.now();
    let timeouts = 0;
    try {
      await each(WRITES, async (index) => {
        const lines = [line];
        const times = await untilDone((key) => {
          const keyed = { lines, ...(key !== undefined && { idempotencyKey: key }) };
          return index % 2 === 0 ? shaky.inventory.receive(keyed) : shaky.sales.create(keyed);
        });
        timeouts += times;
      });
    } finally {
      await proxy.close();
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const total = await totalOf(owner);
    figures.push(
      `${cut}: ${WRITES}, ${proxy.seen.cuts}, ${timeouts}, ${total.receipts + total.sales}, ${seconds}`,
    );

    expect(total).toMatchObject({ receipts: WRITES / 2, sales: WRITES / 2, driftCount: 0 });
    expect(total.levels).toMatchObject([{ onHand: INITIAL + WRITES / 2, reserved: WRITES / 2 }]);
    // Else the proof would be empty: each write was cut, and only silence reached the caller.
    expect(proxy.seen.cuts).toBeGreaterThanOrEqual(cut === CUTS[0] ? AT_ONCE : WRITES);
    if (!isSilent) expect(timeouts).toBe(0);
    else expect(timeouts).toBeGreaterThanOrEqual(WRITES);
  });
});
