import type { CompanyTransaction } from '@stockflow/db';
import { type MemberState, notFound, type Standing } from '@stockflow/domain';
import type { Scope } from '@stockflow/schemas';
import { lockCaller } from '../auth/lock-caller.ts';
import type { Actor } from '../core/actor.ts';

interface MemberChange {
  actor: Actor;
  userId: string;
  required: Scope;
}

/** Locks the caller and the other person, both as they are now; NOT_FOUND for a person of another company too. */
export const lockForChange = async (
  tx: CompanyTransaction,
  { actor, userId, required }: MemberChange,
): Promise<{ caller: Standing; target: MemberState }> => {
  const { caller, target } = await lockCaller(tx, actor, { required, targetId: userId });
  if (!target) throw notFound('member');
  return { caller, target };
};
