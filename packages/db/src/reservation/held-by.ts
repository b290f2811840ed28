import type { Statement } from '../connection/index.ts';

/** How much somebody holds. */
export interface HeldBy {
  /** Active holds that end by themselves; counted up to the most that was asked about. */
  readonly held: number;
  /** When the first of them ends. */
  readonly firstEndsAt: Date | null;
}

/** Active holds with an end that a person or key has made, as many as `countMax`. Reads the holds that are due first. */
export const heldBy = (
  companyId: string,
  { actorId, now, countMax }: { actorId: string; now: Date; countMax: number },
): Statement => ({
  name: 'held-by',
  text: `select count(*)::int as held, min(expires_at) as "firstEndsAt" from (
           select expires_at from reservations
           where company_id = $1 and status = 'active' and expires_at > $2 and actor_id = $3
           order by expires_at limit $4) held`,
  values: [companyId, now, actorId, countMax],
});
