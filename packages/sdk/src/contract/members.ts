// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { InvitationId, UserId } from './ids.ts';
import type { Role } from './roles.ts';

export interface AcceptInvitationInput {
  token: string;
  firstName: string;
  lastName: string;
  /** 12 to 200 characters. */
  password: string;
  /** True for a browser: the session goes into an HttpOnly cookie. Default false. */
  cookie?: boolean | undefined;
}

export interface DeactivateMemberInput {
  userId: UserId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** An invitation that is not yet used. */
export interface Invitation {
  id: InvitationId;
  email: string;
  role: Role | (string & {});
  invitedById: UserId;
  expiresAt: string;
  createdAt: string;
}

/**
 * A new invitation of the same address replaces the open one. `token` goes into the link that you send; it is
 * shown once and works for seven days.
 */
export interface InvitationCreated {
  invitation: Invitation;
  token: string;
  link: string;
}

export interface InviteMemberInput {
  email: string;
  /** Not above your own role, and never owner: ownership is transferred. */
  role: 'admin' | 'manager' | 'operator' | 'viewer';
}

export interface ListInvitationsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
}

export interface ListMembersInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** True: in use; false: not. */
  active?: boolean | undefined;
}

export interface ReactivateMemberInput {
  userId: UserId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface RevokeInvitationInput {
  invitationId: InvitationId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface TransferOwnershipInput {
  userId: UserId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface UpdateMemberRoleInput {
  userId: UserId;
  role: 'admin' | 'manager' | 'operator' | 'viewer';
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}
