import { randomUUID } from 'node:crypto';
import { API_VERSION, API_VERSIONS } from '@stockflow/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../testing/index.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const ask = (path: string, version?: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, {
    ...init,
    headers: {
      'content-type': 'application/json',
      ...(version !== undefined && { 'stockflow-version': version }),
    },
  });

test('the newest version is the first that the server speaks, and each is a day', () => {
  expect(API_VERSIONS[0]).toBe(API_VERSION);
  for (const version of API_VERSIONS) expect(new Date(version).toISOString().slice(0, 10)).toBe(version);
});

describe('every answer under /api says which version it speaks', () => {
  test.each(['/api/trpc/auth.me', '/api/trpc/no.such', '/api/products', '/api/nothing'])(
    '%s',
    async (path) => {
      const answer = await ask(path);
      expect(answer.headers.get('stockflow-version')).toBe(API_VERSION);
    },
  );
});

describe('a request', () => {
  test('of a version that the server speaks is answered as one that names none', async () => {
    const [named, silent] = await Promise.all([
      ask('/api/trpc/auth.me', API_VERSION),
      ask('/api/trpc/auth.me'),
    ]);
    expect([named.status, silent.status]).toEqual([401, 401]);
  });

  test.each(['2020-01-01', '2099-12-31', 'latest', '', 'x'.repeat(500)])(
    'of the version %j is refused, and nothing of it runs',
    async (version) => {
      const email = `v-${randomUUID()}@leaf.example`;
      const body = JSON.stringify({
        company: { name: 'Leaf' },
        user: { email, password: 'correct horse battery', firstName: 'A', lastName: 'B' },
      });
      const refused = await ask('/api/trpc/auth.signUp', version, { method: 'POST', body });
      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({
        code: 'VERSION_UNSUPPORTED',
        requestId: refused.headers.get('request-id'),
        details: { requested: version.slice(0, 100), supported: API_VERSIONS },
      });
      // Nobody has that address yet: the refused sign-up did nothing.
      expect((await ask('/api/trpc/auth.signUp', API_VERSION, { method: 'POST', body })).status).toBe(200);
    },
  );

  test('for something else than the API is not asked for its version', async () => {
    expect((await ask('/healthz', '2020-01-01')).status).toBe(200);
  });
});
