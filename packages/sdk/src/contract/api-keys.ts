// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ApiKeyId, UserId } from './ids.ts';
import type { KeyScope, Scope } from './roles.ts';

/** An API key, without its secret. */
export interface ApiKey {
  id: ApiKeyId;
  name: string;
  /** Last characters of the key, to tell keys apart. */
  hint: string;
  /** What may be done, such as `stock:write`. */
  scopes: (Scope | (string & {}))[];
  createdById: UserId;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  createdAt: string;
}

/** `key` is the credential: shown this once, stored only as a hash. */
export interface ApiKeyCreated {
  apiKey: ApiKey;
  key: string;
}

export interface CreateApiKeyInput {
  name: string;
  /** At most what you may do yourself. */
  scopes: KeyScope[];
  /** Null or omitted: never. */
  expiresAt?: string | null | undefined;
}

export interface ListApiKeysInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  includeRevoked?: boolean | undefined;
}

export interface RevokeApiKeyInput {
  apiKeyId: ApiKeyId;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/**
 * The old key works for `graceSeconds` more (default 0, at most seven days), so that a deployment can change
 * over.
 */
export interface RotateApiKeyInput {
  apiKeyId: ApiKeyId;
  graceSeconds?: number | undefined;
}
