import type { Statement } from '../../connection/index.ts';
import type { StoredAnswer } from '../../idempotency/index.ts';
import type { WriteId } from './operation.ts';

/** An id with what it answers from now on. */
export interface AnsweredWrite extends WriteId {
  readonly answer: StoredAnswer;
  readonly now: Date;
}

/**
 * Records what ids answered, in the order of the ids: two batches that bring the same ones wait on the first, not on each
 * other. A plain insert, without a way round a conflict: of two transactions with one id the second fails whole, is run
 * again, and then finds what the first has answered. So nothing is written twice for it, not even a claim.
 */
export const recordWrites = (companyId: string, writes: readonly AnsweredWrite[]): Statement => {
  const inOrder = [...writes].sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    name: 'ids',
    text: `insert into idempotency_records (company_id, key, procedure, request_hash, answer, created_at, expires_at)
           select $1, key, procedure, "requestHash", answer, now, "expiresAt"
           from json_to_recordset($2::json) as record (
             key text, procedure text, "requestHash" text, answer jsonb, now timestamptz, "expiresAt" timestamptz)`,
    values: [companyId, JSON.stringify(inOrder)],
  };
};

/** Removes records past their keeping, so that their ids can be used anew. */
export const removeOver = (companyId: string, keys: readonly string[], now: Date): Statement => ({
  name: 'write-ids-remove',
  text: 'delete from idempotency_records where company_id = $1 and key = any($2::text[]) and expires_at < $3',
  values: [companyId, keys, now],
});
