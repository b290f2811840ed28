import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../../src/testing/index.ts';
import { makeWorld, type World } from '../world.ts';
import { type Ask, askAs } from './ask.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let world: World;

beforeAll(async () => {
  server = await startTestServer();
  world = await makeWorld(server.database, 'Tea');
});
afterAll(() => server.close());

const ask: Ask = (path, sent) => askAs(server.url, world.owner.token)(path, sent);
const newProduct = async () =>
  (await world.owner.call.products.create({ sku: `P-${uuidv7()}`, name: 'Assam', price: '1.00' })).product;

describe('ETag', () => {
  test('is what If-None-Match knows an answer by, until it changes', async () => {
    const { id } = await newProduct();
    const first = await ask(`/api/products/${id}`);
    const etag = first.headers.get('etag') ?? '';
    const known = (tags: string) => ask(`/api/products/${id}`, { headers: { 'if-none-match': tags } });
    for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      expect(await known(tags)).toMatchObject({ status: 304, body: undefined });
    }
    await world.owner.call.products.update({ productId: id, name: 'Ceylon' });
    expect((await known(etag)).status).toBe(200);
  });

  test('moves with everything that an answer holds, not only with its version', async () => {
    const path = `/api/alerts/${world.ids.alert}`;
    const before = await ask(path);
    const { productId, warehouseId } = {
      productId: before.body.product.id,
      warehouseId: before.body.warehouse.id,
    };
    await world.owner.call.inventory.receive({ lines: [{ productId, warehouseId, quantity: 1 }] });
    const after = await ask(path, { headers: { 'if-none-match': before.headers.get('etag') ?? '' } });
    expect(after.status).toBe(200);
    expect(after.body.version).toBe(before.body.version);
  });

  test('refuses a write to what has changed since: 412 by the header, 409 by the body', async () => {
    const { id } = await newProduct();
    const etag = (await ask(`/api/products/${id}`)).headers.get('etag') ?? '';
    const write = (headers: Record<string, string>, body: object = { name: 'Ceylon' }) =>
      ask(`/api/products/${id}`, { method: 'PATCH', body, headers });
    const first = await write({ 'if-match': etag });
    expect(first.status).toBe(200);
    expect(first.headers.get('etag')).toBe((await ask(`/api/products/${id}`)).headers.get('etag'));
    const late = await write({ 'if-match': etag });
    expect(late).toMatchObject({ status: 412, body: { code: 'VERSION_CONFLICT', status: 412 } });
    expect(late.body.details.conflicts).toEqual([{ id, expected: 1, current: 2 }]);
    expect(await write({}, { name: 'x', expectedVersion: 1 })).toMatchObject({ status: 409 });
    for (const tag of ['"2"', `W/${first.headers.get('etag')}`.replace('"2-', '"3-'), '*']) {
      expect((await write({ 'if-match': tag })).status, tag).toBe(200);
    }
  });

  test('is not passed over where it means nothing', async () => {
    const path = `/api/products/${world.ids.product}`;
    const patch = (headers: Record<string, string>) =>
      ask(path, { method: 'PATCH', body: { name: 'x' }, headers });
    for (const tags of ['nonsense', '"a", "b"', '"no-version"']) {
      expect((await patch({ 'if-match': tags })).status, tags).toBe(400);
    }
    expect((await patch({ 'if-none-match': '*' })).status).toBe(400);
    const adjust = { lines: [] };
    const answer = await ask('/api/inventory/adjust', {
      method: 'POST',
      body: adjust,
      headers: { 'if-match': '"1"' },
    });
    expect(answer.body.details.fields[0].message).toContain('If-Match means nothing here');
  });
});
