import { type CompanyTransaction, postStock, requireAccepted } from '@stockflow/db';
import { refuseFuture, type StockLine } from '@stockflow/domain';
import type { StockChanged } from '@stockflow/schemas';
import type { Actor } from '../core/actor.ts';

interface Caller {
  readonly actor: Actor;
  readonly requestId: string;
  now(): Date;
}

/** Posts the lines of one call, all or none: throws the refusal. The lines stand under `lines` in the input. */
export const postLines = async (
  tx: CompanyTransaction,
  lines: readonly StockLine[],
  { actor, requestId, ...caller }: Caller,
): Promise<StockChanged> => {
  const now = caller.now();
  refuseFuture(
    lines.map(({ occurredAt: at }, index) => ({ path: `lines.${index}.occurredAt`, at })),
    now,
  );
  const [change] = requireAccepted(
    await postStock(tx, { commands: [{ lines }], actor: { type: actor.kind, id: actor.id }, requestId, now }),
  );
  if (!change) throw new Error('stock was posted and not answered');
  return { movements: change.movements, levels: change.levels };
};
