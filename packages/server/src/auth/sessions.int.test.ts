import { createHash } from 'node:crypto';
import { createTestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  callAsNobody,
  callWith,
  codeOf,
  foundCompany,
  join,
  PASSWORD,
  type Person,
} from './testing/people.ts';

let place: Awaited<ReturnType<typeof createTestDatabase>>;
let time: Date;
let person: Person;
const now = () => time;
const BEGIN = Date.parse('2026-01-01T12:00:00Z');
const DAY_MS = 86_400_000;
const toDay = (days: number, extraMs = 0) => {
  time = new Date(BEGIN + days * DAY_MS + extraMs);
};

beforeAll(async () => {
  place = await createTestDatabase();
});
afterAll(() => place.drop());
beforeEach(async () => {
  toDay(0);
  person = await foundCompany(place.database, now);
});

interface Row {
  id_hash: string;
  expires_at: Date;
  absolute_expires_at: Date;
  xmin: string;
}
const rows = () =>
  place.database.readInCompany<Row>(person.companyId, {
    text: 'select *, xmin::text from sessions where company_id = $1 order by created_at',
    values: [person.companyId],
  });
const signIn = async () =>
  (await callAsNobody(place.database, now).auth.signIn({ email: person.email, password: PASSWORD }))
    .sessionToken ?? '';
const codeWith = (token: string) => codeOf(callWith(place.database, token, now).auth.me());

test('of a session id only the SHA-256 is kept', async () => {
  const [row] = await rows();
  expect(row?.id_hash).toBe(createHash('sha256').update(person.token).digest('hex'));
  expect(JSON.stringify(row)).not.toContain(person.token.slice(-20));
});

describe('expiry', () => {
  test('a session that is not used for fourteen days ends, and not before', async () => {
    toDay(0, -4_000);
    const older = await signIn();
    toDay(14, -2_000);
    expect(await codeWith(older)).toBe('INVALID_CREDENTIALS');
    await person.call.auth.me();
    expect(await rows()).toHaveLength(1);
  });

  test('use in the second week moves the end on by fourteen days', async () => {
    toDay(13);
    await person.call.auth.me();
    expect((await rows())[0]?.expires_at.getTime()).toBeCloseTo(BEGIN + 27 * DAY_MS, -4);
    toDay(26);
    await person.call.auth.me();
    toDay(41);
    expect(await codeWith(person.token)).toBe('INVALID_CREDENTIALS');
  });

  test('use in the first week writes nothing', async () => {
    const [before] = await rows();
    toDay(6);
    await person.call.auth.me();
    expect(await rows()).toEqual([before]);
  });

  test('after ninety days a session ends, however much it was used', async () => {
    for (let day = 10; day < 90; day += 10) {
      toDay(day);
      await person.call.auth.me();
    }
    toDay(90, -2_000);
    await person.call.auth.me();
    toDay(90, 2_000);
    expect(await codeWith(person.token)).toBe('INVALID_CREDENTIALS');
  });

  test('in its last days, when it can no longer be extended, use writes nothing', async () => {
    for (let day = 10; day <= 80; day += 10) {
      toDay(day);
      await person.call.auth.me();
    }
    const [before] = await rows();
    expect(before?.expires_at).toEqual(before?.absolute_expires_at);
    toDay(88);
    await person.call.auth.me();
    expect(await rows()).toEqual([before]);
  });
});

describe('what is no session', () => {
  test('is refused: malformed, of nobody, of another company, with one character changed', async () => {
    const other = await foundCompany(place.database, now);
    const crossed = other.token.slice(0, 22) + person.token.slice(22);
    const changed = person.token.slice(0, -1) + (person.token.endsWith('x') ? 'y' : 'x');
    for (const token of ['', 'x', `${person.token} `, crossed, changed, "' or 1=1 --"]) {
      expect(await codeWith(token)).toBe('INVALID_CREDENTIALS');
    }
    await person.call.auth.me();
  });

  test('a stored hash is no session id: whoever reads the database cannot sign in with it', async () => {
    const [row] = await rows();
    expect(await codeWith(row?.id_hash ?? '')).toBe('INVALID_CREDENTIALS');
    expect(await codeWith(person.token.slice(0, 22) + (row?.id_hash ?? '').slice(0, 33))).toBe(
      'INVALID_CREDENTIALS',
    );
  });
});

test.each([
  ['deactivated', 'update users set active = false where company_id = $1'],
  ['in a closed company', 'update companies set closed_at = now() where id = $1'],
])('a session of a person who is %s is refused and removed, had it been left behind', async (_what, text) => {
  await place.database.inCompany(person.companyId, (tx) => tx.execute({ text, values: [person.companyId] }));
  expect(await rows()).toHaveLength(1);
  expect(await codeWith(person.token)).toBe('INVALID_CREDENTIALS');
  expect(await rows()).toHaveLength(0);
});

describe('signing out', () => {
  test('ends this session at once and no other', async () => {
    const second = await signIn();
    await person.call.auth.signOut();
    expect(await codeWith(person.token)).toBe('INVALID_CREDENTIALS');
    await callWith(place.database, second, now).auth.me();
  });

  test('everywhere ends all sessions of the person and none of others', async () => {
    const colleague = await join(place.database, { inviter: person, role: 'viewer', now });
    const second = await signIn();
    expect(await person.call.auth.signOutEverywhere()).toEqual({ sessionsEnded: 2 });
    expect(await codeWith(person.token)).toBe('INVALID_CREDENTIALS');
    expect(await codeWith(second)).toBe('INVALID_CREDENTIALS');
    await colleague.call.auth.me();
  });
});

describe('changing the password', () => {
  const NEW = 'a brand new password';

  test('ends every session, begins a new one, and only the new password signs in', async () => {
    const second = await signIn();
    const started = await person.call.auth.changePassword({ currentPassword: PASSWORD, newPassword: NEW });
    expect(await codeWith(person.token)).toBe('INVALID_CREDENTIALS');
    expect(await codeWith(second)).toBe('INVALID_CREDENTIALS');
    expect(await callWith(place.database, started.sessionToken ?? '', now).auth.me()).toEqual(
      started.identity,
    );
    expect(await codeOf(signIn())).toBe('INVALID_CREDENTIALS');
    await callAsNobody(place.database, now).auth.signIn({ email: person.email, password: NEW });
  });

  test('asks for the current one, and wrong guesses are counted like wrong sign-ins', async () => {
    const guess = () =>
      codeOf(person.call.auth.changePassword({ currentPassword: 'a guess', newPassword: NEW }));
    for (let i = 0; i < 10; i++) expect(await guess()).toBe('INVALID_CREDENTIALS');
    expect(await guess()).toBe('RATE_LIMITED');
    expect(await codeOf(signIn())).toBe('RATE_LIMITED');
    await person.call.auth.me();
  });

  test('a sign-in with the old password that runs at the same time leaves no session behind', async () => {
    const attempts = Array.from({ length: 6 }, () => signIn().catch(() => ''));
    const changed = person.call.auth.changePassword({ currentPassword: PASSWORD, newPassword: NEW });
    const tokens = await Promise.all(attempts);
    const { sessionToken } = await changed;
    for (const token of tokens) expect(await codeWith(token)).toBe('INVALID_CREDENTIALS');
    expect(await rows()).toHaveLength(1);
    await callWith(place.database, sessionToken ?? '', now).auth.me();
  });
});

test('an API key signs nobody out and changes no password', async () => {
  const { key } = await person.call.apiKeys.create({ name: 'robot', scopes: ['stock:read', 'company:read'] });
  const robot = callWith(place.database, key, now);
  expect(await codeOf(robot.auth.signOut())).toBe('FORBIDDEN');
  expect(await codeOf(robot.auth.signOutEverywhere())).toBe('FORBIDDEN');
  const change = { currentPassword: PASSWORD, newPassword: 'a brand new password' };
  expect(await codeOf(robot.auth.changePassword(change))).toBe('FORBIDDEN');
  await person.call.auth.me();
});

test('nobody is asked to sign in', async () => {
  const nobody = callAsNobody(place.database, now);
  expect(await codeOf(nobody.auth.me())).toBe('AUTH_REQUIRED');
  expect(await codeOf(nobody.auth.signOut())).toBe('AUTH_REQUIRED');
  expect(await codeOf(nobody.auth.signOutEverywhere())).toBe('AUTH_REQUIRED');
});
