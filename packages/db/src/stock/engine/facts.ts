import type { RankedWarehouse } from '@stockflow/domain';
import { type CompanyTransaction, uuidArray } from '../../connection/index.ts';
import { PRODUCTS_NAMED, type PricedProduct } from '../standings.ts';
import type { Named } from './named.ts';

/** What an id answered before. */
export interface RecordedWrite {
  readonly requestHash: string;
  readonly answer: unknown;
  /** True past its keeping: as if it had never been, once it is removed. */
  readonly isOver: boolean;
}

/** What a batch must know beside what it locks. */
export interface Facts {
  readonly products: readonly PricedProduct[];
  readonly warehouses: readonly RankedWarehouse[];
  readonly earlier: readonly (RecordedWrite & { readonly key: string })[];
}

type FactRow =
  | { readonly kind: 'product'; readonly fact: Facts['products'][number] }
  | { readonly kind: 'warehouse'; readonly fact: Facts['warehouses'][number] }
  | { readonly kind: 'earlier'; readonly fact: Facts['earlier'][number] };

/**
 * Products with what bundles are made of, warehouses, and what ids of this batch answered before: one statement, for each
 * costs a lone caller some 80 µs whatever it does. Warehouses come under KEY SHARE, in the order of their id: one that is
 * being closed is either closed here, or waits for this transaction. Money comes as text: a JSON number is a float.
 */
export const readFacts = async (tx: CompanyTransaction, named: Named): Promise<Facts> => {
  const rows = await tx.query<FactRow>({
    name: 'stock-facts',
    text: `select 'product' as kind, row_to_json(product) as fact
           from (${PRODUCTS_NAMED}) as product
           union all
           select 'warehouse', row_to_json(warehouse)
           from (select id, name, priority, active
                 from warehouses
                 where company_id = $1
                   and (id = any($4::uuid[]) or ($5 and active)
                        or id = any(array(select warehouse_id from reservation_lines
                                          where company_id = $1 and reservation_id = any($3::uuid[]))))
                 order by id
                 for key share) as warehouse
           union all
           select 'earlier', row_to_json(earlier)
           from (select key, request_hash as "requestHash", answer, expires_at < $7 as "isOver"
                 from idempotency_records
                 where company_id = $1 and key = any($6::text[])) as earlier`,
    values: [
      tx.companyId,
      uuidArray(named.productIds),
      uuidArray(named.reservationIds),
      uuidArray(named.warehouseIds),
      named.everywhere.length > 0,
      named.writeKeys,
      named.now,
    ],
  });
  return {
    products: rows.flatMap((row) => (row.kind === 'product' ? [row.fact] : [])),
    warehouses: rows.flatMap((row) => (row.kind === 'warehouse' ? [row.fact] : [])),
    earlier: rows.flatMap((row) => (row.kind === 'earlier' ? [row.fact] : [])),
  };
};
