import { apiKeyName, type PersonRow, personById } from '@stockflow/db';
import { refuse } from '@stockflow/domain';
import { identitySchema, meInput } from '@stockflow/schemas';
import { signedIn } from '../core/door.ts';

/** Who calls and what they may do: a person, or an API key. */
export const me = signedIn
  .input(meInput)
  .output(identitySchema)
  .query(async ({ ctx }) => {
    const { actor, database } = ctx;
    const common = { company: actor.company, scopes: [...actor.scopes] };
    if (actor.kind === 'api_key') {
      const [apiKey] = await database.readByKey<{ id: string; name: string }>(
        actor.company.id,
        apiKeyName(actor.company.id, actor.id),
      );
      if (!apiKey) throw refuse('INVALID_CREDENTIALS', null);
      return { ...common, user: null, apiKey };
    }
    const [user] = await database.readByKey<PersonRow>(
      actor.company.id,
      personById(actor.company.id, actor.userId),
    );
    if (!user) throw refuse('INVALID_CREDENTIALS', null);
    return { ...common, user, apiKey: null };
  });
