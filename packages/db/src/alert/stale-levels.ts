import type { LevelKey } from '@stockflow/domain';
import { type Database, type Statement, uuidArray } from '../connection/index.ts';
import { THRESHOLD_OF_LEVEL } from '../stock/threshold.ts';
import type { ThresholdScope } from './mark-thresholds.ts';

/** Levels that one statement looks through. It takes no locks; this bounds how long it reads. */
export const SCAN_LEVELS_MAX = 2_000;
/** Products whose levels one statement looks through. */
const SCAN_PRODUCTS_MAX = 50;
/** Products of a category that are read at a time. */
const CATEGORY_PRODUCTS_MAX = 5_000;

/** Where to look for levels that do not know the threshold that counts. */
export type ScanTarget =
  | { readonly kind: 'company' }
  | { readonly kind: 'warehouse' | 'category'; readonly id: string }
  | { readonly kind: 'products'; readonly ids: readonly string[] };

/** The fewest walks that cover the scopes: the company covers all, products are walked together. */
export const targetsOf = (scopes: readonly ThresholdScope[]): ScanTarget[] => {
  if (scopes.some(({ scope }) => scope === 'company')) return [{ kind: 'company' }];
  const targets: ScanTarget[] = [];
  const products: string[] = [];
  for (const { scope, id } of scopes) {
    if (scope === 'product') products.push(id);
    else if (scope !== 'company') targets.push({ kind: scope, id });
  }
  if (products.length > 0) targets.push({ kind: 'products', ids: products.sort() });
  return targets;
};

interface Page {
  readonly stale: readonly LevelKey[];
  readonly lastProductId: string | null;
  readonly lastWarehouseId: string | null;
}

const PAGE = (levels: string) => `with page as materialized (${levels}),
       stale as materialized (
         select i.product_id, i.warehouse_id
         from page i
         left join lateral (${THRESHOLD_OF_LEVEL} limit 1) as watched on true
         where (i.alert_threshold, i.alert_clear_above) is distinct from (watched.threshold, watched.clear_above))
       select (select coalesce(json_agg(json_build_object('productId', product_id, 'warehouseId', warehouse_id)), '[]'::json)
               from stale) as stale,
              last.product_id as "lastProductId", last.warehouse_id as "lastWarehouseId"
       from (select) as one
       left join (select product_id, warehouse_id from page
                  order by product_id desc, warehouse_id desc limit 1) as last on true`;

const LEVEL = 'product_id, warehouse_id, low_stock_threshold, alert_threshold, alert_clear_above';
const NIL = '00000000-0000-0000-0000-000000000000';

/** All levels behind the last one seen, along the primary key. */
export const companyPage = (companyId: string, after: LevelKey | null): Statement => ({
  name: 'levels-stale-company',
  text: PAGE(`select ${LEVEL} from inventory
              where company_id = $1 and (product_id, warehouse_id) > ($2::uuid, $3::uuid)
              order by product_id, warehouse_id
              limit ${SCAN_LEVELS_MAX}`),
  values: [companyId, after?.productId ?? NIL, after?.warehouseId ?? NIL],
});

/** The levels of a warehouse behind the last one seen, along the index by warehouse. */
export const warehousePage = (companyId: string, warehouseId: string, after: string | null): Statement => ({
  name: 'levels-stale-warehouse',
  text: PAGE(`select ${LEVEL} from inventory
              where company_id = $1 and warehouse_id = $2 and product_id > $3::uuid
              order by product_id
              limit ${SCAN_LEVELS_MAX}`),
  values: [companyId, warehouseId, after ?? NIL],
});

/** All levels of some products: a look-up along the primary key for each, which no plan turns into a join. */
export const productsPage = (companyId: string, productIds: readonly string[]): Statement => ({
  name: 'levels-stale-products',
  text: PAGE(`select l.* from unnest($2::uuid[]) as asked (product_id)
              cross join lateral (
                select ${LEVEL} from inventory i
                where i.company_id = $1 and i.product_id = asked.product_id
                limit 100000) as l`),
  values: [companyId, uuidArray(productIds)],
});

const categoryProducts = (companyId: string, categoryId: string, after: string): Statement => ({
  name: 'category-products',
  text: `select id from products
         where company_id = $1 and category_id = $2 and id > $3::uuid
         order by id
         limit ${CATEGORY_PRODUCTS_MAX}`,
  values: [companyId, categoryId, after],
});

/**
 * The levels of a target whose stored threshold is not the one that counts, page by page, in short reads without locks: what
 * they say is looked at anew under the lock.
 */
export const stalePages = (
  database: Database,
  companyId: string,
  target: ScanTarget,
): AsyncGenerator<readonly LevelKey[]> => {
  const read = async (statement: Statement): Promise<Page> => {
    const [page] = await database.readInCompany<Page>(companyId, statement);
    return page ?? { stale: [], lastProductId: null, lastWarehouseId: null };
  };
  if (target.kind === 'company') {
    return alongKey(read, (after) => companyPage(companyId, after));
  }
  if (target.kind === 'warehouse') {
    return alongKey(read, (after) => warehousePage(companyId, target.id, after?.productId ?? null));
  }
  const groups =
    target.kind === 'products'
      ? groupsOf([target.ids])
      : groupsOf(productsOf(database, companyId, target.id));
  return byProducts(read, companyId, groups);
};

type Read = (statement: Statement) => Promise<Page>;

async function* alongKey(read: Read, pageAfter: (after: LevelKey | null) => Statement) {
  for (let after: LevelKey | null = null; ; ) {
    const { stale, lastProductId, lastWarehouseId }: Page = await read(pageAfter(after));
    if (lastProductId === null || lastWarehouseId === null) return;
    yield stale;
    after = { productId: lastProductId, warehouseId: lastWarehouseId };
  }
}

async function* byProducts(read: Read, companyId: string, groups: AsyncIterable<readonly string[]>) {
  for await (const ids of groups) {
    const { stale } = await read(productsPage(companyId, ids));
    yield stale;
  }
}

async function* groupsOf(lists: Iterable<readonly string[]> | AsyncIterable<readonly string[]>) {
  for await (const ids of lists) {
    for (let at = 0; at < ids.length; at += SCAN_PRODUCTS_MAX) yield ids.slice(at, at + SCAN_PRODUCTS_MAX);
  }
}

async function* productsOf(database: Database, companyId: string, categoryId: string) {
  for (let after = NIL; ; ) {
    const rows: { id: string }[] = await database.readInCompany(
      companyId,
      categoryProducts(companyId, categoryId, after),
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ id }) => id);
    after = last.id;
  }
}
