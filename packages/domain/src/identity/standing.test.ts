import { KEY_SCOPES, ROLE_SCOPES, ROLES } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import { effectiveScopes, missingScopes, standingUnderLock } from './standing.ts';
import { codeOf } from './testing/code-of.ts';

describe('effective scopes', () => {
  test('a person has exactly what the role has', () => {
    for (const role of ROLES) expect([...effectiveScopes(role)]).toEqual([...ROLE_SCOPES[role]]);
  });

  test('a key has what it carries and its maker still has', () => {
    expect([...effectiveScopes('viewer', ['stock:read', 'stock:write', 'keys:write'])]).toEqual([
      'stock:read',
    ]);
    expect([...effectiveScopes('operator', ['stock:read', 'stock:write'])]).toEqual([
      'stock:read',
      'stock:write',
    ]);
  });

  test('no key has company:own, not even an owner’s that somehow carries it', () => {
    expect([...effectiveScopes('owner', ['company:own', 'company:read'])]).toEqual(['company:read']);
    expect(effectiveScopes('owner', KEY_SCOPES).has('company:own')).toBe(false);
  });

  test('a scope that nobody knows counts for nothing', () => {
    expect(effectiveScopes('owner', ['everything:write', '*']).size).toBe(0);
  });

  test('missing scopes are named in the order they were wanted', () => {
    const held = effectiveScopes('viewer');
    expect(missingScopes(['keys:write', 'stock:read', 'stock:write'], held)).toEqual([
      'keys:write',
      'stock:write',
    ]);
  });
});

describe('standing under lock', () => {
  const caller = { userId: 'u1', role: 'owner', scopes: effectiveScopes('owner') } as const;

  test('whoever lost the role meanwhile is refused', () => {
    const demoted = { id: 'u1', role: 'admin', active: true } as const;
    expect(codeOf(() => standingUnderLock(caller, demoted, 'company:own'))).toBe('FORBIDDEN');
    expect(standingUnderLock(caller, demoted, 'members:write').role).toBe('admin');
  });

  test('whoever was deactivated or is gone meanwhile is refused as not signed in', () => {
    expect(
      codeOf(() => standingUnderLock(caller, { id: 'u1', role: 'owner', active: false }, 'members:write')),
    ).toBe('INVALID_CREDENTIALS');
    expect(codeOf(() => standingUnderLock(caller, undefined, 'members:write'))).toBe('INVALID_CREDENTIALS');
  });

  test('a promotion meanwhile gives a key no scope that it does not carry', () => {
    const key = {
      userId: 'u1',
      role: 'viewer',
      scopes: effectiveScopes('viewer', ['members:read']),
    } as const;
    const now = standingUnderLock(key, { id: 'u1', role: 'owner', active: true }, 'members:read');
    expect([...now.scopes]).toEqual(['members:read']);
  });
});
