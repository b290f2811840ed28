import {
  type CompanyTransaction,
  type Database,
  expiredSessions,
  newSession,
  type SessionRow,
  type Statement,
  sessionByHash,
  sessionEnd,
  sessionExtension,
  sessionsEndOfUser,
  sessionsOfUser,
} from '@stockflow/db';
import type { Role } from '@stockflow/schemas';
import { type Adapter, Lucia, TimeSpan } from 'lucia';
import type { ActorCompany } from '../core/actor.ts';
import { lookUp } from './look-up.ts';
import { hashOfSecret, makeSessionId } from './tokens.ts';

// The one file that knows lucia, which is no longer developed: it decides when a session is still good and
// when to write its next expiry. What it lacks is the adapter's: ids hashed at rest, an absolute expiry, the
// company, and our clock instead of Date.now.

/** Days without a request after which a session ends. lucia writes the next end once half of them are over. */
export const SESSION_IDLE_DAYS = 14;
/** Days after which a session ends, however much it is used. */
export const SESSION_ABSOLUTE_DAYS = 90;
const DAY_MS = 86_400_000;

/** Runs one statement in the session's company: in a transaction that is under way, or in one of its own. */
export type RunStatement = <Row>(statement: Statement) => Promise<Row[]>;

interface SessionPerson {
  role: Role;
  company: ActorCompany;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, SessionPerson>;
    DatabaseUserAttributes: SessionPerson;
  }
}

/** Where sessions are asked or changed: in which company, how, and when. */
export interface SessionPlace {
  companyId: string;
  read: RunStatement;
  write: RunStatement;
  now: Date;
}

/** In a company's transaction that is under way. */
export const placeIn = (tx: CompanyTransaction, now: Date): SessionPlace => ({
  companyId: tx.companyId,
  read: (statement) => tx.query(statement),
  write: (statement) => tx.query(statement),
  now,
});

const NOTHING = async () => [];

/**
 * In a company, to look only: nothing is written, so that a session is not used by being looked at. Whoever serves a
 * session for longer than one request asks this way.
 */
export const placeToLookAt = (database: Database, companyId: string, now: Date): SessionPlace => ({
  companyId,
  read: (statement) => lookUp(database, companyId, statement),
  write: NOTHING,
  now,
});

/** In a company, each statement in a transaction and round trip of its own: most requests only read. */
export const placeOf = (database: Database, companyId: string, now: Date): SessionPlace => ({
  companyId,
  read: (statement) => lookUp(database, companyId, statement),
  write: (statement) => database.inCompany(companyId, (tx) => tx.query(statement)),
  now,
});

/** A session that has just begun. `id` goes to its holder and is kept nowhere. */
export interface StartedSession {
  id: string;
  expiresAt: Date;
  absoluteExpiresAt: Date;
}

/** Who holds a session. */
export interface SessionHolder extends SessionPerson {
  userId: string;
  /** When it ends by itself, as far as is known now: use moves it on. */
  endsAt: Date;
}

const personOf = (companyId: string, row: SessionRow): SessionPerson => ({
  role: row.role,
  company: { id: companyId, name: row.companyName, currency: row.currency, timeZone: row.timeZone },
});

interface SessionAdapter extends Adapter {
  sessionsEnded: number;
  /** When the session that was asked for ends. */
  endsAt(): Date;
}

const endOf = (session: SessionRow): Date =>
  new Date(Math.min(session.expiresAt.getTime(), session.absoluteExpiresAt.getTime()));

const adapterFor = ({ companyId, read, write, now }: SessionPlace): SessionAdapter => {
  // lucia compares with Date.now: what it sees is moved by as much as our clock differs from that one.
  const aheadMs = Date.now() - now.getTime();
  const toLucia = (date: Date): Date => new Date(date.getTime() + aheadMs);
  const fromLucia = (date: Date): Date => new Date(date.getTime() - aheadMs);
  let found: SessionRow | undefined;

  return {
    sessionsEnded: 0,
    endsAt: () => (found ? endOf(found) : now),
    async getSessionAndUser(sessionId) {
      [found] = await read<SessionRow>(sessionByHash(companyId, hashOfSecret(sessionId)));
      if (!found) return [null, null];
      const session = {
        id: sessionId,
        userId: found.userId,
        expiresAt: toLucia(endOf(found)),
        attributes: {},
      };
      // Without a user lucia removes the session: it stays out should the person come back.
      const isIn = found.userActive && found.companyClosedAt === null;
      return [session, isIn ? { id: found.userId, attributes: personOf(companyId, found) } : null];
    },
    async setSession(session) {
      const idHash = hashOfSecret(session.id);
      const absoluteExpiresAt = new Date(now.getTime() + SESSION_ABSOLUTE_DAYS * DAY_MS);
      const expiresAt = fromLucia(session.expiresAt);
      await write(
        newSession(companyId, {
          idHash,
          userId: session.userId,
          expiresAt,
          absoluteExpiresAt,
          createdAt: now,
        }),
      );
    },
    async updateSessionExpiration(sessionId, expiresAt) {
      // In its last days a session cannot be extended: without this, each request would try to.
      if (found && found.expiresAt >= found.absoluteExpiresAt) return;
      await write(sessionExtension(companyId, hashOfSecret(sessionId), fromLucia(expiresAt)));
    },
    async deleteSession(sessionId) {
      await write(sessionEnd(companyId, hashOfSecret(sessionId)));
    },
    async deleteUserSessions(userId) {
      this.sessionsEnded = (await write(sessionsEndOfUser(companyId, userId))).length;
    },
    // lucia's interface wants these two; nothing here calls them. The ids are hashes: more is not known.
    async getUserSessions(userId) {
      const rows = await read<{ idHash: string; expiresAt: Date }>(sessionsOfUser(companyId, userId));
      return rows.map((row) => ({
        id: row.idHash,
        userId,
        expiresAt: toLucia(row.expiresAt),
        attributes: {},
      }));
    },
    async deleteExpiredSessions() {
      await write(expiredSessions(companyId, now));
    },
  };
};

const luciaOn = (adapter: Adapter): Lucia<Record<never, never>, SessionPerson> =>
  new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(SESSION_IDLE_DAYS, 'd'),
    getUserAttributes: (attributes) => attributes,
  });

/** Begins a session of a person, with an id that was never used before. */
export const startSession = async (place: SessionPlace, userId: string): Promise<StartedSession> => {
  const lucia = luciaOn(adapterFor(place));
  const { id } = await lucia.createSession(userId, {}, { sessionId: makeSessionId(place.companyId) });
  return {
    id,
    expiresAt: new Date(place.now.getTime() + SESSION_IDLE_DAYS * DAY_MS),
    absoluteExpiresAt: new Date(place.now.getTime() + SESSION_ABSOLUTE_DAYS * DAY_MS),
  };
};

/** Who holds the session, or null when there is none such, it has expired, or its person is out. Use extends it. */
export const validateSession = async (
  place: SessionPlace,
  sessionId: string,
): Promise<SessionHolder | null> => {
  const adapter = adapterFor(place);
  const { user } = await luciaOn(adapter).validateSession(sessionId);
  return user && { userId: user.id, role: user.role, company: user.company, endsAt: adapter.endsAt() };
};

/** Ends one session. */
export const endSession = async (place: SessionPlace, sessionId: string): Promise<void> =>
  luciaOn(adapterFor(place)).invalidateSession(sessionId);

/** Ends all sessions of a person; answers how many there were. */
export const endSessionsOfUser = async (place: SessionPlace, userId: string): Promise<number> => {
  const adapter = adapterFor(place);
  await luciaOn(adapter).invalidateUserSessions(userId);
  return adapter.sessionsEnded;
};
