import type { Actor } from '../core/actor.ts';

/** Who acts on a sale, in which request, and when. */
export interface Acting {
  readonly actor: Actor;
  readonly requestId: string;
  readonly now: Date;
}

/** The same, as the ledger and the rows name it. */
export const movingOf = ({ actor, requestId, now }: Acting) => ({
  actor: { type: actor.kind, id: actor.id },
  requestId,
  now,
});
