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

const joinAs = (role: Parameters<typeof join>[1]['role'], inviter = owner) =>
  join(place.database, { inviter, role });
const rolesOf = async (call = owner.call) =>
  Object.fromEntries((await call.members.list()).items.map(({ id, role }) => [id, role]));

describe('the list', () => {
  test('shows the people of this company in the order they joined, page by page', async () => {
    const people = [owner, await joinAs('viewer'), await joinAs('operator')];
    await foundCompany(place.database);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await owner.call.members.list({ limit: 2, ...(cursor !== undefined && { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(people.map(({ userId }) => userId));
  });

  test('shows no password hash, and only the active ones when asked', async () => {
    const gone = await joinAs('viewer');
    await owner.call.members.deactivate({ userId: gone.userId });
    const all = await owner.call.members.list();
    expect(JSON.stringify(all)).not.toContain('argon2');
    expect(all.items).toHaveLength(2);
    expect((await owner.call.members.list({ active: true })).items.map(({ id }) => id)).toEqual([
      owner.userId,
    ]);
    expect((await owner.call.members.list({ active: false })).items.map(({ id }) => id)).toEqual([
      gone.userId,
    ]);
  });

  test('takes no cursor but its own', async () => {
    for (const cursor of [
      'x',
      Buffer.from('{"id":"1"}').toString('base64url'),
      Buffer.from('[]').toString('base64url'),
    ]) {
      expect(await codeOf(owner.call.members.list({ cursor }))).toBe('VALIDATION_FAILED');
    }
  });
});

describe('a role', () => {
  test('given to a person holds from their next request on, on the session they have', async () => {
    const person = await joinAs('viewer');
    expect(await codeOf(person.call.members.invite({ email: 'a@example.com', role: 'viewer' }))).toBe(
      'FORBIDDEN',
    );
    const member = await owner.call.members.updateRole({ userId: person.userId, role: 'admin' });
    expect(member).toMatchObject({ id: person.userId, role: 'admin', active: true });
    await person.call.members.invite({ email: 'a@example.com', role: 'viewer' });
    await owner.call.members.updateRole({ userId: person.userId, role: 'operator' });
    expect(await codeOf(person.call.members.invite({ email: 'b@example.com', role: 'viewer' }))).toBe(
      'FORBIDDEN',
    );
  });

  test('is not changed by oneself, nor the owner’s by anybody, nor by whoever may not', async () => {
    const [admin, manager] = [await joinAs('admin'), await joinAs('manager')];
    const codes = await Promise.all([
      codeOf(admin.call.members.updateRole({ userId: admin.userId, role: 'viewer' })),
      codeOf(admin.call.members.updateRole({ userId: owner.userId, role: 'viewer' })),
      codeOf(owner.call.members.updateRole({ userId: owner.userId, role: 'viewer' })),
      codeOf(manager.call.members.updateRole({ userId: admin.userId, role: 'viewer' })),
    ]);
    expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN']);
    expect(
      await codeOf(owner.call.members.updateRole({ userId: admin.userId, role: 'owner' as 'admin' })),
    ).toBe('VALIDATION_FAILED');
  });

  test('of another company’s person is not found, in the words of one that never was', async () => {
    const stranger = await foundCompany(place.database);
    for (const userId of [stranger.userId, '0197aaaa-bbbb-7ccc-8ddd-eeeeffff0001']) {
      expect(await codeOf(owner.call.members.updateRole({ userId, role: 'viewer' }))).toBe('NOT_FOUND');
      expect(await codeOf(owner.call.members.deactivate({ userId }))).toBe('NOT_FOUND');
      expect(await codeOf(owner.call.members.reactivate({ userId }))).toBe('NOT_FOUND');
      expect(await codeOf(owner.call.members.transferOwnership({ userId }))).toBe('NOT_FOUND');
    }
    await stranger.call.auth.me();
  });

  test('asked for twice with one id is given once, and answered the same', async () => {
    const person = await joinAs('viewer');
    const first = await owner.call.members.updateRole({
      userId: person.userId,
      role: 'manager',
      idempotencyKey: 'r1',
    });
    await owner.call.members.updateRole({ userId: person.userId, role: 'operator' });
    const again = await owner.call.members.updateRole({
      userId: person.userId,
      role: 'manager',
      idempotencyKey: 'r1',
    });
    expect(again).toEqual(first);
    expect((await rolesOf())[person.userId]).toBe('operator');
    const other = { userId: person.userId, role: 'admin' as const, idempotencyKey: 'r1' };
    expect(await codeOf(owner.call.members.updateRole(other))).toBe('ID_REUSED');
  });
});

describe('a deactivated person', () => {
  test('is out at once: every session and API key of theirs, and no new sign-in', async () => {
    const person = await joinAs('admin');
    const { key } = await person.call.apiKeys.create({ name: 'robot', scopes: ['company:read'] });
    const robot = callWith(place.database, key);
    await robot.company.get();
    expect(await owner.call.members.deactivate({ userId: person.userId })).toMatchObject({ active: false });
    expect(await codeOf(person.call.auth.me())).toBe('INVALID_CREDENTIALS');
    expect(await codeOf(robot.company.get())).toBe('INVALID_CREDENTIALS');
    const signIn = callAsNobody(place.database).auth.signIn({ email: person.email, password: PASSWORD });
    expect(await codeOf(signIn)).toBe('INVALID_CREDENTIALS');
  });

  test('let in again has role and keys as before, but must sign in anew', async () => {
    const person = await joinAs('admin');
    const { key } = await person.call.apiKeys.create({ name: 'robot', scopes: ['company:read'] });
    await owner.call.members.deactivate({ userId: person.userId });
    expect(await owner.call.members.reactivate({ userId: person.userId })).toMatchObject({
      active: true,
      role: 'admin',
    });
    expect(await codeOf(person.call.auth.me())).toBe('INVALID_CREDENTIALS');
    await callAsNobody(place.database).auth.signIn({ email: person.email, password: PASSWORD });
    await callWith(place.database, key).company.get();
  });

  test('is never oneself and never the owner', async () => {
    const admin = await joinAs('admin');
    expect(await codeOf(admin.call.members.deactivate({ userId: admin.userId }))).toBe('FORBIDDEN');
    expect(await codeOf(admin.call.members.deactivate({ userId: owner.userId }))).toBe('FORBIDDEN');
    expect(await codeOf(owner.call.members.deactivate({ userId: owner.userId }))).toBe('FORBIDDEN');
  });

  test('cannot act by what was begun before: two admins who shut each other out leave one in', async () => {
    const [one, two] = [await joinAs('admin'), await joinAs('admin')];
    const outcomes = await Promise.allSettled([
      one.call.members.deactivate({ userId: two.userId }),
      two.call.members.deactivate({ userId: one.userId }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await owner.call.members.list({ active: true })).items).toHaveLength(2);
  });
});

describe('ownership', () => {
  test('goes to another person in one step, and the old owner becomes an admin', async () => {
    const heir = await joinAs('viewer');
    expect(await owner.call.members.transferOwnership({ userId: heir.userId })).toMatchObject({
      role: 'owner',
    });
    expect(await rolesOf()).toEqual({ [owner.userId]: 'admin', [heir.userId]: 'owner' });
    expect(await codeOf(owner.call.members.transferOwnership({ userId: heir.userId }))).toBe('FORBIDDEN');
    await heir.call.members.transferOwnership({ userId: owner.userId });
  });

  test('handed to two people at once goes to one of them', async () => {
    const heirs = [await joinAs('viewer'), await joinAs('viewer'), await joinAs('admin')];
    const outcomes = await Promise.allSettled(
      heirs.map(({ userId }) => owner.call.members.transferOwnership({ userId })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(Object.values(await rolesOf()).filter((role) => role === 'owner')).toHaveLength(1);
  });

  test('is not taken by an admin, and not given to oneself or to someone deactivated', async () => {
    const [admin, gone] = [await joinAs('admin'), await joinAs('viewer')];
    await owner.call.members.deactivate({ userId: gone.userId });
    expect(await codeOf(admin.call.members.transferOwnership({ userId: admin.userId }))).toBe('FORBIDDEN');
    expect(await codeOf(owner.call.members.transferOwnership({ userId: gone.userId }))).toBe(
      'STATE_CONFLICT',
    );
    expect(await codeOf(owner.call.members.transferOwnership({ userId: owner.userId }))).toBe(
      'STATE_CONFLICT',
    );
  });
});

test('an API key makes nobody stronger than itself', async () => {
  const person = await joinAs('viewer');
  const { key } = await owner.call.apiKeys.create({ name: 'hr', scopes: ['members:read', 'members:write'] });
  const robot = callWith(place.database, key);
  expect(await codeOf(robot.members.updateRole({ userId: person.userId, role: 'admin' }))).toBe('FORBIDDEN');
  expect(await codeOf(robot.members.invite({ email: 'x@example.com', role: 'viewer' }))).toBe('FORBIDDEN');
  expect(await codeOf(robot.members.transferOwnership({ userId: person.userId }))).toBe('FORBIDDEN');
  expect(await robot.members.deactivate({ userId: person.userId })).toMatchObject({ active: false });
});
