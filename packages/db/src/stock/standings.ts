import type {
  BundleComponent,
  Bundles,
  ProductStanding,
  Standings,
  WarehouseStanding,
} from '@stockflow/domain';
import { BUNDLE_COMPONENTS_MAX } from '@stockflow/schemas';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { settle } from './settle.ts';

/** A product as the stock rules and sales look at it. */
export type PricedProduct = ProductStanding & {
  readonly name: string;
  /** Price of one base unit, a decimal string. */
  readonly price: string;
  /** Of a bundle, what it is made of. */
  readonly components: readonly BundleComponent[] | null;
};

/** The products and warehouses that lines name, as far as the company has them; with a bundle all that is in it. */
export interface ReadStandings extends Standings {
  readonly products: ReadonlyMap<string, PricedProduct>;
  readonly bundles: Bundles;
}

interface Named {
  readonly productIds: readonly string[];
  readonly warehouseIds: readonly string[];
}

/**
 * Products by primary key, and down from every bundle what it is made of. The look-ups are lateral with a limit, and the
 * ids an array: neither can be turned into a join, which without statistics would read the table. With reservations, what
 * they hold is named too.
 */
export const PRODUCTS_NAMED = `with recursive named (id) as (
           (select unnest($2::uuid[])
            union
            select product_id from reservation_lines where company_id = $1 and reservation_id = any($3::uuid[]))
           union
           select part.component_id
           from named
           cross join lateral (
             select b.component_id from product_bundles b
             where b.company_id = $1 and b.bundle_id = named.id
             limit ${BUNDLE_COMPONENTS_MAX}) as part)
         select p.id, p.sku, p.name, p.active, p.lifecycle, p.is_bundle as "isBundle", p.price::text,
                case when p.is_bundle then (
                  select coalesce(json_agg(json_build_object('productId', b.component_id, 'quantity', b.quantity)
                                           order by b.component_id), '[]'::json)
                  from product_bundles b
                  where b.company_id = $1 and b.bundle_id = p.id) end as components
         from products p
         where p.company_id = $1 and p.id = any(array(select id from named))`;

const productsNamed = (companyId: string, ids: readonly string[]): Statement => ({
  name: 'stock-products',
  text: PRODUCTS_NAMED,
  values: [companyId, ids, []],
});

/**
 * The warehouses, under KEY SHARE: the lock that the ledger's foreign key takes anyway, taken before `active` is
 * read, so that a warehouse that is being closed (FOR UPDATE) is either closed here or waits for this movement.
 */
const warehousesNamed = (companyId: string, ids: readonly string[]): Statement => ({
  name: 'stock-warehouses',
  text: `select id, active
         from warehouses
         where company_id = $1 and id = any($2::uuid[])
         order by id
         for key share`,
  values: [companyId, ids],
});

/** Reads products and warehouses by primary key; sent in one flush. */
export const readStandings = async (tx: CompanyTransaction, named: Named): Promise<ReadStandings> => {
  const [products, warehouses] = await settle<[PricedProduct[], WarehouseStanding[]]>([
    tx.query<PricedProduct>(productsNamed(tx.companyId, [...new Set(named.productIds)])),
    tx.query<WarehouseStanding>(warehousesNamed(tx.companyId, [...new Set(named.warehouseIds)])),
  ]);
  return { products: byId(products), warehouses: byId(warehouses), bundles: bundlesOf(products) };
};

/** The bundles among products. */
export const bundlesOf = (products: readonly PricedProduct[]): Bundles =>
  new Map(products.flatMap(({ id, components }) => (components ? [[id, components] as const] : [])));

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));
