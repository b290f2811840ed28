import { createHash } from 'node:crypto';
import {
  type CompanyTransaction,
  claimIdempotencyKey,
  type Database,
  HoldsDueError,
  replay,
  rollbackToSavepoint,
  type StoredAnswer,
  stockGateOf,
  storeAnswer,
  storedRefusal,
  type WriteId,
} from '@stockflow/db';
import { Refusal } from '@stockflow/domain';

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

/** JSON with sorted keys: two inputs that mean the same have the same text. */
const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const fields: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const inner = (value as Record<string, unknown>)[key];
    if (inner !== undefined) fields.push(`${JSON.stringify(key)}:${canonical(inner)}`);
  }
  return `{${fields.join(',')}}`;
};

/**
 * Runs a write in the company's transaction, once per idempotency key: claim, effect and answer commit
 * together, so a crash leaves all or nothing. The claim's unique key makes a second caller with the same
 * id wait for the first and then read its answer; the same id with another input is ID_REUSED.
 */
export const writeOnce = async <T>(
  { database, companyId, procedure, input, now }: WriteOnce,
  work: (tx: CompanyTransaction) => Promise<T>,
): Promise<T> => {
  const once = writeIdOf({ procedure, input, now });
  const place = { database, companyId };
  if (!once) return pastDueHolds(place, work);
  const { key, requestHash, expiresAt } = once;
  const outcome = await pastDueHolds(place, async (tx) => {
    const earlier = await claimIdempotencyKey(tx, { key, procedure, requestHash, now, expiresAt });
    if (earlier) return earlier;
    const answer = await runToAnswer(tx, work);
    storeAnswer(tx, key, answer);
    return { requestHash, answer };
  });
  return replay(outcome, requestHash) as T;
};

/** Times that expired holds are ended and the work is run again: each time up to 500 are out of the way. */
const DUE_ROUNDS_MAX = 20;

/** The work in the company's transaction. Where expired holds are in its way they are ended, and it is run again. */
const pastDueHolds = async <T>(
  { database, companyId }: Pick<WriteOnce, 'database' | 'companyId'>,
  work: (tx: CompanyTransaction) => Promise<T>,
): Promise<T> => {
  for (let round = 1; ; round += 1) {
    try {
      return await database.inCompany(companyId, work);
    } catch (error) {
      if (!(error instanceof HoldsDueError) || round === DUE_ROUNDS_MAX) throw error;
      await stockGateOf(database).expire(companyId, error.reservationIds);
    }
  }
};

/** The caller's id of a write with the hash of what it asks for; null for a write without one. */
export const writeIdOf = ({
  procedure,
  input,
  now,
}: Omit<WriteOnce, 'database' | 'companyId'>): WriteId | null => {
  const { idempotencyKey: key, ...body } = input;
  if (key === undefined) return null;
  const requestHash = createHash('sha256')
    .update(`${procedure}\n${canonical(body)}`)
    .digest('hex');
  return { key, procedure, requestHash, expiresAt: new Date(now.getTime() + IDEMPOTENCY_HOURS * 3_600_000) };
};

const runToAnswer = async <T>(
  tx: CompanyTransaction,
  work: (tx: CompanyTransaction) => Promise<T>,
): Promise<StoredAnswer> => {
  try {
    return { ok: await work(tx) };
  } catch (error) {
    const kept = error instanceof Refusal ? storedRefusal(error) : null;
    if (!kept) throw error;
    await rollbackToSavepoint(tx);
    return kept;
  }
};
