import type { OperationPlan, StockNeeds } from '@stockflow/db';
import { refuseFuture, type StockLine } from '@stockflow/domain';
import type { StockChanged } from '@stockflow/schemas';

/** An operation that posts lines as they are, all or none. */
export interface LinesPosting {
  readonly needs: StockNeeds;
  plan(): OperationPlan<StockChanged>;
}

/** Posts the lines of one call. They stand under `lines` in the input, for refusals; none may lie in the future. */
export const postLines = (lines: readonly StockLine[], now: Date): LinesPosting => {
  refuseFuture(
    lines.map(({ occurredAt: at }, index) => ({ path: `lines.${index}.occurredAt`, at })),
    now,
  );
  return { needs: { levels: lines }, plan: () => ({ lines, answer: (change) => change }) };
};
