import { afterEach, expect, test } from 'vitest';
import { startTestServer } from '../testing/index.ts';
import { newEmail, PASSWORD } from './testing/people.ts';

type Server = Awaited<ReturnType<typeof startTestServer>>;
let server: Server;
afterEach(() => server.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/api/trpc/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const dataOf = async (response: Response) =>
  ((await response.json()) as { result: { data: { sessionToken: string | null } } }).result.data;
const errorOf = async (response: Response) =>
  ((await response.json()) as { error: { data: { code: string } } }).error.data.code;
const me = (headers: Record<string, string>) => fetch(`${server.url}/api/trpc/auth.me`, { headers });
const signUp = (cookie: boolean, email = newEmail()) =>
  post('auth.signUp', {
    company: { name: 'Tea Trade' },
    user: { email, password: PASSWORD, firstName: 'Ada', lastName: 'Owner' },
    cookie,
  });
const cookieOf = (response: Response) => {
  const [cookie = ''] = response.headers.getSetCookie();
  const [pair = '', ...attributes] = cookie.split('; ');
  return { pair, name: pair.split('=')[0], attributes };
};

test('a browser gets its session in a __Host- cookie that no script and no other site can use', async () => {
  server = await startTestServer({ publicUrl: 'https://stock.example.com' });
  const response = await signUp(true);
  expect((await dataOf(response)).sessionToken).toBeNull();
  const { name, pair, attributes } = cookieOf(response);
  expect(name).toBe('__Host-stockflow_session');
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']));
  expect(attributes.some((attribute) => attribute.startsWith('Domain'))).toBe(false);
  expect((await me({ cookie: pair })).status).toBe(200);
});

test('the cookie lasts as long as the session can, ninety days, since use extends it', async () => {
  server = await startTestServer();
  const expires = cookieOf(await signUp(true)).attributes.find((attribute) =>
    attribute.startsWith('Expires='),
  );
  const days = (Date.parse(expires?.slice('Expires='.length) ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(89.9);
  expect(days).toBeLessThan(90.1);
});

test('on plain http the cookie goes without the prefix, which browsers refuse there', async () => {
  server = await startTestServer();
  const { name, attributes } = cookieOf(await signUp(true));
  expect(name).toBe('stockflow_session');
  expect(attributes).toContain('HttpOnly');
  expect(attributes).not.toContain('Secure');
});

test('a client that is no browser gets a bearer token and no cookie', async () => {
  server = await startTestServer();
  const response = await signUp(false);
  expect(response.headers.getSetCookie()).toEqual([]);
  const { sessionToken } = await dataOf(response);
  expect((await me({ authorization: `Bearer ${sessionToken}` })).status).toBe(200);
  expect((await me({ authorization: `bearer  ${sessionToken}` })).status).toBe(200);
  expect((await me({ authorization: `Basic ${sessionToken}` })).status).toBe(401);
  expect((await me({})).status).toBe(401);
});

test('signing out clears the cookie, and the session in it is over', async () => {
  server = await startTestServer();
  const { pair } = cookieOf(await signUp(true));
  const sameOrigin = { cookie: pair, 'sec-fetch-site': 'same-origin' };
  const out = await post('auth.signOut', {}, sameOrigin);
  expect(out.status).toBe(200);
  const cleared = cookieOf(out);
  expect(cleared.pair).toBe('stockflow_session=');
  expect(cleared.attributes.join()).toContain('Expires=Thu, 01 Jan 1970');
  expect((await me({ cookie: pair })).status).toBe(401);
});

test('a write with the cookie from another site is refused, and nobody is signed out', async () => {
  server = await startTestServer();
  const { pair } = cookieOf(await signUp(true));
  const headers = [
    {},
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ];
  for (const foreign of headers) {
    const response = await post('auth.signOut', {}, { cookie: pair, ...foreign });
    expect([response.status, await errorOf(response)]).toEqual([403, 'FORBIDDEN']);
  }
  expect((await me({ cookie: pair })).status).toBe(200);
});

test('each call of a batch counts against the account', async () => {
  server = await startTestServer({ signInPerAccount: 5 });
  const email = newEmail();
  await signUp(false, email);
  const path = Array.from({ length: 8 }, () => 'auth.signIn').join(',');
  const wrong = { email, password: 'wrong' };
  const response = await post(
    `${path}?batch=1`,
    Object.fromEntries(Array.from({ length: 8 }, (_, i) => [i, wrong])),
  );
  const answers = (await response.json()) as { error: { data: { code: string } } }[];
  const codes = answers.map(({ error }) => error.data.code);
  expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(5);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(3);

  const right = await post('auth.signIn', { email, password: PASSWORD });
  expect(right.status).toBe(429);
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('a new session and its cookie come with every sign-in, whatever cookie was sent along', async () => {
  server = await startTestServer();
  const email = newEmail();
  const first = cookieOf(await signUp(true, email));
  const again = await post(
    'auth.signIn',
    { email, password: PASSWORD, cookie: true },
    { cookie: first.pair },
  );
  const second = cookieOf(again);
  expect(second.pair).not.toBe(first.pair);
  expect((await me({ cookie: second.pair })).status).toBe(200);
});

test('a key with a typo is refused as no key, with the same answer as one that never was', async () => {
  server = await startTestServer();
  const { sessionToken } = await dataOf(await signUp(false));
  const created = await post(
    'apiKeys.create',
    { name: 'robot', scopes: ['company:read'] },
    { authorization: `Bearer ${sessionToken}` },
  );
  const { key } = ((await created.json()) as { result: { data: { key: string } } }).result.data;
  expect((await me({ authorization: `Bearer ${key}` })).status).toBe(200);
  const typo = key.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
  for (const credential of [typo, 'sf_live_nothing', 'nothing']) {
    const response = await me({ authorization: `Bearer ${credential}` });
    expect([response.status, await errorOf(response)]).toEqual([401, 'INVALID_CREDENTIALS']);
  }
});
