import type { MemberState } from '@stockflow/domain';
import type { Member, Role } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';

interface MemberRow {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  active: boolean;
  lastSignedInAt: Date | null;
  createdAt: Date;
}

const COLUMNS = `id, email, first_name as "firstName", last_name as "lastName", role, active,
  last_signed_in_at as "lastSignedInAt", created_at as "createdAt"`;

const toMember = (row: MemberRow): Member => ({
  ...row,
  lastSignedInAt: row.lastSignedInAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** People of the company in the order they joined (ids sort by time); one more than the page, to see if there is more. */
export const listMembers = async (
  tx: CompanyTransaction,
  { active, afterId, limit }: { active: boolean | undefined; afterId: string | undefined; limit: number },
): Promise<Member[]> => {
  const rows = await tx.query<MemberRow>({
    name: 'member-list',
    text: `select ${COLUMNS} from users
           where company_id = $1 and ($2::boolean is null or active = $2) and ($3::uuid is null or id > $3)
           order by id limit $4`,
    values: [tx.companyId, active ?? null, afterId ?? null, limit + 1],
  });
  return rows.map(toMember);
};

/**
 * Locks people's rows in the order of their ids, so that no two transactions wait for each other. The lock
 * lets foreign keys be checked (`no key`): a key or session of these people can be made meanwhile.
 */
export const lockMembers = async (
  tx: CompanyTransaction,
  ids: string[],
): Promise<Map<string, MemberState>> => {
  const rows = await tx.query<MemberState>({
    name: 'member-lock',
    text: `select id, role, active from users where company_id = $1 and id = any($2::uuid[])
           order by id for no key update`,
    values: [tx.companyId, ids],
  });
  return new Map(rows.map((row) => [row.id, row]));
};

const one = ([row]: MemberRow[]): Member => {
  if (!row) throw new Error('a member that was locked is gone');
  return toMember(row);
};

/** Gives a person a role; the rule has decided, and the row is locked. */
export const setMemberRole = async (
  tx: CompanyTransaction,
  { id, role, now }: { id: string; role: Role; now: Date },
): Promise<Member> =>
  one(
    await tx.query<MemberRow>({
      name: 'member-role',
      text: `update users set role = $3, updated_at = $4 where company_id = $1 and id = $2 returning ${COLUMNS}`,
      values: [tx.companyId, id, role, now],
    }),
  );

/** Lets a person in or shuts them out; the rule has decided, and the row is locked. */
export const setMemberActive = async (
  tx: CompanyTransaction,
  { id, active, now }: { id: string; active: boolean; now: Date },
): Promise<Member> =>
  one(
    await tx.query<MemberRow>({
      name: 'member-active',
      text: `update users set active = $3, updated_at = $4 where company_id = $1 and id = $2 returning ${COLUMNS}`,
      values: [tx.companyId, id, active, now],
    }),
  );

/** Whether a person of this company, deactivated or not, has the address. */
export const isMembersEmail = async (tx: CompanyTransaction, email: string): Promise<boolean> => {
  const found = await tx.query<{ id: string }>({
    name: 'member-by-email',
    text: 'select id from users where company_id = $1 and email = $2',
    values: [tx.companyId, email],
  });
  return found.length > 0;
};

/** What `auth.me` says of the person. */
export interface PersonRow {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
}

/** A person as `auth.me` says them. */
export const personById = (companyId: string, userId: string): Statement => ({
  name: 'user-person',
  text: `select id, email, first_name as "firstName", last_name as "lastName", role from users
         where company_id = $1 and id = $2`,
  values: [companyId, userId],
});
