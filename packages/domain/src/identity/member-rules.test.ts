import { KEY_SCOPES, ROLES, roleAtLeast } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import {
  decideDeactivation,
  decideOwnershipTransfer,
  decideReactivation,
  decideRoleChange,
  type GivenRole,
  invitationEnd,
  invitationStands,
  mayGiveRole,
} from './member-rules.ts';
import { effectiveScopes, type Standing } from './standing.ts';
import { codeOf } from './testing/code-of.ts';

const person = (role: (typeof ROLES)[number]): Standing => ({
  userId: 'me',
  role,
  scopes: effectiveScopes(role),
});
const other = (role: (typeof ROLES)[number], active = true) => ({ id: 'them', role, active });
const GIVEN = ROLES.filter((role): role is GivenRole => role !== 'owner');

describe('giving a role', () => {
  test('a person gives every role up to their own and none above', () => {
    for (const mine of ROLES) {
      for (const role of GIVEN) {
        const expected = roleAtLeast(mine, role) ? 'allowed' : 'FORBIDDEN';
        expect([mine, role, codeOf(() => mayGiveRole(person(mine), role))]).toEqual([mine, role, expected]);
      }
    }
  });

  test('a key gives only a role whose scopes it carries, however high its maker stands', () => {
    const key = (scopes: string[]): Standing => ({
      userId: 'me',
      role: 'owner',
      scopes: effectiveScopes('owner', scopes),
    });
    expect(codeOf(() => mayGiveRole(key(['members:write']), 'viewer'))).toBe('FORBIDDEN');
    expect(codeOf(() => mayGiveRole(key(KEY_SCOPES), 'admin'))).toBe('allowed');
    expect(
      codeOf(() => mayGiveRole(key(KEY_SCOPES.filter((scope) => scope !== 'keys:write')), 'admin')),
    ).toBe('FORBIDDEN');
  });
});

describe('changing a person', () => {
  const changes = {
    role: (caller: Standing, target: ReturnType<typeof other>) => decideRoleChange(caller, target, 'viewer'),
    deactivate: decideDeactivation,
    reactivate: decideReactivation,
  };

  test.each(Object.entries(changes))(
    '%s: not yourself, not the owner, not a person above you',
    (_name, change) => {
      expect(codeOf(() => change(person('admin'), { ...other('admin'), id: 'me' }))).toBe('FORBIDDEN');
      expect(codeOf(() => change(person('owner'), { ...other('owner'), id: 'me' }))).toBe('FORBIDDEN');
      expect(codeOf(() => change(person('admin'), other('owner')))).toBe('FORBIDDEN');
      expect(codeOf(() => change(person('manager'), other('admin')))).toBe('FORBIDDEN');
      expect(codeOf(() => change(person('admin'), other('admin')))).toBe('allowed');
      expect(codeOf(() => change(person('owner'), other('admin')))).toBe('allowed');
    },
  );

  test('a key that may only write members can shut a person out, but not let one in', () => {
    const key: Standing = {
      userId: 'me',
      role: 'admin',
      scopes: effectiveScopes('admin', ['members:write']),
    };
    expect(codeOf(() => decideDeactivation(key, other('viewer')))).toBe('allowed');
    expect(codeOf(() => decideReactivation(key, other('viewer', false)))).toBe('FORBIDDEN');
  });
});

describe('transferring ownership', () => {
  test('the owner hands over to an active person and becomes an admin', () => {
    expect(decideOwnershipTransfer(person('owner'), other('viewer'))).toEqual({
      from: { id: 'me', role: 'admin' },
      to: { id: 'them', role: 'owner' },
    });
  });

  test('nobody else does, and not to oneself or to someone deactivated', () => {
    for (const role of GIVEN)
      expect(codeOf(() => decideOwnershipTransfer(person(role), other('admin')))).toBe('FORBIDDEN');
    expect(codeOf(() => decideOwnershipTransfer(person('owner'), { ...other('owner'), id: 'me' }))).toBe(
      'STATE_CONFLICT',
    );
    expect(codeOf(() => decideOwnershipTransfer(person('owner'), other('admin', false)))).toBe(
      'STATE_CONFLICT',
    );
  });
});

describe('an invitation', () => {
  const now = new Date('2026-11-23T12:00:00Z');
  const open = {
    role: 'operator',
    expiresAt: invitationEnd(now),
    acceptedAt: null,
    revokedAt: null,
  } as const;
  const inviter = { role: 'admin', active: true } as const;

  test('works for seven days and not a millisecond longer', () => {
    const end = new Date('2026-11-30T12:00:00Z');
    expect(open.expiresAt).toEqual(end);
    expect(invitationStands(open, inviter, new Date(end.getTime() - 1))).toBe(true);
    expect(invitationStands(open, inviter, end)).toBe(false);
  });

  test('falls when used, taken back, or when its maker could not make it any more', () => {
    expect(invitationStands({ ...open, acceptedAt: now }, inviter, now)).toBe(false);
    expect(invitationStands({ ...open, revokedAt: now }, inviter, now)).toBe(false);
    expect(invitationStands(open, { ...inviter, active: false }, now)).toBe(false);
    expect(invitationStands(open, { ...inviter, role: 'manager' }, now)).toBe(false);
    expect(invitationStands({ ...open, role: 'admin' }, { ...inviter, role: 'admin' }, now)).toBe(true);
  });
});
