import { createTestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  callAsNobody,
  callWith,
  codeOf,
  foundCompany,
  join,
  newEmail,
  PASSWORD,
  type Person,
  refusalOf,
} from '../auth/testing/people.ts';

let place: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: Person;
beforeAll(async () => {
  place = await createTestDatabase();
});
afterAll(() => place.drop());
beforeEach(async () => {
  owner = await foundCompany(place.database);
});

describe('updating the company', () => {
  test('changes what is given, keeps what is left out, clears what is null, and counts the version', async () => {
    const address = { line1: '1 Quay', city: 'Hull', country: 'United Kingdom' };
    const first = await owner.call.company.update({
      phone: '+44 1482 1',
      address,
      criticalDays: 3,
      timeZone: 'Asia/Tokyo',
    });
    expect(first).toMatchObject({
      name: 'Tea Trade',
      phone: '+44 1482 1',
      address,
      criticalDays: 3,
      version: 2,
    });
    const second = await owner.call.company.update({ phone: null, defaultLowStockThreshold: 25 });
    expect(second).toMatchObject({
      phone: null,
      address,
      timeZone: 'Asia/Tokyo',
      defaultLowStockThreshold: 25,
      version: 3,
    });
    expect(await owner.call.company.get()).toEqual(second);
    expect((await owner.call.auth.me()).company.timeZone).toBe('Asia/Tokyo');
  });

  test('without a change leaves the version as it is', async () => {
    const before = await owner.call.company.get();
    expect(await owner.call.company.update({})).toEqual(before);
  });

  test('refuses with the current version when it is not the one that was read', async () => {
    await owner.call.company.update({ phone: '12345', expectedVersion: 1 });
    expect(await refusalOf(owner.call.company.update({ phone: '54321', expectedVersion: 1 }))).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { conflicts: [{ id: owner.companyId, expected: 1, current: 2 }] },
    });
    expect((await owner.call.company.get()).phone).toBe('12345');
  });

  test('ten at once that expect one version: one wins', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, (_, i) =>
        owner.call.company.update({ phone: `1000${i}`, expectedVersion: 1 }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await owner.call.company.get()).version).toBe(2);
  });

  test('sent twice with one id acts once', async () => {
    const asked = { phone: '12345', idempotencyKey: 'u1' };
    const [first, again] = await Promise.all([
      owner.call.company.update(asked),
      owner.call.company.update(asked),
    ]);
    expect(again).toEqual(first);
    expect(first.version).toBe(2);
  });

  test('moves the claim of the e-mail address: the new one is taken, the old one free', async () => {
    const [from, to] = [owner.email, newEmail()];
    await owner.call.company.update({ email: to });
    const other = await foundCompany(place.database);
    expect(await codeOf(other.call.company.update({ email: to }))).toBe('EMAIL_TAKEN');
    expect((await other.call.company.update({ email: from })).email).toBe(from);
    expect(await codeOf(owner.call.company.update({ email: from }))).toBe('EMAIL_TAKEN');
    expect((await owner.call.company.get()).email).toBe(to);
  });

  test('two companies that swap addresses at once do not lock each other up', async () => {
    const other = await foundCompany(place.database);
    const codes = await Promise.all([
      codeOf(owner.call.company.update({ email: other.email })),
      codeOf(other.call.company.update({ email: owner.email })),
    ]);
    expect(codes).toEqual(['EMAIL_TAKEN', 'EMAIL_TAKEN']);
  });

  test('is for admins: a manager reads only', async () => {
    const manager = await join(place.database, { inviter: owner, role: 'manager' });
    await manager.call.company.get();
    expect(await codeOf(manager.call.company.update({ name: 'Mine' }))).toBe('FORBIDDEN');
  });
});

describe('closing the company', () => {
  test('shuts everybody out for good: people, keys, sign-in', async () => {
    const admin = await join(place.database, { inviter: owner, role: 'admin' });
    const { key } = await admin.call.apiKeys.create({ name: 'robot', scopes: ['company:read'] });
    expect(await owner.call.company.close({ confirmName: 'Tea Trade' })).toEqual({ done: true });
    const sessions = { text: 'select 1 from sessions where company_id = $1', values: [owner.companyId] };
    expect(await place.database.readInCompany(owner.companyId, sessions)).toEqual([]);
    for (const call of [owner.call, admin.call, callWith(place.database, key)]) {
      expect(await codeOf(call.company.get())).toBe('INVALID_CREDENTIALS');
    }
    const signIn = callAsNobody(place.database).auth.signIn({ email: owner.email, password: PASSWORD });
    expect(await codeOf(signIn)).toBe('INVALID_CREDENTIALS');
  });

  test('frees its addresses: its people can sign up anew', async () => {
    await owner.call.company.close({ confirmName: ' Tea Trade ' });
    const again = await callAsNobody(place.database).auth.signUp({
      company: { name: 'Tea Trade 2' },
      user: { email: owner.email, password: PASSWORD, firstName: 'Ada', lastName: 'Owner' },
    });
    expect(again.identity.company.id).not.toBe(owner.companyId);
  });

  test('needs the company’s name, exactly, and the owner', async () => {
    const admin = await join(place.database, { inviter: owner, role: 'admin' });
    expect(await codeOf(owner.call.company.close({ confirmName: 'tea trade' }))).toBe('VALIDATION_FAILED');
    expect(await codeOf(admin.call.company.close({ confirmName: 'Tea Trade' }))).toBe('FORBIDDEN');
    await owner.call.company.get();
  });
});
