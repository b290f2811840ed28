import { z } from 'zod';

/** Roles of a person, from most to least. */
export const ROLES = ['owner', 'admin', 'manager', 'operator', 'viewer'] as const;
export const roleSchema = z.enum(ROLES);
export type Role = (typeof ROLES)[number];

/**
 * What a procedure asks for. A role has a set of them; an API key carries some of them.
 * `company:own` (transfer ownership, close the company) is the owner's alone: no key can carry it.
 */
export const SCOPES = [
  'catalogue:read',
  'catalogue:write',
  'stock:read',
  'stock:write',
  'sales:read',
  'sales:write',
  'alerts:read',
  'alerts:write',
  'events:read',
  'company:read',
  'company:write',
  'members:read',
  'members:write',
  'keys:read',
  'keys:write',
  'company:own',
] as const;
export type Scope = (typeof SCOPES)[number];

/** Scopes that an API key can carry. */
export const KEY_SCOPES = SCOPES.filter((scope) => scope !== 'company:own');
export const keyScopeSchema = z.enum(SCOPES).exclude(['company:own']);

const viewer: Scope[] = [
  'catalogue:read',
  'stock:read',
  'sales:read',
  'alerts:read',
  'events:read',
  'company:read',
  'members:read',
];
const operator: Scope[] = [...viewer, 'stock:write', 'sales:write'];
const manager: Scope[] = [...operator, 'catalogue:write', 'alerts:write'];
const admin: Scope[] = [...manager, 'company:write', 'members:write', 'keys:read', 'keys:write'];
const owner: Scope[] = [...admin, 'company:own'];

/** What each role may do. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  owner,
  admin,
  manager,
  operator,
  viewer,
};

/** True when `role` stands at or above `other`. */
export const roleAtLeast = (role: Role, other: Role): boolean => ROLES.indexOf(role) <= ROLES.indexOf(other);
