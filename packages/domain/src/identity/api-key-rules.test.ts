import { describe, expect, test } from 'vitest';
import { apiKeyCondition, decideApiKey, decideRotation } from './api-key-rules.ts';
import { effectiveScopes, type Standing } from './standing.ts';
import { codeOf } from './testing/code-of.ts';

const now = new Date('2026-11-23T12:00:00Z');
const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const admin: Standing = { userId: 'me', role: 'admin', scopes: effectiveScopes('admin') };
const key = (scopes: string[]): Standing => ({
  userId: 'me',
  role: 'admin',
  scopes: effectiveScopes('admin', scopes),
});

describe('making a key', () => {
  test('it carries what its maker may do and no more', () => {
    expect(
      codeOf(() => decideApiKey(admin, { scopes: ['stock:write', 'keys:write'], expiresAt: null }, now)),
    ).toBe('allowed');
    expect(codeOf(() => decideApiKey(admin, { scopes: ['company:own'], expiresAt: null }, now))).toBe(
      'FORBIDDEN',
    );
    expect(
      codeOf(() => decideApiKey(key(['keys:write']), { scopes: ['stock:read'], expiresAt: null }, now)),
    ).toBe('FORBIDDEN');
    expect(
      codeOf(() => decideApiKey(key(['keys:write']), { scopes: ['keys:write'], expiresAt: null }, now)),
    ).toBe('allowed');
  });

  test('it does not begin expired', () => {
    expect(codeOf(() => decideApiKey(admin, { scopes: ['stock:read'], expiresAt: now }, now))).toBe(
      'VALIDATION_FAILED',
    );
    expect(codeOf(() => decideApiKey(admin, { scopes: ['stock:read'], expiresAt: after(1) }, now))).toBe(
      'allowed',
    );
  });
});

test('a key works until the instant of its expiry and not after being revoked', () => {
  expect(apiKeyCondition({ expiresAt: null, revokedAt: null }, now)).toBe('active');
  expect(apiKeyCondition({ expiresAt: after(1), revokedAt: null }, now)).toBe('active');
  expect(apiKeyCondition({ expiresAt: now, revokedAt: null }, now)).toBe('expired');
  expect(apiKeyCondition({ expiresAt: after(1), revokedAt: now }, now)).toBe('revoked');
});

describe('rotating a key', () => {
  const old = { scopes: ['stock:read' as const], expiresAt: null, revokedAt: null };

  test('without grace the old key is revoked at once', () => {
    expect(decideRotation(admin, old, { graceSeconds: 0, now }).old).toEqual({
      expiresAt: null,
      revokedAt: now,
    });
  });

  test('with grace the old key ends after it, and never later than it would have', () => {
    expect(decideRotation(admin, old, { graceSeconds: 60, now }).old).toEqual({
      expiresAt: after(60),
      revokedAt: null,
    });
    const short = { ...old, expiresAt: after(30) };
    expect(decideRotation(admin, short, { graceSeconds: 60, now }).old.expiresAt).toEqual(after(30));
  });

  test('the successor has the same scopes and the same end', () => {
    const ending = { ...old, expiresAt: after(3600) };
    expect(decideRotation(admin, ending, { graceSeconds: 60, now }).successor).toEqual({
      scopes: ['stock:read'],
      expiresAt: after(3600),
    });
  });

  test('a dead key is not rotated, nor a stronger one by a weaker key', () => {
    expect(codeOf(() => decideRotation(admin, { ...old, revokedAt: now }, { graceSeconds: 0, now }))).toBe(
      'STATE_CONFLICT',
    );
    expect(codeOf(() => decideRotation(admin, { ...old, expiresAt: now }, { graceSeconds: 0, now }))).toBe(
      'STATE_CONFLICT',
    );
    expect(codeOf(() => decideRotation(key(['keys:write']), old, { graceSeconds: 0, now }))).toBe(
      'FORBIDDEN',
    );
  });
});
