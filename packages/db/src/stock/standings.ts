import type { ProductStanding, Standings, WarehouseStanding } from '@stockflow/domain';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { settle } from './settle.ts';

/** A product as the stock rules and sales look at it. */
export type PricedProduct = ProductStanding & {
  /** Price of one base unit, a decimal string. */
  readonly price: string;
};

/** The products and warehouses that lines name, as far as the company has them. */
export interface ReadStandings extends Standings {
  readonly products: ReadonlyMap<string, PricedProduct>;
}

interface Named {
  readonly productIds: readonly string[];
  readonly warehouseIds: readonly string[];
}

const productsNamed = (companyId: string, ids: readonly string[]): Statement => ({
  name: 'stock-products',
  text: `select id, sku, active, lifecycle, is_bundle as "isBundle", price
         from products
         where company_id = $1 and id = any($2::uuid[])`,
  values: [companyId, ids],
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
  return { products: byId(products), warehouses: byId(warehouses) };
};

const byId = <T extends { id: string }>(rows: readonly T[]): Map<string, T> =>
  new Map(rows.map((row) => [row.id, row]));
