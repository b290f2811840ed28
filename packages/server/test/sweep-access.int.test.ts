import { KEY_SCOPES, ROLE_SCOPES, ROLES, type Role, type Scope } from '@stockflow/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundCompany, join } from '../src/auth/testing/people.ts';
import { startTestServer } from '../src/testing/index.ts';
import { DOORS, type Door } from './doors.ts';
import { EXAMPLES } from './examples.ts';
import { callOverHttp } from './wire.ts';
import { makeWorld, type World } from './world.ts';

/** Who may, by the product's definition (SPEC §7) and not by the doors' own word. */
const ACCESS: Readonly<Record<string, string>> = {
  'alerts.acknowledge': 'alerts:write',
  'alerts.assign': 'alerts:write',
  'alerts.comment': 'alerts:write',
  'alerts.get': 'alerts:read',
  'alerts.history': 'alerts:read',
  'alerts.list': 'alerts:read',
  'alerts.explain': 'alerts:read',
  'alerts.lowStock': 'alerts:read',
  'alerts.reconcile': 'company:write',
  'alerts.reopen': 'alerts:write',
  'alerts.resolve': 'alerts:write',
  'alerts.snooze': 'alerts:write',
  'alerts.onChange': 'alerts:read',
  'apiKeys.create': 'keys:write',
  'apiKeys.list': 'keys:read',
  'apiKeys.revoke': 'keys:write',
  'apiKeys.rotate': 'keys:write',
  'auth.changePassword': 'signed-in',
  'auth.me': 'signed-in',
  'auth.signIn': 'public',
  'auth.signOut': 'signed-in',
  'auth.signOutEverywhere': 'signed-in',
  'auth.signUp': 'public',
  'categories.create': 'catalogue:write',
  'categories.deactivate': 'catalogue:write',
  'categories.get': 'catalogue:read',
  'categories.list': 'catalogue:read',
  'categories.update': 'catalogue:write',
  'company.close': 'company:own',
  'company.get': 'company:read',
  'company.update': 'company:write',
  'counts.cancel': 'stock:write',
  'counts.get': 'stock:read',
  'counts.lines': 'stock:read',
  'counts.list': 'stock:read',
  'counts.open': 'stock:write',
  'counts.post': 'stock:write',
  'counts.record': 'stock:write',
  'counts.recount': 'stock:write',
  'events.list': 'events:read',
  'inventory.adjust': 'stock:write',
  'inventory.availability': 'stock:read',
  'inventory.commit': 'stock:write',
  'inventory.extend': 'stock:write',
  'inventory.history': 'stock:read',
  'inventory.levels': 'stock:read',
  'inventory.receive': 'stock:write',
  'inventory.release': 'stock:write',
  'inventory.repair': 'company:write',
  'inventory.reserve': 'stock:write',
  'inventory.set': 'stock:write',
  'inventory.transfer': 'stock:write',
  'inventory.verify': 'stock:read',
  'members.acceptInvitation': 'public',
  'members.deactivate': 'members:write',
  'members.invite': 'members:write',
  'members.list': 'members:read',
  'members.listInvitations': 'members:read',
  'members.reactivate': 'members:write',
  'members.revokeInvitation': 'members:write',
  'members.transferOwnership': 'company:own',
  'members.updateRole': 'members:write',
  'products.create': 'catalogue:write',
  'products.createBundle': 'catalogue:write',
  'products.createMany': 'catalogue:write',
  'products.deactivate': 'catalogue:write',
  'products.get': 'catalogue:read',
  'products.getBundle': 'catalogue:read',
  'products.getBySku': 'catalogue:read',
  'products.list': 'catalogue:read',
  'products.setBundle': 'catalogue:write',
  'products.update': 'catalogue:write',
  'reports.overview': 'stock:read',
  'reports.productTimeline': 'stock:read',
  'reports.salesTrend': 'sales:read',
  'reports.turnover': 'stock:read',
  'reservations.get': 'stock:read',
  'reservations.list': 'stock:read',
  'returns.create': 'sales:write',
  'returns.createUnlinked': 'sales:write',
  'returns.get': 'sales:read',
  'returns.list': 'sales:read',
  'sales.cancel': 'sales:write',
  'sales.complete': 'sales:write',
  'sales.confirm': 'sales:write',
  'sales.create': 'sales:write',
  'sales.get': 'sales:read',
  'sales.import': 'sales:write',
  'sales.list': 'sales:read',
  'suppliers.create': 'catalogue:write',
  'suppliers.deactivate': 'catalogue:write',
  'suppliers.get': 'catalogue:read',
  'suppliers.list': 'catalogue:read',
  'suppliers.listOffers': 'catalogue:read',
  'suppliers.removeOffer': 'catalogue:write',
  'suppliers.setOffer': 'catalogue:write',
  'suppliers.update': 'catalogue:write',
  'thresholds.list': 'catalogue:read',
  'thresholds.set': 'catalogue:write',
  'thresholds.setWhere': 'catalogue:write',
  'transfers.cancel': 'stock:write',
  'transfers.get': 'stock:read',
  'transfers.list': 'stock:read',
  'transfers.receive': 'stock:write',
  'transfers.ship': 'stock:write',
  'warehouses.create': 'catalogue:write',
  'warehouses.deactivate': 'catalogue:write',
  'warehouses.get': 'catalogue:read',
  'warehouses.list': 'catalogue:read',
  'warehouses.update': 'catalogue:write',
};

/** What each role may do, by SPEC §7: the table that a change of ROLE_SCOPES must be written into, too. */
const ROLE_LACKS: Readonly<Record<Role, Scope[]>> = {
  owner: [],
  admin: ['company:own'],
  manager: ['company:own', 'company:write', 'members:write', 'keys:read', 'keys:write'],
  operator: [
    'company:own',
    'company:write',
    'members:write',
    'keys:read',
    'keys:write',
    'catalogue:write',
    'alerts:write',
  ],
  viewer: [
    'company:own',
    'company:write',
    'members:write',
    'keys:read',
    'keys:write',
    'catalogue:write',
    'alerts:write',
    'stock:write',
    'sales:write',
  ],
};

let server: Awaited<ReturnType<typeof startTestServer>>;
let world: World;
const tokens = new Map<string, string>();
const tokenOf = (name: string): string => tokens.get(name) ?? '';

/** Passes every wall but the schema: what comes in is no object. */
const NO_INPUT = 7;

beforeAll(async () => {
  server = await startTestServer();
  world = await makeWorld(server.database, 'Heron');
  const { owner } = world;
  tokens.set('owner', owner.token);
  for (const role of ['admin', 'manager', 'operator', 'viewer'] as const) {
    tokens.set(role, (await join(server.database, { inviter: owner, role })).token);
  }
  for (const scope of KEY_SCOPES) {
    const all = KEY_SCOPES.filter((other) => other !== scope);
    tokens.set(
      `only ${scope}`,
      (await owner.call.apiKeys.create({ name: scope, scopes: [scope] as never })).key,
    );
    tokens.set(
      `all but ${scope}`,
      (await owner.call.apiKeys.create({ name: scope, scopes: all as never })).key,
    );
  }
  tokens.set(
    'all of a key',
    (await owner.call.apiKeys.create({ name: 'all', scopes: [...KEY_SCOPES] as never })).key,
  );
});
afterAll(() => server.close());

test('roles have what the product’s definition gives them', () => {
  for (const role of ROLES) {
    expect([...ROLE_SCOPES[role], ...ROLE_LACKS[role]].sort(), role).toEqual([...ROLE_SCOPES.owner].sort());
  }
});

test('every door stands in the table of access', () => {
  expect(DOORS.map(({ path, access }) => [path, access]).sort()).toEqual(Object.entries(ACCESS).sort());
});

const doorsWhere = (is: (access: string) => boolean) =>
  DOORS.filter(({ path }) => is(ACCESS[path] ?? '')).map((door) => [door.path, door] as const);
const call = (door: Door, token: string | null, input: unknown) =>
  callOverHttp(server.url, door, { input, token });
const inputsOf = async ({ path }: Door) => [
  await EXAMPLES[path]?.(world, server.database),
  NO_INPUT,
  undefined,
];
/** The answer to whoever has passed. */
const PASSED = { status: 400, code: 'VALIDATION_FAILED' };

test.each(doorsWhere((access) => access === 'public'))('%s is open to everyone', async (_path, door) => {
  expect(await call(door, null, NO_INPUT)).toMatchObject(PASSED);
});

describe.each(doorsWhere((access) => access !== 'public'))('%s', (_path, door) => {
  test('refuses whoever is not signed in, whatever they send', async () => {
    for (const input of await inputsOf(door)) {
      expect(await call(door, null, input)).toMatchObject({
        status: 401,
        code: 'AUTH_REQUIRED',
        details: null,
      });
      expect(await call(door, 'nonsense', input)).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
    }
  });
});

test.each(doorsWhere((access) => access === 'signed-in'))('%s lets every role in', async (_path, door) => {
  for (const role of ROLES) expect(await call(door, tokenOf(role), NO_INPUT), role).toMatchObject(PASSED);
});

describe.each(doorsWhere((access) => access.includes(':')))('%s', (path, door) => {
  const required = ACCESS[path] as Scope;
  const refused = { status: 403, code: 'FORBIDDEN', details: { required } };

  test('refuses each role that lacks the scope, whatever it sends, and lets every other in', async () => {
    for (const role of ROLES) {
      const lacks = ROLE_LACKS[role].includes(required);
      for (const input of lacks ? await inputsOf(door) : [NO_INPUT]) {
        expect(await call(door, tokenOf(role), input), role).toMatchObject(lacks ? refused : PASSED);
      }
    }
  });

  test('refuses an API key that lacks the scope, and lets one in that has nothing else', async () => {
    const isForKeys = required !== 'company:own';
    for (const input of await inputsOf(door)) {
      const token = tokenOf(isForKeys ? `all but ${required}` : 'all of a key');
      expect(await call(door, token, input)).toMatchObject(refused);
    }
    if (isForKeys) expect(await call(door, tokenOf(`only ${required}`), NO_INPUT)).toMatchObject(PASSED);
  });
});

test('a person who was deactivated, and a key that was revoked, pass no door', async () => {
  const { owner } = await makeWorld(server.database, 'Gone');
  const person = await join(server.database, { inviter: owner, role: 'admin' });
  const { apiKey, key } = await owner.call.apiKeys.create({ name: 'gone', scopes: [...KEY_SCOPES] as never });
  await owner.call.members.deactivate({ userId: person.userId });
  await owner.call.apiKeys.revoke({ apiKeyId: apiKey.id });
  for (const door of DOORS.filter(({ access }) => access !== 'public')) {
    for (const token of [person.token, key]) {
      const answer = await callOverHttp(server.url, door, { input: NO_INPUT, token });
      expect(answer, door.path).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
    }
  }
});

test('a company that was closed lets nobody in', async () => {
  const owner = await foundCompany(server.database, undefined, 'Closed Trading');
  const { key } = await owner.call.apiKeys.create({ name: 'k', scopes: [...KEY_SCOPES] as never });
  await owner.call.company.close({ confirmName: 'Closed Trading' });
  for (const door of DOORS.filter(({ access }) => access !== 'public')) {
    for (const token of [owner.token, key]) {
      const answer = await callOverHttp(server.url, door, { input: NO_INPUT, token });
      expect(answer, door.path).toMatchObject({ status: 401, code: 'INVALID_CREDENTIALS' });
    }
  }
});
