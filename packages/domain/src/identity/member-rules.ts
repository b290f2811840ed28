import { ROLE_SCOPES, type Role, roleAtLeast } from '@stockflow/schemas';
import { refuse } from '../refusal.ts';
import { type MemberState, missingScopes, type Standing } from './standing.ts';

/** Days that an invitation's link works. */
export const INVITATION_DAYS = 7;

/** A role that can be given: ownership is transferred, not given. */
export type GivenRole = Exclude<Role, 'owner'>;

/**
 * Nobody gives more than they have: a person not a role above their own, a key not a role whose scopes
 * it does not carry (else a key with members:write alone could make itself an admin).
 */
export const mayGiveRole = (caller: Standing, role: GivenRole): void => {
  const [missing] = missingScopes(ROLE_SCOPES[role], caller.scopes);
  if (missing !== undefined) {
    throw refuse(
      'FORBIDDEN',
      { required: missing },
      `You cannot give the role ${role}: it may do more than you.`,
    );
  }
};

/** The rules that hold for every change to a person by another. */
const mayChange = (caller: Standing, target: MemberState): void => {
  if (target.id === caller.userId) {
    throw refuse('FORBIDDEN', null, 'You cannot change yourself: ask another admin or the owner.');
  }
  if (target.role === 'owner') {
    throw refuse('FORBIDDEN', null, 'The owner can only be changed by transferring ownership.');
  }
  if (!roleAtLeast(caller.role, target.role)) {
    throw refuse('FORBIDDEN', null, 'This person stands above your role.');
  }
};

/**
 * Whether the caller may set the target's role: not their own, not the owner's, not above what they have.
 * Whoever may not invite any more leaves no open invitation behind.
 */
export const decideRoleChange = (
  caller: Standing,
  target: MemberState,
  role: GivenRole,
): { role: GivenRole; invitationsStand: boolean } => {
  mayChange(caller, target);
  mayGiveRole(caller, role);
  return { role, invitationsStand: ROLE_SCOPES[role].includes('members:write') };
};

/** Whether the caller may deactivate the target: not themselves, not the owner. */
export const decideDeactivation = (caller: Standing, target: MemberState): { active: false } => {
  mayChange(caller, target);
  return { active: false };
};

/** Whether the caller may let the target in again: it gives the role back, so the rule of giving holds. */
export const decideReactivation = (caller: Standing, target: MemberState): { active: true } => {
  mayChange(caller, target);
  if (target.role !== 'owner') mayGiveRole(caller, target.role);
  return { active: true };
};

/** Handing the company over: the owner alone, to another active person; the old owner becomes an admin. */
export const decideOwnershipTransfer = (
  caller: Standing,
  target: MemberState,
): { from: { id: string; role: 'admin' }; to: { id: string; role: 'owner' } } => {
  if (caller.role !== 'owner') {
    throw refuse('FORBIDDEN', { required: 'company:own' }, 'Only the owner hands the company over.');
  }
  if (target.id === caller.userId) {
    throw refuse('STATE_CONFLICT', { state: 'owner', allowed: ['member'] }, 'You are the owner already.');
  }
  if (!target.active) {
    throw refuse('STATE_CONFLICT', { state: 'inactive', allowed: ['active'] }, 'This person is deactivated.');
  }
  return { from: { id: caller.userId, role: 'admin' }, to: { id: target.id, role: 'owner' } };
};

/** An invitation's row, as far as the rule asks. */
export interface InvitationState {
  role: Role;
  expiresAt: Date;
  acceptedAt: Date | null;
  revokedAt: Date | null;
}

/**
 * Whether an invitation still lets in: not used, not taken back, not expired, and its maker could still make
 * it (a link that an admin planted before being let go dies with the account).
 */
export const invitationStands = (
  invitation: InvitationState,
  inviter: Pick<MemberState, 'role' | 'active'>,
  now: Date,
): boolean =>
  invitation.acceptedAt === null &&
  invitation.revokedAt === null &&
  invitation.expiresAt > now &&
  inviter.active &&
  ROLE_SCOPES[inviter.role].includes('members:write') &&
  roleAtLeast(inviter.role, invitation.role);

/** When an invitation that is made now stops working. */
export const invitationEnd = (now: Date): Date => new Date(now.getTime() + INVITATION_DAYS * 86_400_000);
