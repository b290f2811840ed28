import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { KEY_SCOPES } from '@stockflow/schemas';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { callAsNobody, callWith, join, PASSWORD, type Person } from '../../src/auth/testing/people.ts';
import { rewriting } from '../failing-database.ts';
import { serveOn } from '../serve-on.ts';
import { openShop, type Shop } from './shop.ts';
import { follow, openStream, type Stream } from './stream.ts';

let db: TestDatabase;
let server: Awaited<ReturnType<typeof serveOn>>;
let shop: Shop;
/** Names of the statements that were sent to the database. */
const sent: (string | undefined)[] = [];
let aheadMs = 0;
const open: Stream[] = [];

beforeAll(async () => {
  db = await createTestDatabase({ poolMax: 10 });
  const counting = rewriting(db.database, (statement) => {
    sent.push(statement.name);
    return statement;
  });
  server = await serveOn(counting, {
    liveLimits: { perCredential: 100, perProcess: 104 },
    now: () => new Date(Date.now() + aheadMs),
  });
  shop = await openShop(db.database);
});
afterEach(() => {
  for (const stream of open.splice(0)) stream.cut();
});
afterAll(async () => {
  await server.close();
  await db.drop();
});

const following = async (token: string): Promise<Stream> => {
  const stream = await follow(server.url, { token });
  open.push(stream);
  return stream;
};
const admin = () => join(db.database, { inviter: shop.owner, role: 'admin' });
const keyOf = (person: Person) =>
  person.call.apiKeys.create({ name: 'live', scopes: [...KEY_SCOPES] as never });
const OUT = { code: 'INVALID_CREDENTIALS', httpStatus: 401, requestId: expect.any(String), details: null };

/** Ends it, and looks whether the stream ends with the refusal within a second; the owner's goes on. */
const expectEnd = async (token: string, end: () => Promise<unknown>, refusal: object = OUT) => {
  const bystander = await following(shop.owner.token);
  const stream = await following(token);
  await end();
  await stream.untilClosed(1_000);
  expect(stream.refused()).toMatchObject(refusal);
  expect(bystander.isClosed()).toBe(false);
};

describe('a stream ends within a second, with the refusal that the next request would get, when', () => {
  test('its session signs out', async () => {
    const { call, token } = await admin();
    await expectEnd(token, () => call.auth.signOut({}));
  });

  test('its person signs out everywhere, from another session', async () => {
    const person = await admin();
    const { email } = person;
    const { sessionToken } = await callAsNobody(db.database).auth.signIn({ email, password: PASSWORD });
    const elsewhere = callWith(db.database, sessionToken ?? '');
    await expectEnd(person.token, () => elsewhere.auth.signOutEverywhere({}));
  });

  test('its person changes the password', async () => {
    const { call, token } = await admin();
    await expectEnd(token, () =>
      call.auth.changePassword({ currentPassword: PASSWORD, newPassword: 'another horse battery' }),
    );
  });

  test('its person is deactivated', async () => {
    const { token, userId } = await admin();
    await expectEnd(token, () => shop.owner.call.members.deactivate({ userId }));
  });

  test('its API key is revoked', async () => {
    const { key, apiKey } = await keyOf(shop.owner);
    await expectEnd(key, () => shop.owner.call.apiKeys.revoke({ apiKeyId: apiKey.id }));
  });

  test('its API key is rotated without grace', async () => {
    const { key, apiKey } = await keyOf(shop.owner);
    await expectEnd(key, () => shop.owner.call.apiKeys.rotate({ apiKeyId: apiKey.id, graceSeconds: 0 }));
  });

  test('the maker of its API key is deactivated', async () => {
    const person = await admin();
    const { key } = await keyOf(person);
    await expectEnd(key, () => shop.owner.call.members.deactivate({ userId: person.userId }));
  });

  test('its company is closed', async () => {
    const other = await openShop(db.database);
    await expectEnd(other.owner.token, () => other.owner.call.company.close({ confirmName: 'Tea Trade' }));
  });

  test('it may no longer read alerts', async () => {
    // Every role reads alerts today, so a key stands for it: its scopes are taken away past every door.
    const { key, apiKey } = await keyOf(shop.owner);
    const refusal = { code: 'FORBIDDEN', httpStatus: 403, details: { required: 'alerts:read' } };
    await expectEnd(
      key,
      async () => {
        await db.database.inCompany(shop.owner.companyId, (tx) =>
          tx.prisma.apiKey.updateMany({ where: { id: apiKey.id }, data: { scopes: ['stock:read'] } }),
        );
        await shop.owner.call.members.updateRole({ userId: (await admin()).userId, role: 'viewer' });
      },
      refusal,
    );
  });

  test('its API key expires by itself', async () => {
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const { key } = await shop.owner.call.apiKeys.create({
      name: 'short',
      scopes: ['alerts:read'],
      expiresAt,
    });
    const stream = await following(key);
    expect(stream.isClosed()).toBe(false);
    await stream.untilClosed(2_500);
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
    expect(stream.refused()).toMatchObject(OUT);
  });

  test('its session expires by itself', async () => {
    const { token, userId } = await admin();
    const end = new Date(Date.now() + 1_500);
    await db.database.inCompany(shop.owner.companyId, (tx) =>
      tx.prisma.session.updateMany({ where: { userId }, data: { expiresAt: end, absoluteExpiresAt: end } }),
    );
    const stream = await following(token);
    expect(stream.isClosed()).toBe(false);
    await stream.untilClosed(2_500);
    expect(Date.now()).toBeGreaterThanOrEqual(end.getTime());
    expect(stream.refused()).toMatchObject(OUT);
  });
});

test('to look at a session again is no use of it: who only follows is signed out when their time is up', async () => {
  const { token, userId } = await admin();
  const endsAt = async () =>
    (
      await db.database.inCompany(shop.owner.companyId, (tx) =>
        tx.prisma.session.findFirstOrThrow({ where: { userId } }),
      )
    ).expiresAt.getTime();
  const stream = await following(token);
  const before = await endsAt();
  aheadMs = 10 * 86_400_000; // past the half of 14 days, where a use moves the end on
  try {
    sent.length = 0;
    await shop.owner.call.members.updateRole({ userId, role: 'viewer' });
    await vi.waitFor(() => expect(sent).toContain('session-by-hash'));
    expect(await endsAt()).toBe(before);
    expect(stream.isClosed()).toBe(false);
    // The same look by a request of its own does move it.
    open.push(await follow(server.url, { token }));
    expect(await endsAt()).toBeGreaterThan(before);
  } finally {
    aheadMs = 0;
  }
});

test('a change of role that still reads alerts leaves the stream open', async () => {
  const { token, userId } = await admin();
  const stream = await following(token);
  await shop.owner.call.members.updateRole({ userId, role: 'viewer' });
  await shop.swing(await shop.product(), 1);
  await stream.until(2);
  expect(stream.isClosed()).toBe(false);
});

describe('a hundred who follow one company', () => {
  test('cost one numbering and one reading for a burst of alerts, and each is told of it', async () => {
    const { key } = await keyOf(shop.owner);
    const streams = await Promise.all(Array.from({ length: 100 }, () => following(key)));
    const productId = await shop.product();
    // Written past this server, which then sends nothing but what it does for those who follow.
    sent.length = 0;
    await shop.adjust(productId, -15);
    await Promise.all(streams.map((stream) => stream.until(1)));
    expect(sent).toEqual(['events-lock', 'events-number', 'events-alerts']);
    expect(new Set(streams.map(({ events }) => JSON.stringify(events))).size).toBe(1);
  });

  test('are the most with one credential, and as many as the process holds; who leaves makes room', async () => {
    const { key } = await keyOf(shop.owner);
    const streams = await Promise.all(Array.from({ length: 100 }, () => following(key)));
    const one = await openStream(server.url, { token: key });
    await one.untilClosed();
    expect(one.refused()).toMatchObject({
      code: 'RATE_LIMITED',
      httpStatus: 429,
      details: { retryAfterSeconds: 30 },
    });
    for (let index = 0; index < 4; index += 1) await following(shop.owner.token);
    const full = await openStream(server.url, { token: shop.owner.token });
    await full.untilClosed();
    expect(full.refused()).toMatchObject({ code: 'UNAVAILABLE', httpStatus: 503 });
    for (const stream of streams) stream.cut();
    await vi.waitFor(async () => expect((await following(key)).ready()).not.toBeNull(), { timeout: 2_000 });
  });
});

test('nobody follows without a credential', async () => {
  const stream = await openStream(server.url);
  await stream.untilClosed();
  expect(stream.refused()).toMatchObject({ code: 'AUTH_REQUIRED', httpStatus: 401 });
});

test('a page follows with its session cookie', async () => {
  const stream = await follow(server.url, { cookie: `stockflow_session=${shop.owner.token}` });
  open.push(stream);
  await shop.swing(await shop.product(), 1);
  await stream.until(2);
});

test('a server that stops sends its streams away at once, to come again elsewhere', async () => {
  const stopping = await serveOn(db.database);
  const stream = await follow(stopping.url, { token: shop.owner.token });
  const began = performance.now();
  await stopping.close();
  expect(performance.now() - began).toBeLessThan(4_000);
  await stream.untilClosed();
  expect(stream.refused()).toMatchObject({ code: 'UNAVAILABLE', httpStatus: 503 });
});
