import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { createStockflow, type LiveStatus } from '@stockflow/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBalancer } from './support/balancer.ts';
import { freePort, type RunningProcess, runApi } from './support/run-api.ts';

let made: TestDatabase;
let balancer: Awaited<ReturnType<typeof openBalancer>>;
const processes: RunningProcess[] = [];
const ports: number[] = [];

const start = async (index: number): Promise<void> => {
  const api = await runApi({
    DATABASE_URL: made.adminUrl,
    PORT: String(ports[index]),
    PUBLIC_URL: balancer.url,
    POOL_MAX: '4',
    DRAIN_MS: '600',
    LOG_LEVEL: 'silent',
  });
  processes[index] = api;
  // A balancer knows its backends by address: another port would never be found.
  expect(api.said.filter(({ event }) => event === 'progress').join()).not.toContain('is taken');
};

beforeAll(async () => {
  made = await createTestDatabase();
  balancer = await openBalancer();
  ports.push(await freePort(), await freePort());
  await Promise.all([start(0), start(1)]);
  await Promise.all(ports.map((port) => balancer.add(`http://127.0.0.1:${port}`)));
});
afterAll(async () => {
  await Promise.all(processes.map((one) => one.stop()));
  balancer.close();
  await made.drop();
});

test('two processes are replaced one after the other under load: no call through the SDK fails, none acts twice, no event is missed', async () => {
  const anonymous = createStockflow({ baseUrl: balancer.url });
  const { sessionToken } = await anonymous.auth.signUp({
    company: { name: 'Never Closed' },
    user: { email: 'owner@never.example', password: 'correct horse battery', firstName: 'O', lastName: 'W' },
  });
  const stockflow = createStockflow({ baseUrl: balancer.url, session: sessionToken ?? '' });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const { product } = await stockflow.products.create({
    sku: 'R-1',
    name: 'Restarted',
    price: '1.00',
    warehouseId,
    initialQuantity: 0,
  });
  const { product: swinging } = await stockflow.products.create({
    sku: 'R-2',
    name: 'Low, then not, then low',
    price: '1.00',
    warehouseId,
    initialQuantity: 30,
  });
  const line = { productId: product.id, warehouseId, quantity: 1 };
  let isLow = false;
  const swing = () => {
    isLow = !isLow;
    const one = { productId: swinging.id, warehouseId, quantityChange: isLow ? -25 : 25 };
    return stockflow.inventory.adjust({ lines: [{ ...one, reason: 'correction' }] });
  };

  const heard: number[] = [];
  const leave = new AbortController();
  let isFollowing = () => {};
  const follows = new Promise<void>((resolve) => {
    isFollowing = resolve;
  });
  const following = (async () => {
    const onStatus = ({ status }: LiveStatus) => {
      if (status === 'live') isFollowing();
    };
    const options = { signal: leave.signal, onStatus };
    for await (const { sequence } of stockflow.alerts.onChange(undefined, options)) heard.push(sequence);
  })().catch((error: unknown) => {
    if (!leave.signal.aborted) throw error;
  });
  await follows;

  const failures: unknown[] = [];
  const done = { reads: 0, received: 0, swings: 0 };
  let isOver = false;
  const loop = async (call: () => Promise<unknown>, count: keyof typeof done) => {
    while (!isOver) {
      await call().then(
        () => {
          done[count] += 1;
        },
        (error: unknown) => failures.push(error),
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const loops = [
    ...[1, 2, 3].map(() => loop(() => stockflow.products.get({ productId: product.id }), 'reads')),
    ...[1, 2].map(() => loop(() => stockflow.inventory.receive({ lines: [line] }), 'received')),
    loop(swing, 'swings'),
  ];
  for (const index of [0, 1]) {
    const before = { ...done };
    expect(await processes[index]?.stop()).toBe(0);
    await start(index);
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${ports[index]}/readyz`)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(done.received).toBeGreaterThan(before.received);
    expect(done.reads).toBeGreaterThan(before.reads);
  }
  isOver = true;
  await Promise.all(loops);

  expect(failures).toEqual([]);
  const levels = await stockflow.inventory.levels();
  const onHand = Object.fromEntries(levels.items.map((level) => [level.productId, level.onHand]));
  expect(onHand).toEqual({ [product.id]: done.received, [swinging.id]: isLow ? 5 : 30 });
  expect(await stockflow.inventory.verify()).toMatchObject({
    driftCount: 0,
    movementsChecked: done.received + done.swings + 1,
  });

  // The stream was told to go elsewhere twice, and went on where it was.
  const told: number[] = [];
  for (let after = 0, hasMore = true; hasMore; ) {
    const page = await stockflow.events.list({ after, limit: 200 });
    told.push(...page.items.filter(({ type }) => type.startsWith('alert.')).map(({ sequence }) => sequence));
    ({ lastSequence: after, hasMore } = page);
  }
  expect(told.length).toBeGreaterThan(10);
  await expect.poll(() => heard, { timeout: 10_000 }).toEqual(told);
  leave.abort();
  await following;
});
