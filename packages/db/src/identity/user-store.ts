import type { Role } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';

/** A person and their company, as signing in asks for them. */
export interface CredentialsRow {
  userId: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
  active: boolean;
  passwordHash: string;
  companyName: string;
  currency: string;
  timeZone: string;
  companyClosedAt: Date | null;
}

export interface NewUser {
  id: string;
  email: string;
  passwordHash: string;
  firstName: string;
  lastName: string;
  role: Role;
}

/** A person with their password's hash, and the company. */
export const credentialsOfUser = (companyId: string, userId: string): Statement => ({
  name: 'user-credentials',
  text: `select u.id as "userId", u.email, u.first_name as "firstName", u.last_name as "lastName", u.role, u.active,
                u.password_hash as "passwordHash", c.name as "companyName", c.currency, c.time_zone as "timeZone",
                c.closed_at as "companyClosedAt"
         from users u join companies c on c.id = u.company_id
         where u.company_id = $1 and u.id = $2`,
  values: [companyId, userId],
});

/** Adds a person. The address must be claimed in the same transaction. */
export const insertUser = async (tx: CompanyTransaction, user: NewUser, now: Date): Promise<void> => {
  await tx.execute({
    name: 'user-insert',
    text: `insert into users (company_id, id, email, password_hash, first_name, last_name, role,
                              password_changed_at, last_signed_in_at, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8, $8)`,
    values: [
      tx.companyId,
      user.id,
      user.email,
      user.passwordHash,
      user.firstName,
      user.lastName,
      user.role,
      now,
    ],
  });
};

/**
 * Notes a sign-in, if the person is still active and the password still the one that was verified; else
 * false. The row's lock makes a deactivation or a new password come before (then this is refused) or after
 * (then it ends the session that this begins): a session on an old password cannot slip through.
 */
export const markSignedIn = async (
  tx: CompanyTransaction,
  { userId, passwordHash, now }: { userId: string; passwordHash: string; now: Date },
): Promise<boolean> => {
  const marked = await tx.query<{ id: string }>({
    name: 'user-signed-in',
    text: `update users set last_signed_in_at = $4
           where company_id = $1 and id = $2 and password_hash = $3 and active returning id`,
    values: [tx.companyId, userId, passwordHash, now],
  });
  return marked.length === 1;
};

/** Sets a new password if the old one is still the one that was verified; else false. */
export const replacePassword = async (
  tx: CompanyTransaction,
  change: { userId: string; oldHash: string; newHash: string; now: Date },
): Promise<boolean> => {
  const changed = await tx.query<{ id: string }>({
    name: 'user-password',
    text: `update users set password_hash = $4, password_changed_at = $5, updated_at = $5
           where company_id = $1 and id = $2 and password_hash = $3 and active returning id`,
    values: [tx.companyId, change.userId, change.oldHash, change.newHash, change.now],
  });
  return changed.length === 1;
};
