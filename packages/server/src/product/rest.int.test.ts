import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../test/company-tables.ts';
import { foundCompany, join, type Person } from '../auth/testing/people.ts';
import { startTestServer } from '../testing/index.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let owner: Person;
let warehouseId: string;

beforeAll(async () => {
  server = await startTestServer();
  owner = await foundCompany(server.database);
  warehouseId = (await owner.call.warehouses.create({ name: 'Main' })).id;
});
afterAll(() => server.close());

let serial = 0;
const tea = (fields: Record<string, unknown> = {}) => ({
  sku: `R-${++serial}`,
  name: 'Earl Grey',
  price: '4.50',
  ...fields,
});

interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire is looked at as it is
  body: any;
}
const post = async (
  body: unknown,
  { token = owner.token, headers = {} }: { token?: string | null; headers?: Record<string, string> } = {},
): Promise<Answer> => {
  const response = await fetch(`${server.url}/api/products`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
};

describe('POST /api/products', () => {
  test('201 with product, level and the product’s place; ledger line and request id are one story', async () => {
    const input = tea({ warehouseId, initialQuantity: 12 });
    const { status, headers, body } = await post(input);
    expect(status).toBe(201);
    expect(body).toMatchObject({
      product: { sku: input.sku, price: '4.50', active: true },
      level: { warehouseId, onHand: 12, reserved: 0, available: 12 },
    });
    expect(headers.get('location')).toBe(`/api/products/${body.product.id}`);
    expect(headers.get('request-id')).toBeTruthy();
    const { items } = await owner.call.inventory.history({ productId: body.product.id });
    expect(items).toMatchObject([{ kind: 'INITIAL_STOCK', onHandAfter: 12 }]);
    const { inventory_history: lines } = await rowsOf(server.database, owner.companyId, [
      'inventory_history',
    ]);
    expect(lines?.join()).toContain(headers.get('request-id'));
  });

  test('201 with an API key that may write the catalogue; 403 with one that may not', async () => {
    const keyWith = async (scope: 'catalogue:write' | 'catalogue:read') =>
      (await owner.call.apiKeys.create({ name: scope, scopes: [scope] })).key;
    expect((await post(tea(), { token: await keyWith('catalogue:write') })).status).toBe(201);
    expect((await post(tea(), { token: await keyWith('catalogue:read') })).status).toBe(403);
  });

  test('400 names every field', async () => {
    const { status, body } = await post({ sku: 'no spaces', price: '1.005', initialQuantity: -1 });
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: 'VALIDATION_FAILED', requestId: expect.any(String) });
    const paths = body.details.fields.map(({ path }: { path: string }) => path).sort();
    expect(paths).toEqual(['initialQuantity', 'name', 'price', 'sku']);
  });

  test('400 for a body that is no JSON object, 415 for one that is not called JSON', async () => {
    for (const body of ['', '{', '[]', '7', 'null', '"x"']) {
      const answer = await post(body);
      expect([body, answer.status, answer.body.code]).toEqual([body, 400, 'VALIDATION_FAILED']);
    }
    const form = await post('sku=A', { headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect([form.status, form.body.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });

  test('400 for a warehouse or category that is unknown or another company’s, in the same words', async () => {
    const stranger = await foundCompany(server.database);
    const foreign = {
      warehouseId: (await stranger.call.warehouses.create({ name: 'Theirs' })).id,
      categoryId: (await stranger.call.categories.create({ name: 'Theirs' })).id,
    };
    for (const field of ['warehouseId', 'categoryId'] as const) {
      const { status, body } = await post(tea({ [field]: foreign[field] }));
      const unknown = await post(tea({ [field]: uuidv7() }));
      expect(status).toBe(400);
      expect(body.code).toBe('INVALID_REFERENCE');
      expect(body.details.references[0].path).toBe(field);
      const anyRequest = { requestId: '', instance: '' };
      expect({ ...body, ...anyRequest }).toEqual({ ...unknown.body, ...anyRequest });
    }
  });

  test('401 without a session, with a bad one, and with a bad key', async () => {
    expect(await post(tea(), { token: null })).toMatchObject({
      status: 401,
      body: { code: 'AUTH_REQUIRED' },
    });
    expect(await post(tea(), { token: 'nonsense' })).toMatchObject({
      status: 401,
      body: { code: 'INVALID_CREDENTIALS' },
    });
  });

  test('403 for a viewer and an operator, whatever the body', async () => {
    for (const role of ['viewer', 'operator'] as const) {
      const { token } = await join(server.database, { inviter: owner, role });
      for (const body of [tea(), {}]) {
        expect(await post(body, { token })).toMatchObject({ status: 403, body: { code: 'FORBIDDEN' } });
      }
    }
  });

  test('409 for a taken SKU, and 50 at once: one 201 and 49 times 409', async () => {
    const input = tea();
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(input)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
    expect(await post(input)).toMatchObject({
      status: 409,
      body: { code: 'SKU_TAKEN', details: { sku: input.sku } },
    });
  });

  test('an Idempotency-Key sent ten times at once makes one product and gives ten equal answers', async () => {
    const input = tea({ warehouseId, initialQuantity: 1 });
    const headers = { 'idempotency-key': uuidv7() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(input, { headers })));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 201));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await post({ ...input, name: 'Assam' }, { headers })).toMatchObject({
      status: 409,
      body: { code: 'ID_REUSED' },
    });
  });

  test('over tRPC the same product is 200, and a refusal has the same form', async () => {
    const call = async (body: unknown) => {
      const response = await fetch(`${server.url}/api/trpc/products.create`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${owner.token}` },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const input = tea();
    expect(await call(input)).toMatchObject({
      status: 200,
      body: { result: { data: { product: { sku: input.sku } } } },
    });
    expect(await call(input)).toMatchObject({
      status: 409,
      body: { error: { data: { code: 'SKU_TAKEN', httpStatus: 409, details: { sku: input.sku } } } },
    });
  });
});
