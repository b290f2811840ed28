import { type CompanyTransaction, lockMembers } from '@stockflow/db';
import { type MemberState, type Standing, standingUnderLock } from '@stockflow/domain';
import type { Scope } from '@stockflow/schemas';
import type { Actor } from '../core/actor.ts';

/**
 * The caller's standing as it is under lock, with another person's row if one is named; undefined when there
 * is no such person here. What the rules then decide holds until the transaction ends.
 */
export const lockCaller = async (
  tx: CompanyTransaction,
  actor: Actor,
  { required, targetId }: { required: Scope; targetId?: string },
): Promise<{ caller: Standing; target: MemberState | undefined }> => {
  const rows = await lockMembers(tx, [
    ...new Set([actor.userId, ...(targetId === undefined ? [] : [targetId])]),
  ]);
  return {
    caller: standingUnderLock(actor, rows.get(actor.userId), required),
    target: targetId === undefined ? undefined : rows.get(targetId),
  };
};
