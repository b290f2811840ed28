// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.

export type KeyScope =
  | 'alerts:read'
  | 'alerts:write'
  | 'catalogue:read'
  | 'catalogue:write'
  | 'company:read'
  | 'company:write'
  | 'events:read'
  | 'keys:read'
  | 'keys:write'
  | 'members:read'
  | 'members:write'
  | 'sales:read'
  | 'sales:write'
  | 'stock:read'
  | 'stock:write';

/** Roles of a person, from most to least. */
export type Role = 'admin' | 'manager' | 'operator' | 'owner' | 'viewer';

/**
 * What a procedure asks for. A role has a set of them; an API key carries some of them.
 * `company:own` (transfer ownership, close the company) is the owner's alone: no key can carry it.
 */
export type Scope =
  | 'alerts:read'
  | 'alerts:write'
  | 'catalogue:read'
  | 'catalogue:write'
  | 'company:own'
  | 'company:read'
  | 'company:write'
  | 'events:read'
  | 'keys:read'
  | 'keys:write'
  | 'members:read'
  | 'members:write'
  | 'sales:read'
  | 'sales:write'
  | 'stock:read'
  | 'stock:write';
