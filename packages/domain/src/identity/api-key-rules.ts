import type { Scope } from '@stockflow/schemas';
import { invalidField, refuse } from '../refusal.ts';
import { missingScopes, type Standing } from './standing.ts';

/** An API key's row, as far as the rules ask. */
export interface ApiKeyState {
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export type ApiKeyCondition = 'active' | 'expired' | 'revoked';

/** Whether a key still works. The instant of its expiry is already too late. */
export const apiKeyCondition = (key: ApiKeyState, now: Date): ApiKeyCondition => {
  if (key.revokedAt !== null) return 'revoked';
  return key.expiresAt !== null && key.expiresAt <= now ? 'expired' : 'active';
};

/** A key carries no more than its maker may do; a key that makes a key, no more than itself. */
export const mayCarryScopes = (maker: Standing, scopes: readonly Scope[]): void => {
  const [missing] = missingScopes(scopes, maker.scopes);
  if (missing !== undefined) {
    throw refuse(
      'FORBIDDEN',
      { required: missing },
      `A key cannot carry ${missing}: you may not do that yourself.`,
    );
  }
};

/** A new key's scopes and end, or a refusal. */
export const decideApiKey = (
  maker: Standing,
  asked: { scopes: Scope[]; expiresAt: Date | null },
  now: Date,
): { scopes: Scope[]; expiresAt: Date | null } => {
  mayCarryScopes(maker, asked.scopes);
  if (asked.expiresAt !== null && asked.expiresAt <= now)
    throw invalidField('expiresAt', 'Must be in the future.');
  return { scopes: asked.scopes, expiresAt: asked.expiresAt };
};

/**
 * What rotating does: a key of the same scopes and end takes over, and the old one ends at once or after the
 * grace, never later than it would have. Rotating shows a new secret, so the rule of making a key holds.
 */
export const decideRotation = (
  caller: Standing,
  key: ApiKeyState & { scopes: Scope[] },
  { graceSeconds, now }: { graceSeconds: number; now: Date },
): { successor: { scopes: Scope[]; expiresAt: Date | null }; old: ApiKeyState } => {
  mayCarryScopes(caller, key.scopes);
  const condition = apiKeyCondition(key, now);
  if (condition !== 'active') {
    throw refuse(
      'STATE_CONFLICT',
      { state: condition, allowed: ['active'] },
      `This key is ${condition}: make a new one.`,
    );
  }
  const graceEnd = new Date(now.getTime() + graceSeconds * 1000);
  const end = key.expiresAt !== null && key.expiresAt < graceEnd ? key.expiresAt : graceEnd;
  return {
    successor: { scopes: key.scopes, expiresAt: key.expiresAt },
    old:
      graceSeconds === 0 ? { expiresAt: key.expiresAt, revokedAt: now } : { expiresAt: end, revokedAt: null },
  };
};
