import type { InviteMemberInput, Role } from '@stockflow/sdk';

/** A role that one person can give another; ownership is transferred. */
export type GivenRole = InviteMemberInput['role'];

/** Roles from most to least, and what each adds to the one below. */
const ROLES: readonly { id: GivenRole; label: string; note: string }[] = [
  { id: 'admin', label: 'Admin', note: 'people, keys, settings' },
  { id: 'manager', label: 'Manager', note: 'catalogue, suppliers' },
  { id: 'operator', label: 'Operator', note: 'moves stock, sells' },
  { id: 'viewer', label: 'Viewer', note: 'looks' },
];

/** The roles that someone of this role may give: none above their own. */
export const rolesBelow = (own: Role | (string & {})): typeof ROLES =>
  own === 'owner'
    ? ROLES
    : ROLES.slice(
        Math.max(
          0,
          ROLES.findIndex((role) => role.id === own),
        ),
      );

/** Whether a person of one role stands at or above another: who may change whom. */
export const isAtLeast = (own: string, other: string): boolean => {
  const order = ['owner', ...ROLES.map((role) => role.id as string)];
  return order.indexOf(own) <= order.indexOf(other);
};
