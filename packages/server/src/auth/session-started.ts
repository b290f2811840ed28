import { effectiveScopes } from '@stockflow/domain';
import type { Identity, Role, SessionStarted } from '@stockflow/schemas';
import type { ActorCompany } from '../core/actor.ts';
import type { Context } from '../core/context.ts';
import type { StartedSession } from './sessions.ts';

/** The person whose session begins. */
export interface SignedInPerson {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  role: Role;
}

/** A person's identity on the wire. */
export const identityOfPerson = (company: ActorCompany, user: SignedInPerson): Identity => ({
  company,
  user,
  apiKey: null,
  scopes: [...effectiveScopes(user.role)],
});

interface Begun {
  /** The caller is a browser: the session goes into a cookie that no script can read. */
  cookie: boolean;
  session: StartedSession;
  identity: Identity;
}

/**
 * Hands a new session to its holder: in a cookie, or in the answer. The cookie lasts as long as the session
 * can; that it ends earlier without use is kept here, not in the browser.
 */
export const sessionStarted = (
  context: Pick<Context, 'cookie'>,
  { cookie, session, identity }: Begun,
): SessionStarted => {
  const inCookie = cookie && context.cookie !== null;
  if (inCookie) context.cookie?.set(session.id, session.absoluteExpiresAt);
  return {
    sessionToken: inCookie ? null : session.id,
    expiresAt: session.expiresAt.toISOString(),
    identity,
  };
};
