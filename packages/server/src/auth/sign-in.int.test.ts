import { createTestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callAs } from '../testing/index.ts';
import {
  callAsNobody,
  callWith,
  codeOf,
  foundCompany,
  join,
  newAddress,
  newEmail,
  PASSWORD,
  refusalOf,
} from './testing/people.ts';

let place: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  place = await createTestDatabase();
});
afterAll(() => place.drop());

const tryIn = (email: string, password: string) =>
  callAsNobody(place.database).auth.signIn({ email, password });

test('a person signs in with address and password, each time with a new session id', async () => {
  const person = await foundCompany(place.database);
  const first = await tryIn(person.email.toUpperCase(), PASSWORD);
  const second = await tryIn(person.email, PASSWORD);
  const ids = [person.token, first.sessionToken, second.sessionToken];
  expect(new Set(ids).size).toBe(3);
  for (const id of ids) {
    expect((await callWith(place.database, id ?? '').auth.me()).user?.id).toBe(person.userId);
  }
  const { items } = await person.call.members.list();
  expect(items[0]?.lastSignedInAt).not.toBeNull();
});

describe('whoever may not sign in', () => {
  test('hears the same words: unknown address, wrong password, deactivated, company closed', async () => {
    const owner = await foundCompany(place.database);
    const gone = await join(place.database, { inviter: owner, role: 'viewer' });
    await owner.call.members.deactivate({ userId: gone.userId });
    const closed = await foundCompany(place.database, undefined, 'Closed Ltd');
    await closed.call.company.close({ confirmName: 'Closed Ltd' });

    const refusals = await Promise.all([
      refusalOf(tryIn(newEmail(), PASSWORD)),
      refusalOf(tryIn(owner.email, 'wrong')),
      refusalOf(tryIn(gone.email, PASSWORD)),
      refusalOf(tryIn(gone.email, 'wrong')),
      refusalOf(tryIn(closed.email, PASSWORD)),
    ]);
    expect(refusals[0]?.code).toBe('INVALID_CREDENTIALS');
    for (const refusal of refusals) expect(refusal).toEqual(refusals[0]);
  });

  test('waits as long for an unknown address as for a wrong password', async () => {
    const { email } = await foundCompany(place.database);
    const unknown: number[] = [];
    const wrong: number[] = [];
    const timed = async (address: string): Promise<number> => {
      const begun = performance.now();
      await refusalOf(tryIn(address, 'wrong'));
      return performance.now() - begun;
    };
    await timed(newEmail());
    for (let i = 0; i < 9; i++) {
      wrong.push(await timed(email));
      unknown.push(await timed(newEmail()));
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[4] ?? 0;
    // The hashing is most of it; an answer without it would be some five times as fast.
    expect(median(unknown) / median(wrong)).toBeGreaterThan(0.6);
    expect(median(unknown) / median(wrong)).toBeLessThan(1.7);
  });
});

describe('throttles', () => {
  test('the eleventh try at an account is refused, though the password is right', async () => {
    const { email } = await foundCompany(place.database);
    for (let i = 0; i < 10; i++) expect(await codeOf(tryIn(email, 'wrong'))).toBe('INVALID_CREDENTIALS');
    const refusal = await refusalOf(tryIn(email, PASSWORD));
    expect(refusal.code).toBe('RATE_LIMITED');
    expect((refusal.details as { retryAfterSeconds: number }).retryAfterSeconds).toBeGreaterThan(800);
  });

  test('an account that is not there is counted like one that is', async () => {
    const email = newEmail();
    for (let i = 0; i < 10; i++) expect(await codeOf(tryIn(email, 'wrong'))).toBe('INVALID_CREDENTIALS');
    expect(await codeOf(tryIn(email, 'wrong'))).toBe('RATE_LIMITED');
  });

  test('a right password forgets the wrong ones before it', async () => {
    const { email } = await foundCompany(place.database);
    for (let round = 0; round < 2; round++) {
      for (let i = 0; i < 9; i++) expect(await codeOf(tryIn(email, 'wrong'))).toBe('INVALID_CREDENTIALS');
      await tryIn(email, PASSWORD);
    }
  });

  test('one network address tries a hundred times over all accounts and no more', async () => {
    const call = callAs(place.database, null, { address: newAddress() });
    const codes = await Promise.all(
      Array.from({ length: 105 }, () => codeOf(call.auth.signIn({ email: newEmail(), password: 'wrong' }))),
    );
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(5);
    expect(codes.filter((code) => code === 'INVALID_CREDENTIALS')).toHaveLength(100);
  });
});

test('without the database a sign-in, a session and a key are unavailable, not wrong', async () => {
  const other = await createTestDatabase();
  const person = await foundCompany(other.database);
  const { key } = await person.call.apiKeys.create({ name: 'robot', scopes: ['company:read'] });
  await other.drop();
  const signIn = callAsNobody(other.database).auth.signIn({ email: person.email, password: PASSWORD });
  expect(await codeOf(signIn)).toBe('UNAVAILABLE');
  expect(await codeOf(person.call.auth.me())).toBe('UNAVAILABLE');
  expect(await codeOf(callWith(other.database, key).company.get())).toBe('UNAVAILABLE');
});

test('signing in removes what has expired: sessions, and answers kept for ids', async () => {
  let time = new Date('2026-01-01T00:00:00Z');
  const now = () => time;
  const person = await foundCompany(place.database, now);
  await person.call.company.update({ phone: '12345', idempotencyKey: 'old' });
  const count = (table: string) =>
    place.database.readInCompany<{ n: number }>(person.companyId, {
      text: `select count(*)::int as n from ${table} where company_id = $1`,
      values: [person.companyId],
    });
  expect(await count('sessions')).toEqual([{ n: 1 }]);
  expect(await count('idempotency_records')).toEqual([{ n: 1 }]);
  time = new Date('2026-02-01T00:00:00Z');
  await callAsNobody(place.database, now).auth.signIn({ email: person.email, password: PASSWORD });
  expect(await count('sessions')).toEqual([{ n: 1 }]);
  expect(await count('idempotency_records')).toEqual([{ n: 0 }]);
});
