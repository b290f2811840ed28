import { uuidv7 } from 'uuidv7';
import { type CompanyTransaction, uuidArray } from '../connection/index.ts';

/** Levels whose threshold may be another now: all of the company, of a category or product, or in a warehouse. */
export interface ThresholdScope {
  readonly scope: 'company' | 'category' | 'product' | 'warehouse';
  /** The id of the company, category, product or warehouse. */
  readonly id: string;
}

const marked = new WeakSet<CompanyTransaction>();

/**
 * Says, in the transaction that changes what thresholds are made of, which levels it concerns; sent with COMMIT. The change
 * itself touches no level, so it waits for no sale and no sale waits for it: the levels are brought up to date afterwards,
 * in small transactions (`Rewatcher`). Rows are written in the order of their key: two calls cannot wait in a circle.
 * @example markThresholds(tx, [{ scope: 'product', id: productId }])
 */
export const markThresholds = (tx: CompanyTransaction, scopes: readonly ThresholdScope[]): void => {
  if (scopes.length === 0) return;
  marked.add(tx);
  const once = [...new Map(scopes.map((one) => [`${one.scope}/${one.id}`, one])).values()];
  tx.atCommit({
    name: 'threshold-changes-mark',
    text: `insert into threshold_changes (company_id, scope, scope_id, id, requested_at)
           select $1, scope, scope_id, id, clock_timestamp()
           from unnest($2::text[], $3::uuid[], $4::uuid[]) as marked (scope, scope_id, id)
           order by scope, scope_id
           on conflict (company_id, scope, scope_id) do update
             set id = excluded.id, requested_at = excluded.requested_at`,
    values: [
      tx.companyId,
      once.map(({ scope }) => scope),
      uuidArray(once.map(({ id }) => id)),
      uuidArray(once.map(() => uuidv7())),
    ],
  });
};

/** True when the transaction changes thresholds: whoever commits it has its levels brought up to date. */
export const hasMarkedThresholds = (tx: CompanyTransaction): boolean => marked.has(tx);
