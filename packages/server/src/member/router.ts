import { router } from '../core/door.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { deactivateMember } from './deactivate-member.ts';
import { inviteMember } from './invite-member.ts';
import { listInvitations } from './list-invitations.ts';
import { listMembers } from './list-members.ts';
import { reactivateMember } from './reactivate-member.ts';
import { revokeInvitation } from './revoke-invitation.ts';
import { transferOwnership } from './transfer-ownership.ts';
import { updateMemberRole } from './update-member-role.ts';

/** The company's people. */
export const memberRouter = router({
  acceptInvitation,
  deactivate: deactivateMember,
  invite: inviteMember,
  list: listMembers,
  listInvitations,
  reactivate: reactivateMember,
  revokeInvitation,
  transferOwnership,
  updateRole: updateMemberRole,
});
