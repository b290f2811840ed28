import { byLevelKey, type LevelKey } from '@stockflow/domain';
import { BUNDLE_COMPONENTS_MAX } from '@stockflow/schemas';
import { type CompanyTransaction, uuidArray } from '../../connection/index.ts';
import { LEVEL_FIGURES, type LevelRow } from '../levels.ts';
import type { Named } from './named.ts';

/** A place that was asked for; the level's figures are null where it has none. */
export type PlaceRow = {
  readonly productId: string;
  /** Null for a product that was asked for everywhere and is nowhere. */
  readonly warehouseId: string | null;
  /** True for a product whose levels everywhere were asked for. */
  readonly isEverywhere: boolean;
} & { readonly [K in Exclude<keyof LevelRow, keyof LevelKey>]: LevelRow[K] | null };

const LEVEL = (place: string) => `lateral (
             select * from inventory i
             where i.company_id = $1 and i.product_id = ${place}.product_id and i.warehouse_id = ${place}.warehouse_id
             limit 1
             for no key update) as l`;

/**
 * Locks levels that are named pair by pair, of products that are no bundles. Sorted here as the primary key is; looked up
 * one by one in that order (a lateral sub-query with a LIMIT is never turned into a join), so every transaction takes
 * its locks in the one order. What is not there is not answered and not locked.
 */
export const lockPlain = (tx: CompanyTransaction, levels: readonly LevelKey[]): Promise<PlaceRow[]> => {
  const keys = [...levels].sort(byLevelKey);
  return tx.query<PlaceRow>({
    name: 'stock-lock-plain',
    text: `select l.product_id as "productId", l.warehouse_id as "warehouseId", false as "isEverywhere", ${LEVEL_FIGURES}
           from (
             select product_id, warehouse_id
             from unnest($2::uuid[], $3::uuid[]) with ordinality as asked (product_id, warehouse_id, place)
             order by place) as place
           cross join ${LEVEL('place')}`,
    values: [
      tx.companyId,
      uuidArray(keys.map(({ productId }) => productId)),
      uuidArray(keys.map(({ warehouseId }) => warehouseId)),
    ],
  });
};

const COMPONENTS = (of: string) => `lateral (
               select b.component_id from product_bundles b
               where b.company_id = $1 and b.bundle_id = ${of}.product_id
               limit ${BUNDLE_COMPONENTS_MAX}) as part`;

/**
 * Locks levels that are named in any way: pairs, down from each bundle to its components; products everywhere, bundles
 * likewise; what reservations hold. All of them as one set in the order of the primary key. Answers every place that was
 * asked for, so that the caller sees when a bundle has changed meanwhile; levels that are not there come as nulls.
 * What a reservation holds where never changes, so its lines may be read before its row is locked.
 */
export const lockPlaces = (tx: CompanyTransaction, named: Named): Promise<PlaceRow[]> =>
  tx.query<PlaceRow>({
    name: 'stock-lock-places',
    text: `with recursive asked (product_id, warehouse_id) as (
             select * from unnest($2::uuid[], $3::uuid[])
             union
             select part.component_id, asked.warehouse_id
             from asked
             cross join ${COMPONENTS('asked')}
           ),
           everywhere (product_id) as (
             select unnest($4::uuid[])
             union
             select part.component_id
             from everywhere
             cross join ${COMPONENTS('everywhere')}
           ),
           place as (
             select product_id, warehouse_id, bool_or(is_everywhere) as is_everywhere
             from (
               select product_id, warehouse_id, false as is_everywhere from asked
               union all
               select product_id, warehouse_id, false from reservation_lines
               where company_id = $1 and reservation_id = any($5::uuid[])
               union all
               select e.product_id, i.warehouse_id, true
               from everywhere e
               left join lateral (
                 select warehouse_id from inventory i
                 where i.company_id = $1 and i.product_id = e.product_id
                 limit 100000) as i on true
             ) as any_way
             group by product_id, warehouse_id
           )
           select place.product_id as "productId", place.warehouse_id as "warehouseId",
                  place.is_everywhere as "isEverywhere", ${LEVEL_FIGURES}
           from (select * from place order by product_id, warehouse_id) as place
           left join ${LEVEL('place')} on true`,
    values: [
      tx.companyId,
      uuidArray(named.levels.map(({ productId }) => productId)),
      uuidArray(named.levels.map(({ warehouseId }) => warehouseId)),
      uuidArray(named.everywhere),
      uuidArray(named.reservationIds),
    ],
  });
