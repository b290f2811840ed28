import { refuse } from '@stockflow/domain';
import type { Actor } from '../core/actor.ts';

/** The session that calls; an API key has none and is refused: it signs nobody out and knows no password. */
export const sessionOf = (actor: Actor): { sessionId: string; userId: string; companyId: string } => {
  if (actor.sessionId === undefined) {
    throw refuse(
      'FORBIDDEN',
      null,
      'This is for a signed-in person; an API key has no session and no password.',
    );
  }
  return { sessionId: actor.sessionId, userId: actor.userId, companyId: actor.company.id };
};
