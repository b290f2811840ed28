import type { Database } from '@stockflow/db';
import { uuidv7 } from 'uuidv7';
import { join, newEmail, PASSWORD } from '../../src/auth/testing/people.ts';
import { unique, type World } from '../world.ts';
import { address, type Examples, key, page } from './common.ts';

const freshMember = async ({ owner }: World, database: Database) =>
  (await join(database, { inviter: owner, role: 'viewer' })).userId;

export const IDENTITY_EXAMPLES: Examples = {
  'apiKeys.create': ({ word }) => ({
    name: unique(word),
    scopes: ['stock:read'],
    expiresAt: '2999-01-31T00:00:00Z',
  }),
  'apiKeys.list': () => ({ includeRevoked: true, ...page }),
  'apiKeys.revoke': ({ ids }) => ({ apiKeyId: ids.apiKey, ...key() }),
  'apiKeys.rotate': ({ ids }) => ({ apiKeyId: ids.apiKey, graceSeconds: 60 }),
  'auth.changePassword': () => ({ currentPassword: PASSWORD, newPassword: `${PASSWORD} two`, cookie: false }),
  'auth.me': () => ({}),
  'auth.signIn': ({ owner }) => ({ email: owner.email, password: PASSWORD, cookie: false }),
  'auth.signOut': () => ({}),
  'auth.signOutEverywhere': () => ({}),
  'auth.signUp': ({ word }) => ({
    company: {
      id: uuidv7(),
      name: unique(word),
      email: newEmail(),
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    },
    user: { email: newEmail(), password: PASSWORD, firstName: 'Eva', lastName: 'Neu' },
    cookie: false,
  }),
  'company.close': async ({ owner }) => ({ confirmName: (await owner.call.company.get({})).name, ...key() }),
  'company.get': () => ({}),
  'company.update': async ({ owner, word }) => ({
    name: unique(word),
    email: newEmail(),
    phone: '+49 40 1',
    address,
    defaultLowStockThreshold: 4,
    recentSalesWindowDays: 30,
    criticalDays: 3,
    reviewPeriodDays: 5,
    alertHysteresis: 2,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    expectedVersion: (await owner.call.company.get({})).version,
    ...key(),
  }),
  'members.acceptInvitation': async ({ owner }) => ({
    token: (await owner.call.members.invite({ email: newEmail(), role: 'viewer' })).token,
    firstName: 'Eva',
    lastName: 'Neu',
    password: PASSWORD,
    cookie: false,
  }),
  'members.deactivate': async (world, database) => ({ userId: await freshMember(world, database), ...key() }),
  'members.invite': () => ({ email: newEmail(), role: 'viewer' }),
  'members.list': () => ({ active: true, ...page }),
  'members.listInvitations': () => page,
  'members.reactivate': async (world, database) => {
    const userId = await freshMember(world, database);
    await world.owner.call.members.deactivate({ userId });
    return { userId, ...key() };
  },
  'members.revokeInvitation': async ({ owner }) => ({
    invitationId: (await owner.call.members.invite({ email: newEmail(), role: 'viewer' })).invitation.id,
    ...key(),
  }),
  'members.transferOwnership': ({ ids }) => ({ userId: ids.user, ...key() }),
  'members.updateRole': async (world, database) => ({
    userId: await freshMember(world, database),
    role: 'manager',
    ...key(),
  }),
};
