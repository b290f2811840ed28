import { type ApiKeyCaller, apiKeyCaller, apiKeyUse, type Database, expiredRows } from '@stockflow/db';
import { apiKeyCondition, effectiveScopes, refuse } from '@stockflow/domain';
import type { Actor } from '../core/actor.ts';
import { lookUp } from './look-up.ts';
import { placeOf, placeToLookAt, validateSession } from './sessions.ts';
import { API_KEY_PREFIX, companyOfSessionId, readApiKey, secretMatches } from './tokens.ts';

interface Presented {
  database: Database;
  now: Date;
  /** An API key or a session id, as the caller sent it. */
  credential: string;
  /** True for a look at a credential that is in use already: it does not count as another use. */
  isLookOnly?: boolean;
}

// One refusal for malformed, unknown, expired, revoked, and for whoever is out: a caller learns nothing else.
const refused = () => refuse('INVALID_CREDENTIALS', null);

/**
 * Who calls, by the credential: one round trip to the database, none for a text that is no credential.
 * Throws INVALID_CREDENTIALS.
 */
export const identify = ({ credential, ...rest }: Presented): Promise<Actor> =>
  credential.startsWith(API_KEY_PREFIX)
    ? identifyApiKey({ credential, ...rest })
    : identifySession({ credential, ...rest });

const identifySession = async ({ database, now, credential, isLookOnly }: Presented): Promise<Actor> => {
  const companyId = companyOfSessionId(credential);
  if (companyId === null) throw refused();
  const place = (isLookOnly ? placeToLookAt : placeOf)(database, companyId, now);
  const holder = await validateSession(place, credential);
  if (!holder) throw refused();
  return {
    kind: 'user',
    id: holder.userId,
    userId: holder.userId,
    role: holder.role,
    scopes: effectiveScopes(holder.role),
    company: holder.company,
    sessionId: credential,
    endsAt: holder.endsAt,
  };
};

const identifyApiKey = async ({ database, now, credential, isLookOnly }: Presented): Promise<Actor> => {
  const named = readApiKey(credential);
  if (!named) throw refused();
  const { companyId, id, secret } = named;
  const [key] = await lookUp<ApiKeyCaller>(database, companyId, apiKeyCaller(companyId, id));
  if (!key || !secretMatches(secret, key.secretHash)) throw refused();
  if (apiKeyCondition(key, now) !== 'active' || !key.makerActive || key.companyClosedAt !== null)
    throw refused();
  if (!isLookOnly) noteUse({ database, now, companyId, id, lastUsedAt: key.lastUsedAt });
  return {
    kind: 'api_key',
    id,
    userId: key.makerId,
    role: key.makerRole,
    scopes: effectiveScopes(key.makerRole, key.scopes),
    company: { id: companyId, name: key.companyName, currency: key.currency, timeZone: key.timeZone },
    endsAt: key.expiresAt,
  };
};

interface Use {
  database: Database;
  now: Date;
  companyId: string;
  id: string;
  lastUsedAt: Date | null;
}

const USE_NOTED_EVERY_MS = 60_000;

/** Writes the key's last use, at most once a minute, and tidies up; the request does not wait for it. */
const noteUse = ({ database, now, companyId, id, lastUsedAt }: Use): void => {
  if (lastUsedAt !== null && now.getTime() - lastUsedAt.getTime() < USE_NOTED_EVERY_MS) return;
  const noted = database.inCompanyFlush(companyId, [
    apiKeyUse(companyId, id, now),
    ...expiredRows(companyId, now),
  ]);
  // Nothing is lost: the next use writes it. A database that is gone shows in the request itself.
  noted.catch(() => undefined);
};
