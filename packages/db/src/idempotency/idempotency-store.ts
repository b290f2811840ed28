import type { CompanyTransaction } from '../connection/index.ts';

/** What an id's first write left. */
export interface EarlierWrite {
  requestHash: string;
  answer: unknown;
}

interface Claim {
  key: string;
  procedure: string;
  requestHash: string;
  now: Date;
  expiresAt: Date;
}

/**
 * Claims the id for this transaction and sets the savepoint that a refusal rolls back to; or answers what
 * the id did before. A second caller with the same id waits here, on the primary key, until the first
 * has committed or rolled back. A record past its expiry is taken over as if it had never been.
 */
export const claimIdempotencyKey = async (
  tx: CompanyTransaction,
  claim: Claim,
): Promise<EarlierWrite | null> => {
  const claimed = await tx.query<{ key: string }>({
    name: 'idempotency-claim',
    text: `insert into idempotency_records as r (company_id, key, procedure, request_hash, created_at, expires_at)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (company_id, key) do update
             set procedure = excluded.procedure, request_hash = excluded.request_hash, answer = null,
                 created_at = excluded.created_at, expires_at = excluded.expires_at
             where r.expires_at < excluded.created_at
           returning key`,
    values: [tx.companyId, claim.key, claim.procedure, claim.requestHash, claim.now, claim.expiresAt],
  });
  if (claimed.length === 1) {
    await tx.execute({ text: 'savepoint write_once', values: [] });
    return null;
  }
  const [earlier] = await tx.query<EarlierWrite>({
    name: 'idempotency-read',
    text: 'select request_hash as "requestHash", answer from idempotency_records where company_id = $1 and key = $2',
    values: [tx.companyId, claim.key],
  });
  if (!earlier) throw new Error('an idempotency record was neither claimed nor there');
  return earlier;
};

/** The write was refused by a rule: its effects go, the claim stays. */
export const rollbackToSavepoint = async (tx: CompanyTransaction): Promise<void> => {
  tx.forgetAtCommit();
  await tx.execute({ text: 'rollback to savepoint write_once', values: [] });
};

/** Keeps what the write answered, in the transaction of its effect; sent with its COMMIT. */
export const storeAnswer = (tx: CompanyTransaction, key: string, answer: unknown): void => {
  tx.atCommit({
    name: 'idempotency-store',
    text: 'update idempotency_records set answer = $3 where company_id = $1 and key = $2',
    values: [tx.companyId, key, JSON.stringify(answer)],
  });
};
