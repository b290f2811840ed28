import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase } from '@stockflow/db/testing';
import { KEY_SCOPES } from '@stockflow/schemas';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callWith, codeOf, foundCompany, join, type Person } from '../auth/testing/people.ts';
import { makeApiKey } from '../auth/tokens.ts';

let place: Awaited<ReturnType<typeof createTestDatabase>>;
let time: Date;
let owner: Person;
const now = () => time;
const BEGIN = Date.parse('2026-03-01T12:00:00Z');
const toSecond = (seconds: number) => {
  time = new Date(BEGIN + seconds * 1000);
};
beforeAll(async () => {
  place = await createTestDatabase();
});
afterAll(() => place.drop());
beforeEach(async () => {
  toSecond(0);
  owner = await foundCompany(place.database, now);
});

const callBy = (key: string) => callWith(place.database, key, now);
const codeBy = (key: string) => codeOf(callBy(key).company.get());
const make = (scopes: string[] = ['company:read'], by = owner) =>
  by.call.apiKeys.create({ name: 'robot', scopes: scopes as ['company:read'] });

describe('a key', () => {
  test('is shown once, with its prefix, and does what its scopes say and nothing else', async () => {
    const { apiKey, key } = await make(['company:read', 'company:read', 'stock:read']);
    expect(key).toMatch(/^sf_live_[0-9A-Za-z]{77}_[0-9A-Za-z]{6}$/);
    expect(apiKey).toMatchObject({
      name: 'robot',
      hint: key.slice(-4),
      createdById: owner.userId,
      revokedAt: null,
    });
    expect(apiKey.scopes).toEqual(['company:read', 'stock:read']);
    expect(await callBy(key).auth.me()).toMatchObject({
      user: null,
      apiKey: { id: apiKey.id, name: 'robot' },
    });
    expect((await callBy(key).auth.me()).scopes).toEqual(['stock:read', 'company:read']);
    await callBy(key).company.get();
    expect(await codeOf(callBy(key).company.update({ name: 'Other' }))).toBe('FORBIDDEN');
    expect(await codeOf(callBy(key).apiKeys.list())).toBe('FORBIDDEN');
  });

  test('is kept only as a hash', async () => {
    const { key } = await make();
    const rows = await place.database.readInCompany(owner.companyId, {
      text: 'select * from api_keys where company_id = $1',
      values: [owner.companyId],
    });
    expect(JSON.stringify(rows)).not.toContain(key.slice(60, 80));
    expect(JSON.stringify(await owner.call.apiKeys.list())).not.toContain(key.slice(60, 80));
  });

  test('of one company opens no other, not even with the other’s name in it', async () => {
    const other = await foundCompany(place.database, now);
    const { key } = await make();
    expect((await callBy(key).company.get()).id).toBe(owner.companyId);
    expect(
      await codeOf(
        other.call.apiKeys.revoke({ apiKeyId: (await owner.call.apiKeys.list()).items[0]?.id ?? '' }),
      ),
    ).toBe('NOT_FOUND');
    await callBy(key).company.get();
  });

  test('with another secret is none, though its id, company and checksum are right', async () => {
    const { apiKey, key } = await make();
    const forged = makeApiKey({ companyId: owner.companyId, id: apiKey.id }).key;
    expect(forged.slice(0, 52)).toBe(key.slice(0, 52));
    expect(await codeBy(forged)).toBe('INVALID_CREDENTIALS');
    await callBy(key).company.get();
  });

  test('ends at its expiry', async () => {
    const expiresAt = new Date(BEGIN + 60_000).toISOString();
    const { key } = await owner.call.apiKeys.create({ name: 'robot', scopes: ['company:read'], expiresAt });
    toSecond(59);
    await callBy(key).company.get();
    toSecond(60);
    expect(await codeBy(key)).toBe('INVALID_CREDENTIALS');
  });

  test('does no more than its maker still may, and nothing once its maker is out', async () => {
    const admin = await join(place.database, { inviter: owner, role: 'admin', now });
    const { key } = await make(['company:read', 'company:write'], admin);
    await callBy(key).company.update({ phone: '12345' });
    await owner.call.members.updateRole({ userId: admin.userId, role: 'viewer' });
    await callBy(key).company.get();
    expect(await codeOf(callBy(key).company.update({ phone: '54321' }))).toBe('FORBIDDEN');
    await owner.call.members.deactivate({ userId: admin.userId });
    expect(await codeBy(key)).toBe('INVALID_CREDENTIALS');
  });

  test('notes its last use, at most once a minute', async () => {
    const { key } = await make();
    const lastUsed = async () => (await owner.call.apiKeys.list()).items[0]?.lastUsedAt ?? null;
    const noted = async (expected: string) => {
      await expect.poll(lastUsed).toBe(expected);
    };
    expect(await lastUsed()).toBeNull();
    await callBy(key).company.get();
    await noted('2026-03-01T12:00:00.000Z');
    toSecond(59);
    await callBy(key).company.get();
    await sleep(100);
    expect(await lastUsed()).toBe('2026-03-01T12:00:00.000Z');
    toSecond(60);
    await callBy(key).company.get();
    await noted('2026-03-01T12:01:00.000Z');
  });
});

describe('making a key', () => {
  test('gives at most what the maker may do', async () => {
    const admin = await join(place.database, { inviter: owner, role: 'admin', now });
    expect((await make([...KEY_SCOPES], admin)).apiKey.scopes).toEqual([...KEY_SCOPES].sort());
    expect(await codeOf(make(['company:own'], owner))).toBe('VALIDATION_FAILED');
    const manager = await join(place.database, { inviter: owner, role: 'manager', now });
    expect(await codeOf(make(['stock:read'], manager))).toBe('FORBIDDEN');
  });

  test('by a key makes no stronger one', async () => {
    const { key } = await make(['keys:write', 'stock:read']);
    const weak = { name: 'child', scopes: ['stock:read' as const] };
    expect((await callBy(key).apiKeys.create(weak)).apiKey.scopes).toEqual(['stock:read']);
    expect(await codeOf(callBy(key).apiKeys.create({ name: 'child', scopes: ['stock:write'] }))).toBe(
      'FORBIDDEN',
    );
  });

  test('refuses an expiry that has passed', async () => {
    const asked = { name: 'robot', scopes: ['stock:read' as const], expiresAt: time.toISOString() };
    expect(await codeOf(owner.call.apiKeys.create(asked))).toBe('VALIDATION_FAILED');
  });
});

describe('rotating a key', () => {
  test('gives a new key with the same scopes at once; without grace the old one is refused at once', async () => {
    const old = await make();
    const fresh = await owner.call.apiKeys.rotate({ apiKeyId: old.apiKey.id });
    expect(fresh.key).not.toBe(old.key);
    expect(fresh.apiKey).toMatchObject({ name: 'robot', scopes: ['company:read'], expiresAt: null });
    await callBy(fresh.key).company.get();
    expect(await codeBy(old.key)).toBe('INVALID_CREDENTIALS');
  });

  test('with grace lets the old one work so much longer, then not', async () => {
    const old = await make();
    const fresh = await owner.call.apiKeys.rotate({ apiKeyId: old.apiKey.id, graceSeconds: 60 });
    toSecond(59);
    await callBy(old.key).company.get();
    toSecond(60);
    expect(await codeBy(old.key)).toBe('INVALID_CREDENTIALS');
    await callBy(fresh.key).company.get();
  });

  test('five times at once makes one successor', async () => {
    const old = await make();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, () => owner.call.apiKeys.rotate({ apiKeyId: old.apiKey.id })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await owner.call.apiKeys.list()).items).toHaveLength(1);
  });

  test('by a key gets hold of no stronger one', async () => {
    const strong = await make(['company:write']);
    const { key } = await make(['keys:write']);
    expect(await codeOf(callBy(key).apiKeys.rotate({ apiKeyId: strong.apiKey.id }))).toBe('FORBIDDEN');
  });

  test('of a revoked or unknown key is refused', async () => {
    const old = await make();
    await owner.call.apiKeys.revoke({ apiKeyId: old.apiKey.id });
    expect(await codeOf(owner.call.apiKeys.rotate({ apiKeyId: old.apiKey.id }))).toBe('STATE_CONFLICT');
    const apiKeyId = '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0002';
    expect(await codeOf(owner.call.apiKeys.rotate({ apiKeyId }))).toBe('NOT_FOUND');
    expect(await codeOf(owner.call.apiKeys.revoke({ apiKeyId }))).toBe('NOT_FOUND');
  });
});

test('a revoked key is refused from its next request on, and revoking again changes nothing', async () => {
  const { apiKey, key } = await make();
  await callBy(key).company.get();
  const revoked = await owner.call.apiKeys.revoke({ apiKeyId: apiKey.id });
  expect(revoked.revokedAt).toBe('2026-03-01T12:00:00.000Z');
  expect(await codeBy(key)).toBe('INVALID_CREDENTIALS');
  toSecond(10);
  expect((await owner.call.apiKeys.revoke({ apiKeyId: apiKey.id })).revokedAt).toBe(revoked.revokedAt);
});

test('the list shows the newest first, page by page, and revoked ones only when asked', async () => {
  const made: string[] = [];
  for (let i = 0; i < 3; i++) made.unshift((await make()).apiKey.id);
  await owner.call.apiKeys.revoke({ apiKeyId: made[1] ?? '' });
  const first = await owner.call.apiKeys.list({ includeRevoked: true, limit: 2 });
  const rest = await owner.call.apiKeys.list({
    includeRevoked: true,
    limit: 2,
    cursor: first.nextCursor ?? '',
  });
  expect([...first.items, ...rest.items].map(({ id }) => id)).toEqual(made);
  expect((await owner.call.apiKeys.list()).items.map(({ id }) => id)).toEqual([made[0], made[2]]);
  expect(await codeOf(owner.call.apiKeys.list({ cursor: 'x' }))).toBe('VALIDATION_FAILED');
});
