import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drain } from '../src/index.ts';
import { startTestServer } from '../src/testing/index.ts';

let running: Awaited<ReturnType<typeof startTestServer>>;
let token: string;
let cookie: string;

const signUp = async (url: string, useCookie: boolean) => {
  const answer = await fetch(`${url}/api/trpc/auth.signUp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      company: { name: 'Harbour Goods' },
      user: {
        email: `owner-${Math.random().toString(36).slice(2)}@harbour.example`,
        password: 'correct horse battery',
        firstName: 'Ada',
        lastName: 'Byron',
      },
      cookie: useCookie,
    }),
  });
  expect(answer.status).toBe(200);
  const body = (await answer.json()) as { result: { data: { sessionToken: string | null } } };
  return {
    token: body.result.data.sessionToken,
    cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
};

beforeAll(async () => {
  running = await startTestServer();
  token = (await signUp(running.url, false)).token ?? '';
  cookie = (await signUp(running.url, true)).cookie;
});
afterAll(() => running.close());

const trpc = (path: string, init: RequestInit = {}) => fetch(`${running.url}/api/trpc/${path}`, init);
const asOwner = () => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });
const code = async (answer: Response): Promise<string> => {
  const body = (await answer.json()) as { code?: string; error?: { data: { code: string } } };
  return body.error?.data.code ?? body.code ?? '';
};

describe('what tRPC leaves open is closed', () => {
  test('a batch holds at most 20 calls', async () => {
    const paths = (count: number) => Array(count).fill('auth.me').join(',');
    const allowed = await trpc(`${paths(20)}?batch=1&input=%7B%7D`, { headers: asOwner() });
    expect(((await allowed.json()) as unknown[]).length).toBe(20);
    const refused = await trpc(`${paths(21)}?batch=1&input=%7B%7D`, { headers: asOwner() });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('Too many calls in one batch.');
    const enormous = await trpc(`${paths(1500)}?batch=1&input=%7B%7D`, { headers: asOwner() });
    expect(enormous.status).toBe(413);
    expect(await code(enormous)).toBe('PAYLOAD_TOO_LARGE');
  });

  test('a body over 1 MiB is refused as too large, over tRPC and REST', async () => {
    const body = JSON.stringify({ name: 'x'.repeat(1_100_000) });
    for (const path of ['/api/trpc/warehouses.create', '/api/products']) {
      const answer = await fetch(running.url + path, { method: 'POST', headers: asOwner(), body });
      expect(answer.status).toBe(413);
      expect(await code(answer)).toBe('PAYLOAD_TOO_LARGE');
    }
  });

  test('a caller that sends far too much, and whoever sends no request at all, is told so before the end', async () => {
    const { hostname, port } = new URL(running.url);
    const exchange = (text: string) =>
      new Promise<string>((resolve, reject) => {
        let answer = '';
        const socket = connect(Number(port), hostname, () => socket.write(text));
        socket.on('data', (chunk) => {
          answer += chunk.toString();
        });
        socket.on('end', () => resolve(answer));
        socket.on('error', reject);
      });
    const head = `POST /api/products HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\n`;
    const eightMiB = 'x'.repeat(8 * 1024 ** 2);
    const refused = [
      [
        await exchange(`${head}Content-Length: ${eightMiB.length}\r\n\r\n${eightMiB}`),
        413,
        'PAYLOAD_TOO_LARGE',
      ],
      [await exchange(`GET /?${'x'.repeat(70_000)} HTTP/1.1\r\nHost: x\r\n\r\n`), 413, 'PAYLOAD_TOO_LARGE'],
      [await exchange('hello\r\n\r\n'), 400, 'VALIDATION_FAILED'],
    ] as const;
    for (const [answer, status, expected] of refused) {
      const [, body = ''] = answer.split('\r\n\r\n');
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(answer.toLowerCase()).toContain('connection: close');
      expect(JSON.parse(body)).toMatchObject({ status, code: expected, requestId: expect.any(String) });
    }
  });

  test('only JSON comes in: a form that another site could post is refused before any door', async () => {
    for (const type of [
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/x-www-form-urlencoded',
    ]) {
      const answer = await trpc('warehouses.create', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body: '{"name":"Forged"}',
      });
      expect(answer.status).toBe(415);
      expect(await code(answer)).toBe('UNSUPPORTED_MEDIA_TYPE');
    }
  });

  test('a write with the session cookie from another origin is refused, from the same origin it works', async () => {
    const write = (headers: Record<string, string>) =>
      trpc('warehouses.create', {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ name: `Dock ${Math.random()}` }),
      });
    expect(await code(await write({ origin: 'https://evil.example' }))).toBe('FORBIDDEN');
    expect(await code(await write({ 'sec-fetch-site': 'cross-site', origin: running.url }))).toBe(
      'FORBIDDEN',
    );
    expect(await code(await write({}))).toBe('FORBIDDEN');
    expect((await write({ origin: running.url })).status).toBe(200);
  });

  test('malformed JSON and unknown procedures are refused in our words, without a stack or a path', async () => {
    const broken = await trpc('warehouses.create', { method: 'POST', headers: asOwner(), body: '{"name":' });
    expect(broken.status).toBe(400);
    const text = await broken.text();
    expect(text).toContain('VALIDATION_FAILED');
    expect(text).not.toMatch(/node_modules|\.ts|stack/);
    const unknown = await trpc('warehouses.explode', { headers: asOwner() });
    expect(unknown.status).toBe(404);
    expect(await code(unknown)).toBe('NOT_FOUND');
    const wrongVerb = await trpc('warehouses.create?input=%7B%7D', { headers: asOwner() });
    expect(wrongVerb.status).toBe(400);
  });
});

describe('every answer can be traced', () => {
  test('each answer has a request id, and a refusal repeats it', async () => {
    const answer = await trpc('warehouses.list');
    expect(answer.status).toBe(401);
    const body = (await answer.json()) as { error: { data: { requestId: string; code: string } } };
    expect(body.error.data.code).toBe('AUTH_REQUIRED');
    expect(answer.headers.get('request-id')).toBe(body.error.data.requestId);
  });
  test('a well-formed request id of the caller is kept, any other replaced', async () => {
    const kept = await fetch(`${running.url}/healthz`, { headers: { 'request-id': 'trace-0123456789' } });
    expect(kept.headers.get('request-id')).toBe('trace-0123456789');
    const replaced = await fetch(`${running.url}/healthz`, { headers: { 'request-id': 'a b' } });
    expect(replaced.headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe('health and stopping', () => {
  test('a connection that dribbles its header is closed', async () => {
    const { hostname, port } = new URL(running.url);
    const closed = await new Promise<boolean>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n'),
      );
      socket.on('close', () => resolve(true));
      socket.on('error', () => resolve(true));
      socket.resume();
    });
    expect(closed).toBe(true);
  }, 30_000);

  test('draining answers everything under way and everything sent meanwhile, and says it is not ready', async () => {
    const other = await startTestServer();
    const { token: owner } = await signUp(other.url, false);
    const headers = { authorization: `Bearer ${owner}`, 'content-type': 'application/json' };
    const failures: unknown[] = [];
    let calls = 0;
    let stopping = false;
    const caller = async () => {
      while (!stopping) {
        try {
          const answer = await fetch(`${other.url}/api/trpc/company.get`, { headers });
          await answer.text();
          if (answer.status !== 200) failures.push(answer.status);
          calls += 1;
        } catch (error) {
          failures.push(error);
        }
      }
    };
    const callers = Array.from({ length: 8 }, caller);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const drained = drain(other.server, 400);
    const ready = await fetch(`${other.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    // A load balancer stops sending once it is not ready; the callers here leave within the grace.
    await new Promise((resolve) => setTimeout(resolve, 150));
    stopping = true;
    await Promise.all(callers);
    await drained;
    expect(failures).toEqual([]);
    expect(calls).toBeGreaterThan(20);
    await other.close();
  }, 30_000);

  test('ready while the database answers; when it is gone: not ready, calls are UNAVAILABLE and nothing leaks', async () => {
    const other = await startTestServer();
    const { token: owner } = await signUp(other.url, false);
    expect((await fetch(`${other.url}/readyz`)).status).toBe(200);
    await other.database.close();
    expect((await fetch(`${other.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${other.url}/readyz`)).status).toBe(503);
    const answer = await fetch(`${other.url}/api/trpc/company.get`, {
      headers: { authorization: `Bearer ${owner}` },
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(await code(answer)).toBe('UNAVAILABLE');
    await other.close();
  }, 30_000);
});
