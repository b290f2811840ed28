import { z } from 'zod';
import { memberSchema, passwordSchema } from './auth.ts';
import { emailSchema, idSchema, instantSchema, pageFields, pageOf, text, writeFields } from './primitives.ts';
import { roleSchema } from './roles.ts';

export const listMembersInput = z
  .strictObject({ active: z.boolean().optional(), ...pageFields })
  .prefault({});
export const memberPage = pageOf(memberSchema);

/** An invitation that is not yet used. */
export const invitationSchema = z.object({
  id: idSchema,
  email: z.string(),
  role: roleSchema,
  invitedById: idSchema,
  expiresAt: instantSchema,
  createdAt: instantSchema,
});
export type Invitation = z.output<typeof invitationSchema>;

export const inviteMemberInput = z.strictObject({
  email: emailSchema,
  /** Not above your own role, and never owner: ownership is transferred. */
  role: roleSchema.exclude(['owner']),
});
/** A new invitation of the same address replaces the open one. `token` goes into the link that you send; it is shown once and works for seven days. */
export const invitationCreatedSchema = z.object({
  invitation: invitationSchema,
  token: z.string(),
  link: z.string(),
});

export const listInvitationsInput = z.strictObject({ ...pageFields }).prefault({});
export const invitationPage = pageOf(invitationSchema);
export const revokeInvitationInput = z.strictObject({ invitationId: idSchema, ...writeFields });

export const acceptInvitationInput = z.strictObject({
  token: z.string().min(1).max(300),
  firstName: text(1, 100),
  lastName: text(1, 100),
  password: passwordSchema,
  cookie: z.boolean().default(false),
});

export const updateMemberRoleInput = z.strictObject({
  userId: idSchema,
  role: roleSchema.exclude(['owner']),
  ...writeFields,
});
export const deactivateMemberInput = z.strictObject({ userId: idSchema, ...writeFields });
export const reactivateMemberInput = z.strictObject({ userId: idSchema, ...writeFields });
export const transferOwnershipInput = z.strictObject({ userId: idSchema, ...writeFields });

export type InviteMemberInput = z.input<typeof inviteMemberInput>;
export type InvitationCreated = z.output<typeof invitationCreatedSchema>;
export type AcceptInvitationInput = z.input<typeof acceptInvitationInput>;
export type ListMembersInput = z.input<typeof listMembersInput>;
export type ListInvitationsInput = z.input<typeof listInvitationsInput>;
export type RevokeInvitationInput = z.input<typeof revokeInvitationInput>;
export type UpdateMemberRoleInput = z.input<typeof updateMemberRoleInput>;
export type DeactivateMemberInput = z.input<typeof deactivateMemberInput>;
export type ReactivateMemberInput = z.input<typeof reactivateMemberInput>;
export type TransferOwnershipInput = z.input<typeof transferOwnershipInput>;
