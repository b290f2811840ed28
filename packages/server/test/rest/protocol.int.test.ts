import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../src/rest/routes.ts';
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
describe('problem details', () => {
  const expectProblem = (answer: Awaited<ReturnType<Ask>>, status: number, code: string) => {
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    const requestId = answer.headers.get('request-id');
    expect(answer.body).toEqual({
      type: `urn:stockflow:problem:${code.toLowerCase().replaceAll('_', '-')}`,
      title: expect.stringMatching(/^[A-Z]/),
      status,
      detail: expect.stringMatching(/\.$/),
      instance: `urn:stockflow:request:${requestId}`,
      code,
      details: code === 'VALIDATION_FAILED' ? { fields: [expect.anything()] } : null,
      requestId,
    });
  };

  test('are what every refusal is, also those that no procedure gives', async () => {
    expectProblem(await ask('/api/products', { token: null }), 401, 'AUTH_REQUIRED');
    expectProblem(await ask(`/api/products/${uuidv7()}`), 404, 'NOT_FOUND');
    expectProblem(await ask('/api/nothing/here'), 404, 'NOT_FOUND');
    expectProblem(await ask('/api'), 404, 'NOT_FOUND');
    expectProblem(await ask('/api/products/%zz'), 400, 'VALIDATION_FAILED');
    expectProblem(await ask('/api/products', { method: 'POST', body: '{' }), 400, 'VALIDATION_FAILED');
    expectProblem(await ask('/api/products', { method: 'POST', body: '[]' }), 400, 'VALIDATION_FAILED');
    const large = { name: 'x'.repeat(1_100_000) };
    expectProblem(await ask('/api/products', { method: 'POST', body: large }), 413, 'PAYLOAD_TOO_LARGE');
    const form = { method: 'POST', body: 'sku=1', headers: { 'content-type': 'text/plain' } };
    expectProblem(await ask('/api/products', form), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expectProblem(await ask('/api/products', { method: 'DELETE' }), 405, 'METHOD_NOT_ALLOWED');
  });

  test('carry the request id that the caller has sent', async () => {
    const { body, headers } = await ask('/api/company', {
      token: null,
      headers: { 'request-id': 'trace-01234567' },
    });
    expect([body.requestId, headers.get('request-id')]).toEqual(['trace-01234567', 'trace-01234567']);
  });

  test('are not what tRPC’s addresses answer', async () => {
    const { body } = await ask('/api/trpc/nothing.here');
    expect(body.error.data.code).toBe('NOT_FOUND');
  });

  test('say when to come again', async () => {
    const wrong = { email: 'nobody@nowhere.example', password: 'wrong horse battery' };
    const tries = [];
    for (let index = 0; index < 101; index += 1) {
      tries.push(await ask('/api/auth/sign-in', { method: 'POST', body: wrong, token: null }));
      if (tries.at(-1)?.status === 429) break;
    }
    const last = tries.at(-1)!;
    expect(last.body.code).toBe('RATE_LIMITED');
    expect(last.headers.get('retry-after')).toBe(String(last.body.details.retryAfterSeconds));
  });
});

test('with the database gone a call is 503, says when to come again, and nothing of the inside', async () => {
  const other = await startTestServer();
  const { owner } = await makeWorld(other.database, 'Tea');
  await other.database.close();
  for (const path of ['/api/company', '/api/alerts/changes']) {
    const { status, headers, body } = await askAs(other.url, owner.token)(path);
    expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'UNAVAILABLE', '1']);
    expect(Object.keys(body)).toHaveLength(8);
  }
  await other.close();
});

describe('verbs', () => {
  const paths = [...new Set(Object.values(ROUTES).map(({ path }) => path))];
  const filled = (path: string) =>
    path.replace('{companyId}', world.owner.companyId).replace(/\{\w+\}/g, uuidv7());

  test.each(paths)(
    '%s: those that it has not are 405 with those that it has, and OPTIONS lists them',
    async (path) => {
      const own = Object.values(ROUTES).flatMap((route) =>
        route.path === path ? [route.method as string] : [],
      );
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const { status, headers } = await ask(filled(path), { method, token: null });
        if (own.includes(method)) expect([method, status]).not.toEqual([method, 405]);
        else {
          expect([method, status]).toEqual([method, 405]);
          for (const verb of own) expect(headers.get('allow')).toContain(verb);
        }
      }
      const options = await ask(filled(path), { method: 'OPTIONS', token: null });
      expect(options.status).toBe(204);
      expect(options.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining([...own, 'OPTIONS']));
    },
  );

  test('HEAD answers as GET does, without the body', async () => {
    const path = `/api/products/${world.ids.product}`;
    const [head, full] = [await ask(path, { method: 'HEAD' }), await ask(path)];
    expect([head.status, head.body]).toEqual([200, undefined]);
    expect(head.headers.get('etag')).toBe(full.headers.get('etag'));
    expect((await ask(path, { method: 'HEAD', token: null })).status).toBe(401);
  });
});

describe('queries', () => {
  test('take a list one by one, numbers and booleans as words, and name what there is not', async () => {
    const { warehouse, secondWarehouse, product } = world.ids;
    const levels = (query: string) => ask(`/api/inventory/levels?${query}`);
    const one = await levels(`warehouseIds=${warehouse}&productIds=${product}&limit=1`);
    expect(one.body.items.map((level: { warehouseId: string }) => level.warehouseId)).toEqual([warehouse]);
    const two = await levels(
      `warehouseIds=${warehouse}&warehouseIds=${secondWarehouse}&productIds=${product}`,
    );
    expect(two.body.items).toHaveLength(2);
    expect((await ask('/api/products?active=false')).body.items).toEqual([]);
    const wrong = await ask('/api/products?active=yes&limit=many&limti=5&search=a&search=b');
    expect(wrong.status).toBe(400);
    expect(wrong.body.details.fields.map(({ path }: { path: string }) => path)).toEqual(['limti', 'search']);
    const second = await ask('/api/products?active=yes&limit=many');
    expect(second.body.details.fields.map(({ path }: { path: string }) => path).sort()).toEqual([
      'active',
      'limit',
    ]);
  });

  test('are not read by a write, and what stands in the path stands nowhere else', async () => {
    const path = `/api/products/${world.ids.product}`;
    const inQuery = await ask(`${path}?name=x`, { method: 'PATCH', body: {} });
    expect(inQuery.body.details.fields).toEqual([
      { path: 'name', message: 'There is no such query parameter. There is none here.' },
    ]);
    const twice = await ask(path, { method: 'PATCH', body: { productId: uuidv7(), name: 'x' } });
    expect(twice.body.details.fields[0].path).toBe('productId');
    expect((await ask(`${path}?productId=${uuidv7()}`)).body.details.fields[0].path).toBe('productId');
  });

  test('go through all pages of a list', async () => {
    const skus: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await ask(`/api/products?limit=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
      skus.push(...page.body.items.map(({ sku }: { sku: string }) => sku));
      cursor = page.body.nextCursor;
    }
    expect(new Set(skus).size).toBe(skus.length);
    expect(skus.length).toBeGreaterThan(3);
  });
});

describe('writes', () => {
  test('without a body where no field is needed', async () => {
    const { call } = world.owner;
    const line = { productId: world.ids.product, warehouseId: world.ids.warehouse, quantity: 1 };
    const { id } = await call.sales.create({ lines: [line], status: 'draft' });
    expect(await ask(`/api/sales/${id}/confirm`, { method: 'POST' })).toMatchObject({
      status: 200,
      body: { status: 'confirmed' },
    });
  });

  test('with one Idempotency-Key act once, over REST and tRPC alike, and say the key again', async () => {
    const key = uuidv7();
    const body = { sku: `K-${key}`, name: 'Assam', price: '1.00' };
    const send = (headers: Record<string, string>, input: object = body) =>
      ask('/api/products', { method: 'POST', body: input, headers });
    const first = await send({ 'idempotency-key': key });
    expect([first.status, first.headers.get('idempotency-key')]).toEqual([201, key]);
    const again = await send({ 'idempotency-key': `"${key}"` });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect(await world.owner.call.products.create({ ...body, idempotencyKey: key })).toEqual(first.body);
    const other = await send({ 'idempotency-key': key }, { ...body, name: 'Other' });
    expect([other.status, other.body.code]).toEqual([409, 'ID_REUSED']);
    const both = await send({ 'idempotency-key': key }, { ...body, idempotencyKey: uuidv7() });
    expect(both.body.details.fields[0].path).toBe('idempotencyKey');
  });

  test('that cannot act once say so instead of passing a key over', async () => {
    const signIn = await ask('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'idempotency-key': uuidv7() },
    });
    expect([signIn.status, signIn.body.code]).toEqual([400, 'VALIDATION_FAILED']);
  });

  test('say where what they have made can be read', async () => {
    const made = await ask('/api/products', {
      method: 'POST',
      body: { sku: 'L-1', name: 'Assam', price: '1.00' },
    });
    const read = await ask(made.headers.get('location') ?? '');
    expect(read.body).toEqual(made.body.product);
  });
});

describe('the document and its page', () => {
  test('are served with a tag, packed for whoever takes that, and reach nothing outside', async () => {
    const document = await ask('/openapi.json', { token: null });
    expect(document.body.openapi).toMatch(/^3\.1\./);
    expect(document.headers.get('content-encoding')).toBe('gzip');
    const known = { 'if-none-match': document.headers.get('etag') ?? '' };
    expect((await ask('/openapi.json', { headers: known, token: null })).status).toBe(304);
    const page = await fetch(`${server.url}/api/reference`);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(html).not.toMatch(/https?:\/\//);
    const scripts = [...html.matchAll(/src="([^"]+)"/g)].map(([, src]) => src ?? '');
    expect(scripts).toHaveLength(2);
    for (const src of scripts) {
      const script = await fetch(server.url + src);
      expect([script.status, script.headers.get('content-type')]).toEqual([
        200,
        'text/javascript; charset=utf-8',
      ]);
      expect(await script.text()).toContain('createApiReference');
    }
  });
});
