import type { Database } from '@stockflow/db';
import { Refusal } from '@stockflow/domain';
import type { ErrorCode, Role } from '@stockflow/schemas';
import { TRPCError } from '@trpc/server';
import { callAs } from '../../testing/index.ts';
import { identify } from '../identify.ts';

/** The password of everyone in the tests. */
export const PASSWORD = 'correct horse battery';

export type Call = ReturnType<typeof callAs>;
export type Clock = () => Date;

/** A person of a test company. */
export interface Person {
  companyId: string;
  userId: string;
  email: string;
  token: string;
  /** Calls as this person; who they are is asked anew for each call. */
  call: Call;
}

let serial = 0;
/** An address that nobody has. */
export const newEmail = (): string => `person-${++serial}@example.com`;
/** A caller's network address that nobody has: throttles of one test do not reach into another. */
export const newAddress = (): string => `10.${(++serial >> 16) & 255}.${(serial >> 8) & 255}.${serial & 255}`;

const realClock: Clock = () => new Date();

/** Calls with a session token or an API key. */
export const callWith = (database: Database, credential: string, now: Clock = realClock): Call =>
  callAs(database, () => identify({ database, now: now(), credential }), { now, address: newAddress() });

/** Calls without a credential, from an address of its own. */
export const callAsNobody = (database: Database, now: Clock = realClock): Call =>
  callAs(database, null, { now, address: newAddress() });

/** Signs a company up and gives its owner. */
export const foundCompany = async (
  database: Database,
  now: Clock = realClock,
  name = 'Tea Trade',
): Promise<Person> => {
  const email = newEmail();
  const started = await callAsNobody(database, now).auth.signUp({
    company: { name },
    user: { email, password: PASSWORD, firstName: 'Ada', lastName: 'Owner' },
  });
  return personOf(database, { started, email, now });
};

/** Invites a person into the inviter's company and lets them accept. */
export const join = async (
  database: Database,
  { inviter, role, now = realClock }: { inviter: Person; role: Exclude<Role, 'owner'>; now?: Clock },
): Promise<Person> => {
  const email = newEmail();
  const { token } = await inviter.call.members.invite({ email, role });
  const started = await callAsNobody(database, now).members.acceptInvitation({
    token,
    firstName: 'Joe',
    lastName: role,
    password: PASSWORD,
  });
  return personOf(database, { started, email, now });
};

interface Started {
  started: Awaited<ReturnType<Call['auth']['signUp']>>;
  email: string;
  now: Clock;
}

const personOf = (database: Database, { started, email, now }: Started): Person => {
  const { sessionToken, identity } = started;
  if (sessionToken === null || identity.user === null) throw new Error('no session began');
  const call = callWith(database, sessionToken, now);
  return { companyId: identity.company.id, userId: identity.user.id, email, token: sessionToken, call };
};

/** The code and the words that a call is refused with; a call that is not refused fails the test. */
export const refusalOf = async (
  call: Promise<unknown>,
): Promise<{ code: ErrorCode; message: string; details: unknown }> => {
  try {
    await call;
  } catch (error) {
    const refusal = error instanceof TRPCError ? error.cause : error;
    if (refusal instanceof Refusal)
      return { code: refusal.code, message: refusal.message, details: refusal.details };
    throw error;
  }
  throw new Error('the call was not refused');
};

/** Only the code of it. */
export const codeOf = async (call: Promise<unknown>): Promise<ErrorCode> => (await refusalOf(call)).code;
