import { invalidField, invalidReference, isOwnAncestor, OWN_VARIANT_WORDS } from '@stockflow/domain';
import type { CompanyTransaction } from '../connection/index.ts';

/**
 * Refuses a parent that is unknown, or that would make the product a variant of itself at any depth.
 *
 * Lock, decide: parents of one company change one after the other, under a lock on the company's own row (NO KEY
 * UPDATE: no insert waits for it, only another change of a parent or of the company). Without it, four changes
 * at once that each look fine close a circle. The read comes after the lock, so it sees what the one before did.
 * A new product needs none of this: nothing is a variant of it yet.
 */
export const requireParent = async (
  tx: CompanyTransaction,
  productId: string,
  parentId: string | null | undefined,
): Promise<void> => {
  if (parentId === null || parentId === undefined) return;
  await tx.query({
    name: 'company-lock-for-parents',
    text: 'select id from companies where id = $1 for no key update',
    values: [tx.companyId],
  });
  // UNION, not UNION ALL: it ends even on a circle.
  const chain = await tx.query<{ id: string; parentId: string | null }>({
    name: 'product-ancestors',
    text: `with recursive chain as (
             select id, parent_id from products where company_id = $1 and id = $2
             union
             select up.id, up.parent_id from chain join products up on up.company_id = $1 and up.id = chain.parent_id
           )
           select id, parent_id as "parentId" from chain`,
    values: [tx.companyId, parentId],
  });
  if (chain.length === 0) throw invalidReference([{ path: 'parentId', what: 'product' }]);
  const parentOf = new Map(chain.map((product) => [product.id, product.parentId]));
  if (isOwnAncestor(productId, parentOf.set(productId, parentId)))
    throw invalidField('parentId', OWN_VARIANT_WORDS);
};
