import { lockApiKey, notifyOfSessions, setApiKeyEnd } from '@stockflow/db';
import { notFound } from '@stockflow/domain';
import { apiKeySchema, revokeApiKeyInput } from '@stockflow/schemas';
import { may } from '../core/door.ts';

/** Revokes a key: its next request is refused. Again does nothing. */
export const revokeApiKey = may('keys:write')
  .input(revokeApiKeyInput)
  .output(apiKeySchema)
  .mutation(({ ctx, input }) =>
    ctx.write(input, async (tx) => {
      const key = await lockApiKey(tx, input.apiKeyId);
      if (!key) throw notFound('API key');
      notifyOfSessions(tx);
      return setApiKeyEnd(tx, input.apiKeyId, {
        expiresAt: key.expiresAt,
        revokedAt: key.revokedAt ?? ctx.now(),
      });
    }),
  );
