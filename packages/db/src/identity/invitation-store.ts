import type { InvitationState } from '@stockflow/domain';
import type { Invitation, Role } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';

interface InvitationRow {
  id: string;
  email: string;
  role: Role;
  invitedById: string;
  expiresAt: Date;
  createdAt: Date;
}

/** An invitation with its maker and company: all that accepting asks. */
export interface InvitationToAccept extends InvitationState {
  email: string;
  tokenHash: string;
  inviterRole: Role;
  inviterActive: boolean;
  companyName: string;
  currency: string;
  timeZone: string;
  companyClosedAt: Date | null;
}

const COLUMNS = `id, email, role, invited_by_id as "invitedById", expires_at as "expiresAt", created_at as "createdAt"`;

const toInvitation = (row: InvitationRow): Invitation => ({
  ...row,
  expiresAt: row.expiresAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

/**
 * Keeps an invitation in the place of the open one of its address. The company's row is locked first: of two
 * that invite one person at once the second would else meet the first on the unique key of open invitations.
 */
export const replaceInvitation = async (
  tx: CompanyTransaction,
  invitation: {
    id: string;
    email: string;
    role: Role;
    tokenHash: string;
    invitedById: string;
    expiresAt: Date;
  },
  now: Date,
): Promise<Invitation> => {
  await tx.query({
    name: 'invitation-turn',
    text: 'select id from companies where id = $1 for no key update',
    values: [tx.companyId],
  });
  await tx.execute({
    name: 'invitation-replace',
    text: `update invitations set revoked_at = $3
           where company_id = $1 and email = $2 and accepted_at is null and revoked_at is null`,
    values: [tx.companyId, invitation.email, now],
  });
  const [row] = await tx.query<InvitationRow>({
    name: 'invitation-insert',
    text: `insert into invitations (company_id, id, email, role, token_hash, invited_by_id, expires_at, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8) returning ${COLUMNS}`,
    values: [
      tx.companyId,
      invitation.id,
      invitation.email,
      invitation.role,
      invitation.tokenHash,
      invitation.invitedById,
      invitation.expiresAt,
      now,
    ],
  });
  if (!row) throw new Error('an invitation was not inserted');
  return toInvitation(row);
};

/** Invitations that still let in, the newest first; one more than the page. */
export const listOpenInvitations = async (
  tx: CompanyTransaction,
  { beforeId, limit, now }: { beforeId: string | undefined; limit: number; now: Date },
): Promise<Invitation[]> => {
  const rows = await tx.query<InvitationRow>({
    name: 'invitation-list',
    text: `select ${COLUMNS} from invitations
           where company_id = $1 and accepted_at is null and revoked_at is null and expires_at > $2
             and ($3::uuid is null or id < $3)
           order by id desc limit $4`,
    values: [tx.companyId, now, beforeId ?? null, limit + 1],
  });
  return rows.map(toInvitation);
};

/** Takes an invitation back; answers what it was before, or null for an unknown one. */
export const revokeInvitationRow = async (
  tx: CompanyTransaction,
  { id, now }: { id: string; now: Date },
): Promise<{ acceptedAt: Date | null } | null> => {
  const [row] = await tx.query<{ acceptedAt: Date | null }>({
    name: 'invitation-lock',
    text: `select accepted_at as "acceptedAt" from invitations where company_id = $1 and id = $2 for no key update`,
    values: [tx.companyId, id],
  });
  if (!row) return null;
  await tx.execute({
    name: 'invitation-revoke',
    text: `update invitations set revoked_at = $3
           where company_id = $1 and id = $2 and accepted_at is null and revoked_at is null`,
    values: [tx.companyId, id, now],
  });
  return row;
};

/** Takes back all open invitations that a person made: they may not invite any more. */
export const revokeInvitationsOf = async (
  tx: CompanyTransaction,
  { userId, now }: { userId: string; now: Date },
): Promise<void> => {
  await tx.execute({
    name: 'invitation-revoke-of',
    text: `update invitations set revoked_at = $3
           where company_id = $1 and invited_by_id = $2 and accepted_at is null and revoked_at is null`,
    values: [tx.companyId, userId, now],
  });
};

/** The invitation with its maker and company. */
export const invitationToAccept = (companyId: string, id: string): Statement => ({
  name: 'invitation-to-accept',
  text: `select i.email, i.role, i.token_hash as "tokenHash", i.expires_at as "expiresAt",
                i.accepted_at as "acceptedAt", i.revoked_at as "revokedAt",
                u.role as "inviterRole", u.active as "inviterActive",
                c.name as "companyName", c.currency, c.time_zone as "timeZone", c.closed_at as "companyClosedAt"
         from invitations i
         join users u on u.company_id = i.company_id and u.id = i.invited_by_id
         join companies c on c.id = i.company_id
         where i.company_id = $1 and i.id = $2`,
  values: [companyId, id],
});

/** Uses the invitation up; false when another got there first, or it was taken back meanwhile. */
export const useInvitation = async (
  tx: CompanyTransaction,
  { id, now }: { id: string; now: Date },
): Promise<boolean> => {
  const used = await tx.query<{ id: string }>({
    name: 'invitation-use',
    text: `update invitations set accepted_at = $3
           where company_id = $1 and id = $2 and accepted_at is null and revoked_at is null and expires_at > $3
           returning id`,
    values: [tx.companyId, id, now],
  });
  return used.length === 1;
};
