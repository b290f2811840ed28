import { ROLE_SCOPES, type Role, type Scope } from '@stockflow/schemas';
import { refuse } from '../refusal.ts';

/** What a caller stands on when a rule about people or keys is asked. */
export interface Standing {
  /** The person: the caller, or the maker of the key that calls. */
  userId: string;
  role: Role;
  /** The role's scopes, or the key's as far as its maker's role still has them. */
  scopes: ReadonlySet<Scope>;
}

/** A user's row, as far as the rules ask. */
export interface MemberState {
  id: string;
  role: Role;
  active: boolean;
}

/**
 * What a caller may do: all that the role has, or, for a key, what it carries and its maker's role still has.
 * A scope that this version does not know counts for nothing.
 * @example effectiveScopes('viewer', ['stock:read', 'stock:write']) // stock:read
 */
export const effectiveScopes = (role: Role, carried?: Iterable<string>): ReadonlySet<Scope> => {
  const ofRole = ROLE_SCOPES[role];
  if (carried === undefined) return new Set(ofRole);
  const ofKey = new Set(carried);
  return new Set(ofRole.filter((scope) => scope !== 'company:own' && ofKey.has(scope)));
};

/** The scopes that are wanted and not held, in the order they were wanted. */
export const missingScopes = (wanted: readonly Scope[], held: ReadonlySet<Scope>): Scope[] =>
  wanted.filter((scope) => !held.has(scope));

/**
 * The caller's standing by the row as it is under lock: between identifying and the lock someone may have
 * taken the role away, and two owners who hand over at once must not leave two owners.
 */
export const standingUnderLock = (
  caller: Standing,
  row: MemberState | undefined,
  required: Scope,
): Standing => {
  if (!row?.active) throw refuse('INVALID_CREDENTIALS', null);
  const still = new Set(ROLE_SCOPES[row.role]);
  const scopes = new Set([...caller.scopes].filter((scope) => still.has(scope)));
  if (!scopes.has(required))
    throw refuse('FORBIDDEN', { required }, `This needs ${required}, which you no longer have.`);
  return { userId: caller.userId, role: row.role, scopes };
};
