import type { ApiKeyState } from '@stockflow/domain';
import type { ApiKey, Role, Scope } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';

/** A key with its maker and company: all that a request asks to know who calls. */
export interface ApiKeyCaller extends ApiKeyState {
  secretHash: string;
  scopes: string[];
  lastUsedAt: Date | null;
  makerId: string;
  makerRole: Role;
  makerActive: boolean;
  companyName: string;
  currency: string;
  timeZone: string;
  companyClosedAt: Date | null;
}

interface ApiKeyRow extends ApiKeyState {
  id: string;
  name: string;
  hint: string;
  scopes: Scope[];
  createdById: string;
  lastUsedAt: Date | null;
  createdAt: Date;
}

const COLUMNS = `id, name, hint, scopes, created_by_id as "createdById", expires_at as "expiresAt",
  last_used_at as "lastUsedAt", revoked_at as "revokedAt", created_at as "createdAt"`;

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

const toApiKey = (row: ApiKeyRow): ApiKey => ({
  ...row,
  expiresAt: iso(row.expiresAt),
  lastUsedAt: iso(row.lastUsedAt),
  revokedAt: iso(row.revokedAt),
  createdAt: row.createdAt.toISOString(),
});

/** The key, its maker and its company: three look-ups by primary key. */
export const apiKeyCaller = (companyId: string, id: string): Statement => ({
  name: 'api-key-caller',
  text: `select k.secret_hash as "secretHash", k.scopes, k.expires_at as "expiresAt", k.revoked_at as "revokedAt",
                k.last_used_at as "lastUsedAt", u.id as "makerId", u.role as "makerRole", u.active as "makerActive",
                c.name as "companyName", c.currency, c.time_zone as "timeZone", c.closed_at as "companyClosedAt"
         from api_keys k
         join users u on u.company_id = k.company_id and u.id = k.created_by_id
         join companies c on c.id = k.company_id
         where k.company_id = $1 and k.id = $2`,
  values: [companyId, id],
});

/** Notes the use of a key, at most once in the minute before `now`: callers at once write one row once. */
export const apiKeyUse = (companyId: string, id: string, now: Date): Statement => ({
  name: 'api-key-use',
  text: `update api_keys set last_used_at = $3
         where company_id = $1 and id = $2 and (last_used_at is null or last_used_at <= $3::timestamptz - interval '1 minute')`,
  values: [companyId, id, now],
});

export interface NewApiKey {
  id: string;
  name: string;
  secretHash: string;
  hint: string;
  scopes: Scope[];
  createdById: string;
  expiresAt: Date | null;
}

/** Keeps a key; its secret only as a hash. */
export const insertApiKey = async (tx: CompanyTransaction, key: NewApiKey, now: Date): Promise<ApiKey> => {
  const [row] = await tx.query<ApiKeyRow>({
    name: 'api-key-insert',
    text: `insert into api_keys (company_id, id, name, secret_hash, hint, scopes, created_by_id, expires_at, created_at)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning ${COLUMNS}`,
    values: [
      tx.companyId,
      key.id,
      key.name,
      key.secretHash,
      key.hint,
      key.scopes,
      key.createdById,
      key.expiresAt,
      now,
    ],
  });
  if (!row) throw new Error('an API key was not inserted');
  return toApiKey(row);
};

/** A key under lock, or undefined for an unknown one: two that rotate at once make one successor. */
export const lockApiKey = async (
  tx: CompanyTransaction,
  id: string,
): Promise<(ApiKeyState & { name: string; scopes: Scope[] }) | undefined> => {
  const [row] = await tx.query<ApiKeyRow>({
    name: 'api-key-lock',
    text: `select ${COLUMNS} from api_keys where company_id = $1 and id = $2 for no key update`,
    values: [tx.companyId, id],
  });
  return row;
};

/** Sets when a key ends; the rule has decided, and the row is locked. */
export const setApiKeyEnd = async (tx: CompanyTransaction, id: string, end: ApiKeyState): Promise<ApiKey> => {
  const [row] = await tx.query<ApiKeyRow>({
    name: 'api-key-end',
    text: `update api_keys set expires_at = $3, revoked_at = $4 where company_id = $1 and id = $2 returning ${COLUMNS}`,
    values: [tx.companyId, id, end.expiresAt, end.revokedAt],
  });
  if (!row) throw new Error('an API key that was locked is gone');
  return toApiKey(row);
};

/** The company's keys, the newest first; one more than the page. */
export const listApiKeys = async (
  tx: CompanyTransaction,
  {
    includeRevoked,
    beforeId,
    limit,
  }: { includeRevoked: boolean; beforeId: string | undefined; limit: number },
): Promise<ApiKey[]> => {
  const rows = await tx.query<ApiKeyRow>({
    name: 'api-key-list',
    text: `select ${COLUMNS} from api_keys
           where company_id = $1 and ($2 or revoked_at is null) and ($3::uuid is null or id < $3)
           order by id desc limit $4`,
    values: [tx.companyId, includeRevoked, beforeId ?? null, limit + 1],
  });
  return rows.map(toApiKey);
};

/** What `auth.me` says of a key. */
export const apiKeyName = (companyId: string, id: string): Statement => ({
  name: 'api-key-name',
  text: 'select id, name from api_keys where company_id = $1 and id = $2',
  values: [companyId, id],
});
