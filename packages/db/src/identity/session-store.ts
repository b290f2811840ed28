import type { Role } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';

/** A session with its person and company: all that a request asks to know who calls. */
export interface SessionRow {
  userId: string;
  role: Role;
  userActive: boolean;
  expiresAt: Date;
  absoluteExpiresAt: Date;
  companyName: string;
  currency: string;
  timeZone: string;
  companyClosedAt: Date | null;
}

export interface NewSession {
  idHash: string;
  userId: string;
  expiresAt: Date;
  absoluteExpiresAt: Date;
  createdAt: Date;
}

/** The session with this hash, its person and its company: three look-ups by primary key. */
export const sessionByHash = (companyId: string, idHash: string): Statement => ({
  name: 'session-by-hash',
  text: `select s.user_id as "userId", u.role, u.active as "userActive",
                s.expires_at as "expiresAt", s.absolute_expires_at as "absoluteExpiresAt",
                c.name as "companyName", c.currency, c.time_zone as "timeZone", c.closed_at as "companyClosedAt"
         from sessions s
         join users u on u.company_id = s.company_id and u.id = s.user_id
         join companies c on c.id = s.company_id
         where s.company_id = $1 and s.id_hash = $2`,
  values: [companyId, idHash],
});

/** Keeps a session; its id only as a hash. */
export const newSession = (companyId: string, session: NewSession): Statement => ({
  name: 'session-insert',
  text: `insert into sessions (company_id, id_hash, user_id, expires_at, absolute_expires_at, created_at)
         values ($1, $2, $3, $4, $5, $6)`,
  values: [
    companyId,
    session.idHash,
    session.userId,
    session.expiresAt,
    session.absoluteExpiresAt,
    session.createdAt,
  ],
});

/** Moves the idle expiry on, never past the absolute one and never back (two requests may ask at once). */
export const sessionExtension = (companyId: string, idHash: string, expiresAt: Date): Statement => ({
  name: 'session-extend',
  text: `update sessions set expires_at = least($3, absolute_expires_at)
         where company_id = $1 and id_hash = $2 and expires_at < least($3, absolute_expires_at)`,
  values: [companyId, idHash, expiresAt],
});

/** Ends one session. */
export const sessionEnd = (companyId: string, idHash: string): Statement => ({
  name: 'session-delete',
  text: 'delete from sessions where company_id = $1 and id_hash = $2',
  values: [companyId, idHash],
});

/** Ends all sessions of a person. */
export const sessionsEndOfUser = (companyId: string, userId: string): Statement => ({
  name: 'session-delete-user',
  text: 'delete from sessions where company_id = $1 and user_id = $2 returning id_hash as "idHash"',
  values: [companyId, userId],
});

/** The sessions of a person; their ids are the stored hashes, the ids themselves are known to nobody here. */
export const sessionsOfUser = (companyId: string, userId: string): Statement => ({
  name: 'session-list-user',
  text: 'select id_hash as "idHash", expires_at as "expiresAt" from sessions where company_id = $1 and user_id = $2',
  values: [companyId, userId],
});

/** Ends all sessions of the company. */
export const endEverySession = async (tx: CompanyTransaction): Promise<void> => {
  await tx.execute({
    name: 'session-delete-all',
    text: 'delete from sessions where company_id = $1',
    values: [tx.companyId],
  });
};

/** Where `notifyOfSessions` speaks; the payload is the company's id. */
export const SESSIONS_CHANNEL = 'stockflow_sessions';

/**
 * Tells whoever serves somebody for longer than one request that credentials of this company may have ended, or may do
 * less: look again. Sent with COMMIT, and heard only if that succeeds.
 */
export const notifyOfSessions = (tx: CompanyTransaction): void =>
  tx.atCommit({
    name: 'sessions-notify',
    text: `select pg_notify('${SESSIONS_CHANNEL}', $1)`,
    values: [tx.companyId],
  });
