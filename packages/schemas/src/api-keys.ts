import { z } from 'zod';
import {
  idSchema,
  instantInput,
  instantSchema,
  pageFields,
  pageOf,
  text,
  writeFields,
} from './primitives.ts';
import { keyScopeSchema, SCOPES } from './roles.ts';

/** An API key, without its secret. */
export const apiKeySchema = z.object({
  id: idSchema,
  name: z.string(),
  /** Last characters of the key, to tell keys apart. */
  hint: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdById: idSchema,
  expiresAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  createdAt: instantSchema,
});
export type ApiKey = z.output<typeof apiKeySchema>;

/** `key` is the credential: shown this once, stored only as a hash. */
export const apiKeyCreatedSchema = z.object({ apiKey: apiKeySchema, key: z.string() });
export type ApiKeyCreated = z.output<typeof apiKeyCreatedSchema>;

export const createApiKeyInput = z.strictObject({
  name: text(1, 100),
  /** At most what you may do yourself. */
  scopes: z
    .array(keyScopeSchema)
    .min(1)
    .max(SCOPES.length)
    .transform((scopes) => [...new Set(scopes)].sort()),
  /** Null or omitted: never. */
  expiresAt: instantInput.nullish(),
});
export const listApiKeysInput = z
  .strictObject({ includeRevoked: z.boolean().default(false), ...pageFields })
  .prefault({});
export const apiKeyPage = pageOf(apiKeySchema);
/** The old key works for `graceSeconds` more (default 0, at most seven days), so that a deployment can change over. */
export const rotateApiKeyInput = z.strictObject({
  apiKeyId: idSchema,
  graceSeconds: z.int().min(0).max(604_800).default(0),
});
export const revokeApiKeyInput = z.strictObject({ apiKeyId: idSchema, ...writeFields });

export type CreateApiKeyInput = z.input<typeof createApiKeyInput>;
export type ListApiKeysInput = z.input<typeof listApiKeysInput>;
export type RotateApiKeyInput = z.input<typeof rotateApiKeyInput>;
export type RevokeApiKeyInput = z.input<typeof revokeApiKeyInput>;
