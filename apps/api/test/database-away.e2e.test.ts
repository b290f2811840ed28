import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, removeEmbedded, startPostgres } from '@stockflow/postgres';
import { createStockflow, type LiveStatus, UnavailableError } from '@stockflow/sdk';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort, type RunningProcess, runApi } from './support/run-api.ts';

const parent = mkdtempSync(join(tmpdir(), 'stockflow-away-'));
const folder = join(parent, '.stockflow');
let postgres: PostgresServer;
let api: RunningProcess;
let port: number;

beforeAll(async () => {
  port = await freePort();
  postgres = await startPostgres({ folder, port });
  api = await runApi({
    DATABASE_URL: postgres.adminUrl,
    PORT: String(await freePort()),
    POOL_MAX: '4',
    LOG_LEVEL: 'silent',
    DRAIN_MS: '0',
  });
});
afterAll(async () => {
  await api.stop();
  await postgres.stop();
  await removeEmbedded(folder, () => {});
  rmSync(parent, { recursive: true, force: true });
});

test('PostgreSQL away: calls are refused at once with 503 and when to come again; it comes back, and so does everything, without a restart', async () => {
  const anonymous = createStockflow({ baseUrl: api.url });
  const { sessionToken } = await anonymous.auth.signUp({
    company: { name: 'Outage Goods' },
    user: { email: 'o@outage.example', password: 'correct horse battery', firstName: 'O', lastName: 'W' },
  });
  const session = sessionToken ?? '';
  const stockflow = createStockflow({ baseUrl: api.url, session });
  const hasty = createStockflow({ baseUrl: api.url, session, retriesMax: 0 });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const { product } = await stockflow.products.create({
    sku: 'O-1',
    name: 'Outage',
    price: '1.00',
    warehouseId,
    initialQuantity: 30,
  });
  const line = { productId: product.id, warehouseId };
  const held = await stockflow.inventory.reserve({ lines: [{ ...line, quantity: 4 }], ttlSeconds: 60 });
  const states: string[] = [];
  const heard: string[] = [];
  const leave = new AbortController();
  const onStatus = ({ status }: LiveStatus) => void states.push(status);
  const following = (async () => {
    for await (const { type } of stockflow.alerts.onChange(undefined, { signal: leave.signal, onStatus }))
      heard.push(type);
  })().catch((error: unknown) => {
    if (!leave.signal.aborted) throw error;
  });
  await expect.poll(() => states.at(-1)).toBe('live');

  await postgres.stop();
  const calls = [
    () => hasty.products.get({ productId: product.id }),
    () => hasty.products.list(),
    () => hasty.inventory.receive({ lines: [{ ...line, quantity: 1 }] }),
    () => hasty.warehouses.create({ name: 'Never' }),
    () =>
      createStockflow({ baseUrl: api.url, retriesMax: 0 }).auth.signIn({
        email: 'o@outage.example',
        password: 'x',
      }),
  ];
  for (const call of calls) {
    const since = performance.now();
    const error = await Promise.resolve(call()).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(UnavailableError);
    expect((error as UnavailableError).retryAfterMs).toBe(1_000);
    // At once, and not after some timeout: the callers of a queue that stands still would be many.
    expect(performance.now() - since).toBeLessThan(4_000);
  }
  const rest = await fetch(`${api.url}/api/products`, { headers: { authorization: `Bearer ${session}` } });
  expect([rest.status, rest.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await fetch(`${api.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${api.url}/healthz`)).status).toBe(200);
  // A write that is sent while nobody is there, by an SDK as it is delivered: it waits for the database and acts once.
  const patient = createStockflow({ baseUrl: api.url, session, retriesMax: 10, timeoutMs: 60_000 });
  const receiving = patient.inventory.receive({ lines: [{ ...line, quantity: 7 }] });

  postgres = await startPostgres({ folder, port });
  await expect.poll(async () => (await fetch(`${api.url}/readyz`)).status, { timeout: 10_000 }).toBe(200);
  await receiving;
  expect((await stockflow.reservations.get({ reservationId: held.id })).status).toBe('active');
  await stockflow.inventory.release({ reservationId: held.id });
  // The connection that hears notifications has come back, too.
  await expect.poll(() => states.at(-1), { timeout: 15_000 }).toBe('live');
  await stockflow.inventory.adjust({ lines: [{ ...line, quantityChange: -30, reason: 'lost' }] });
  await expect.poll(() => heard, { timeout: 10_000 }).toContain('alert.opened');
  const { items } = await stockflow.inventory.levels();
  expect(items).toMatchObject([{ onHand: 7, reserved: 0 }]);
  expect(await stockflow.inventory.verify()).toMatchObject({ driftCount: 0 });
  leave.abort();
  await following;
});
