import { router } from '../core/door.ts';
import { createApiKey } from './create-api-key.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { rotateApiKey } from './rotate-api-key.ts';

/** Machines' credentials. */
export const apiKeyRouter = router({
  create: createApiKey,
  list: listApiKeys,
  revoke: revokeApiKey,
  rotate: rotateApiKey,
});
