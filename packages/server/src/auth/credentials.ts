import { type CredentialsRow, credentialsOfUser, type Database } from '@stockflow/db';
import { uuidv7 } from 'uuidv7';
import type { ActorCompany } from '../core/actor.ts';

/** A person who may try to sign in, and the company. */
export interface Credentials extends CredentialsRow {
  companyId: string;
}

/**
 * The person with this address, or null. An address that nobody has asks the same two questions of the
 * database, of a person who is not there: that there was no answer does not show in the time.
 */
export const credentialsByEmail = async (database: Database, email: string): Promise<Credentials | null> => {
  const claim = await database.lookupEmail('user', email);
  const companyId = claim?.companyId ?? uuidv7();
  const userId = claim?.userId ?? uuidv7();
  const [row] = await database.readInCompany<CredentialsRow>(companyId, credentialsOfUser(companyId, userId));
  return row ? { ...row, companyId } : null;
};

/** The company as a caller's standing holds it. */
export const companyOf = (
  row: Pick<Credentials, 'companyId' | 'companyName' | 'currency' | 'timeZone'>,
): ActorCompany => ({
  id: row.companyId,
  name: row.companyName,
  currency: row.currency,
  timeZone: row.timeZone,
});

/** The person as an identity says them. */
export const personOf = ({ userId, email, firstName, lastName, role }: CredentialsRow) => ({
  id: userId,
  email,
  firstName,
  lastName,
  role,
});
