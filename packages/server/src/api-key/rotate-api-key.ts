import { insertApiKey, lockApiKey, notifyOfSessions, setApiKeyEnd } from '@stockflow/db';
import { decideRotation, notFound } from '@stockflow/domain';
import { apiKeyCreatedSchema, rotateApiKeyInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { makeApiKey } from '../auth/tokens.ts';
import { may } from '../core/door.ts';

/** Makes a key's successor, with the same name, scopes and end; the old key ends at once or after the grace. */
export const rotateApiKey = may('keys:write')
  .input(rotateApiKeyInput)
  .output(apiKeyCreatedSchema)
  .mutation(async ({ ctx, input }) => {
    const now = ctx.now();
    const id = uuidv7();
    const { key, secretHash, hint } = makeApiKey({ companyId: ctx.actor.company.id, id });
    const apiKey = await ctx.inCompany(async (tx) => {
      const current = await lockApiKey(tx, input.apiKeyId);
      if (!current) throw notFound('API key');
      const { successor, old } = decideRotation(ctx.actor, current, {
        graceSeconds: input.graceSeconds,
        now,
      });
      await setApiKeyEnd(tx, input.apiKeyId, old);
      notifyOfSessions(tx);
      const row = { id, name: current.name, secretHash, hint, createdById: ctx.actor.userId, ...successor };
      return insertApiKey(tx, row, now);
    });
    return { apiKey, key };
  });
