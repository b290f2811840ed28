import { insertApiKey } from '@stockflow/db';
import { decideApiKey } from '@stockflow/domain';
import { apiKeyCreatedSchema, createApiKeyInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { makeApiKey } from '../auth/tokens.ts';
import { may } from '../core/door.ts';

/** Makes an API key with some of the caller's own scopes. The key is in this answer and nowhere else. */
export const createApiKey = may('keys:write')
  .input(createApiKeyInput)
  .output(apiKeyCreatedSchema)
  .mutation(async ({ ctx, input }) => {
    const now = ctx.now();
    const expiresAt = typeof input.expiresAt === 'string' ? new Date(input.expiresAt) : null;
    const decided = decideApiKey(ctx.actor, { scopes: input.scopes, expiresAt }, now);
    const id = uuidv7();
    const { key, secretHash, hint } = makeApiKey({ companyId: ctx.actor.company.id, id });
    const row = { id, name: input.name, secretHash, hint, createdById: ctx.actor.userId, ...decided };
    const apiKey = await ctx.inCompany((tx) => insertApiKey(tx, row, now));
    return { apiKey, key };
  });
