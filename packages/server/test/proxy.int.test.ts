import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveOn } from './serve-on.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Tries to sign in with one address after the other as X-Forwarded-For; the statuses of the answers. */
const guess = async (trustProxy: boolean | number, addresses: string[]): Promise<number[]> => {
  const two = { points: 2, seconds: 600 };
  const server = await serveOn(db.database, { trustProxy, throttleLimits: { signInPerAddress: two } });
  const statuses: number[] = [];
  for (const [index, forwarded] of addresses.entries()) {
    const answer = await fetch(`${server.url}/api/trpc/auth.signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwarded },
      body: JSON.stringify({ email: `nobody-${index}@example.com`, password: 'a guess of mine' }),
    });
    statuses.push(answer.status);
  }
  await server.close();
  await db.database.shared.query('delete from rate_limits');
  return statuses;
};

test('without a proxy X-Forwarded-For is what a caller wrote, and gives nobody a new address', async () => {
  expect(await guess(false, ['1.1.1.1', '2.2.2.2', '3.3.3.3'])).toEqual([401, 401, 429]);
});

test('behind a proxy callers count apart', async () => {
  expect(await guess(true, ['10.0.0.1', '10.0.0.2', '10.0.0.3'])).toEqual([401, 401, 401]);
  expect(await guess(true, ['10.0.0.1', '10.0.0.1', '10.0.0.1'])).toEqual([401, 401, 429]);
});

test('what a caller writes in front of the address that the proxy saw gives him no new guesses', async () => {
  expect(await guess(true, ['1.1.1.1, 10.0.0.9', '2.2.2.2, 10.0.0.9', '3.3.3.3, 10.0.0.9'])).toEqual([
    401, 401, 429,
  ]);
  const twoProxies = ['1.1.1.1, 10.0.0.9, 192.0.2.1', '2.2.2.2, 10.0.0.9, 192.0.2.2', '10.0.0.9, 192.0.2.3'];
  expect(await guess(2, twoProxies)).toEqual([401, 401, 429]);
});
