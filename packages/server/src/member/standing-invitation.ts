import { type Database, type InvitationToAccept, invitationToAccept } from '@stockflow/db';
import { invitationStands, type Refusal, refuse } from '@stockflow/domain';
import { readInvitationToken, secretMatches } from '../auth/tokens.ts';

/** Malformed, unknown, used, taken back, replaced, expired: the holder of a dead link learns nothing of the company. */
export const invitationRefused = (): Refusal =>
  refuse(
    'NOT_FOUND',
    null,
    'This invitation does not work: it was used, taken back or replaced, or it is too old.',
  );

/** The invitation that a link names, if it still lets in; else a refusal. Nothing is hashed for a link that does not. */
export const standingInvitation = async (database: Database, token: string, now: Date) => {
  const named = readInvitationToken(token);
  if (!named) throw invitationRefused();
  const { companyId, id: invitationId, secret } = named;
  const [invitation] = await database.readInCompany<InvitationToAccept>(
    companyId,
    invitationToAccept(companyId, invitationId),
  );
  if (!invitation || !secretMatches(secret, invitation.tokenHash)) throw invitationRefused();
  const inviter = { role: invitation.inviterRole, active: invitation.inviterActive };
  if (invitation.companyClosedAt !== null || !invitationStands(invitation, inviter, now))
    throw invitationRefused();
  return { companyId, invitationId, invitation };
};
