import { listApiKeys as readApiKeys } from '@stockflow/db';
import { apiKeyPage, idSchema, listApiKeysInput } from '@stockflow/schemas';
import { z } from 'zod';
import { may } from '../core/door.ts';
import { openCursor, toPage } from '../core/page.ts';

const idCursor = z.strictObject({ id: idSchema });

/** The company's API keys, the newest first, without their secrets. */
export const listApiKeys = may('keys:read')
  .input(listApiKeysInput)
  .output(apiKeyPage)
  .query(async ({ ctx, input }) => {
    const { includeRevoked, limit } = input;
    const beforeId = openCursor(input.cursor, idCursor)?.id;
    const rows = await ctx.inCompany((tx) => readApiKeys(tx, { includeRevoked, beforeId, limit }));
    return toPage(
      rows,
      limit,
      ({ id }) => ({ id }),
      (apiKey) => apiKey,
    );
  });
