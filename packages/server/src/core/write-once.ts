import { createHash } from 'node:crypto';
import {
  type CompanyTransaction,
  claimIdempotencyKey,
  type Database,
  rollbackToSavepoint,
  storeAnswer,
} from '@stockflow/db';
import { Refusal, refuse } from '@stockflow/domain';
import type { ErrorCode } from '@stockflow/schemas';

/** Hours that an answer is kept for its id: the promise is at least 24. */
export const IDEMPOTENCY_HOURS = 48;

/** Any input of a write. */
export interface WriteInput {
  idempotencyKey?: string | undefined;
}

interface WriteOnce {
  database: Database;
  companyId: string;
  procedure: string;
  input: WriteInput;
  now: Date;
}

type StoredAnswer = { ok: unknown } | { refusal: { code: ErrorCode; message: string; details: unknown } };

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

/** JSON with sorted keys: two inputs that mean the same have the same text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

/**
 * Runs a write in the company's transaction, once per idempotency key: claim, effect and answer commit
 * together, so a crash leaves all or nothing. The claim's unique key makes a second caller with the same
 * id wait for the first and then read its answer; the same id with another input is ID_REUSED.
 */
export const writeOnce = async <T>(
  { database, companyId, procedure, input, now }: WriteOnce,
  work: (tx: CompanyTransaction) => Promise<T>,
): Promise<T> => {
  const { idempotencyKey: key, ...body } = input;
  if (key === undefined) return database.inCompany(companyId, work);

  const requestHash = createHash('sha256')
    .update(`${procedure}\n${canonical(body)}`)
    .digest('hex');
  const expiresAt = new Date(now.getTime() + IDEMPOTENCY_HOURS * 3_600_000);
  const outcome = await database.inCompany(companyId, async (tx): Promise<StoredAnswer> => {
    const earlier = await claimIdempotencyKey(tx, { key, procedure, requestHash, now, expiresAt });
    if (earlier) {
      if (earlier.requestHash !== requestHash) throw refuse('ID_REUSED', null);
      return earlier.answer as StoredAnswer;
    }
    const answer = await runToAnswer(tx, work);
    storeAnswer(tx, key, answer);
    return answer;
  });
  if ('ok' in outcome) return outcome.ok as T;
  throw new Refusal(outcome.refusal.code, outcome.refusal.details as never, outcome.refusal.message);
};

const runToAnswer = async <T>(
  tx: CompanyTransaction,
  work: (tx: CompanyTransaction) => Promise<T>,
): Promise<StoredAnswer> => {
  try {
    return { ok: await work(tx) };
  } catch (error) {
    if (!(error instanceof Refusal) || !REPLAYED.has(error.code)) throw error;
    await rollbackToSavepoint(tx);
    return { refusal: { code: error.code, message: error.message, details: error.details } };
  }
};
