import { Refusal, refuse } from '@stockflow/domain';
import type { ErrorCode } from '@stockflow/schemas';

/** What is kept for an id: what it answered, or the rule that refused it. */
export type StoredAnswer =
  | { readonly ok: unknown }
  | { readonly refusal: { readonly code: ErrorCode; readonly message: string; readonly details: unknown } };

// Refusals by rule are part of the history of the id and are replayed as they were. A wrong reference
// or a missing thing is not: the caller may mend it and send the same id again.
const REPLAYED: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INSUFFICIENT_STOCK',
  'VERSION_CONFLICT',
  'STATE_CONFLICT',
  'RESERVATION_EXPIRED',
  'SKU_TAKEN',
  'NAME_TAKEN',
  'EMAIL_TAKEN',
]);

/** The refusal as it is kept for its id; null for one that is not: the same id may be sent again. */
export const storedRefusal = ({ code, message, details }: Refusal): StoredAnswer | null =>
  REPLAYED.has(code) ? { refusal: { code, message, details } } : null;

/** What an id answered before, for the same input; throws the refusal it met, or ID_REUSED for another input. */
export const replay = (earlier: { requestHash: string; answer: unknown }, requestHash: string): unknown => {
  if (earlier.requestHash !== requestHash) throw refuse('ID_REUSED', null);
  const answer = earlier.answer as StoredAnswer;
  if ('ok' in answer) return answer.ok;
  throw new Refusal(answer.refusal.code, answer.refusal.details as never, answer.refusal.message);
};
