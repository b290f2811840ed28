import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveOn } from '../../test/serve-on.ts';
import { callOverHttp } from '../../test/wire.ts';
import { foundCompany, type Person } from '../auth/testing/people.ts';

const MAX = 40;

let db: TestDatabase;
let servers: Awaited<ReturnType<typeof serveOn>>[];
beforeAll(async () => {
  db = await createTestDatabase();
  servers = await Promise.all([1, 2].map(() => serveOn(db.database, { holdsPerCredential: MAX })));
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await db.drop();
});

/** A company with one product of which there is plenty, and who calls: its owner and a key. */
const makeShop = async () => {
  const owner = await foundCompany(db.database);
  const { id: warehouseId } = await owner.call.warehouses.create({ name: 'Main' });
  const { product } = await owner.call.products.create({
    sku: 'TEA',
    name: 'Tea',
    price: '1.00',
    warehouseId,
    initialQuantity: 1_000_000,
  });
  const { key } = await owner.call.apiKeys.create({ name: 'shop', scopes: ['stock:write'] });
  return { owner, key, line: { productId: product.id, warehouseId, quantity: 1 } };
};

const call = (token: string, path: string, { input, at = 0 }: { input: object; at?: number }) =>
  callOverHttp(servers[at]?.url ?? '', { path, type: 'mutation' }, { input, token });
const heldBy = async (owner: Person) =>
  (await owner.call.reservations.list({ status: 'active', limit: 250 })).items.length;

test('a key holds as much as one may and no more, others of its company are not kept from it', async () => {
  const { owner, key, line } = await makeShop();
  const hold = (token: string, input: object = {}) =>
    call(token, 'inventory.reserve', { input: { lines: [line], ttlSeconds: 600, ...input } });
  const first = { idempotencyKey: uuidv7(), id: uuidv7() };
  expect(await hold(key, first)).toMatchObject({ ok: true });
  for (let held = 1; held < MAX; held += 1) expect(await hold(key)).toMatchObject({ ok: true });

  const over = { idempotencyKey: uuidv7() };
  const refused = await hold(key, over);
  expect(refused).toMatchObject({ status: 429, code: 'RATE_LIMITED' });
  expect(refused.message).toMatch(/^You hold 40 reservations, which is the most\./);
  const { retryAfterSeconds } = refused.details as { retryAfterSeconds: number };
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(retryAfterSeconds).toBeLessThanOrEqual(600);
  // What it was told before is told again, and the owner holds what the owner will.
  expect(await hold(key, first)).toMatchObject({ ok: true, data: { id: first.id } });
  expect(await hold(owner.token)).toMatchObject({ ok: true });

  await call(key, 'inventory.release', { input: { reservationId: first.id } });
  await expect.poll(async () => (await hold(key, over)).ok).toBe(true); // the same key of the write, too
  expect(await heldBy(owner)).toBe(MAX + 1);
});

test('holds that ended by themselves are not counted', async () => {
  const { owner, key, line } = await makeShop();
  for (let held = 0; held < MAX; held += 1)
    await call(key, 'inventory.reserve', { input: { lines: [line], ttlSeconds: 1 } });
  await expect
    .poll(async () => (await call(key, 'inventory.reserve', { input: { lines: [line] } })).ok, {
      timeout: 10_000,
    })
    .toBe(true);
  await expect.poll(() => heldBy(owner), { timeout: 10_000 }).toBe(1);
});

test('callers at once get the quota to the unit from one process, and a twentieth more from another', async () => {
  const { owner, key, line } = await makeShop();
  const burst = (count: number, at: number) =>
    Promise.all(
      Array.from({ length: count }, () => call(key, 'inventory.reserve', { input: { lines: [line] }, at })),
    );
  const answers = await burst(150, 0);
  expect(answers.filter(({ ok }) => ok)).toHaveLength(MAX);
  expect(new Set(answers.filter(({ ok }) => !ok).map(({ code }) => code))).toEqual(new Set(['RATE_LIMITED']));

  const other = await makeShop();
  const holdAtBoth = (at: number) =>
    Promise.all(
      Array.from({ length: 100 }, () =>
        call(other.key, 'inventory.reserve', { input: { lines: [other.line] }, at }),
      ),
    );
  const granted = (await Promise.all([0, 1].map(holdAtBoth))).flat().filter(({ ok }) => ok).length;
  expect(granted).toBeGreaterThanOrEqual(MAX);
  expect(granted).toBeLessThanOrEqual(MAX + MAX / 20);
  expect(await heldBy(other.owner)).toBe(granted);
  expect(await heldBy(owner)).toBe(MAX);
});
