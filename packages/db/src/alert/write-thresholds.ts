import { byLevelKey, type LevelKey } from '@stockflow/domain';
import { type CompanyTransaction, uuidArray } from '../connection/index.ts';
import { recordEvents } from '../event/index.ts';
import { markThresholds } from './mark-thresholds.ts';

/** Scopes that are marked one by one; with more, what holds them all is. */
const SCOPES_MAX = 1_000;

/** A product or category that can have a threshold, under lock. */
export interface ThresholdRow {
  readonly id: string;
  readonly isBundle: boolean;
  readonly threshold: number | null;
}

/** The threshold that a row is to have. Base units; null falls back. */
export interface RowThreshold {
  readonly id: string;
  readonly threshold: number | null;
}

type ThresholdTable = 'products' | 'product_categories';

/** Locks products or categories in the order of their id; those that are not the company's are not answered. */
export const lockThresholdRows = async (
  tx: CompanyTransaction,
  table: ThresholdTable,
  ids: readonly string[],
): Promise<ThresholdRow[]> => {
  if (ids.length === 0) return [];
  return tx.query<ThresholdRow>({
    name: `${table}-lock-thresholds`,
    text: `select id, ${table === 'products' ? 'is_bundle' : 'false'} as "isBundle", low_stock_threshold as threshold
           from ${table}
           where company_id = $1 and id = any($2::uuid[])
           order by id
           for no key update`,
    values: [tx.companyId, uuidArray([...new Set(ids)])],
  });
};

/** Sets thresholds of products that were locked, with an event for each; answers how many were another before. */
export const setProductThresholds = async (
  tx: CompanyTransaction,
  { locked, wanted, now }: { locked: readonly ThresholdRow[]; wanted: readonly RowThreshold[]; now: Date },
): Promise<number> => {
  const changed = await setRows(tx, 'products', { wanted: othersOf(locked, wanted), now });
  const fields = ['lowStockThreshold'];
  recordEvents(
    tx,
    changed.map(({ id: productId, version }) => ({
      type: 'product.updated' as const,
      data: { productId, version, fields },
    })),
    now,
  );
  markThresholds(
    tx,
    changed.length > SCOPES_MAX
      ? [{ scope: 'company', id: tx.companyId }]
      : changed.map(({ id }) => ({ scope: 'product', id })),
  );
  return changed.length;
};

/** Sets thresholds of categories that were locked; answers how many were another before. */
export const setCategoryThresholds = async (
  tx: CompanyTransaction,
  { locked, wanted, now }: { locked: readonly ThresholdRow[]; wanted: readonly RowThreshold[]; now: Date },
): Promise<number> => {
  const changed = await setRows(tx, 'product_categories', { wanted: othersOf(locked, wanted), now });
  markThresholds(
    tx,
    changed.map(({ id }) => ({ scope: 'category', id })),
  );
  return changed.length;
};

/**
 * Sets own thresholds of levels, where there are levels; answers how many were another before. Each row is found by the
 * primary key and locked as it is written, in the order of that key: whoever moves stock waits for this one statement and
 * COMMIT. What levels remember of it comes afterwards, like with every change of thresholds.
 */
export const setLevelThresholds = async (
  tx: CompanyTransaction,
  wanted: readonly (LevelKey & { readonly threshold: number | null })[],
): Promise<number> => {
  if (wanted.length === 0) return 0;
  const entries = [...wanted].sort(byLevelKey);
  const changed = await tx.query<LevelKey>({
    name: 'level-thresholds-set',
    text: `insert into inventory as level (company_id, product_id, warehouse_id, low_stock_threshold)
           select $1, found.product_id, found.warehouse_id, asked.threshold
           from unnest($2::uuid[], $3::uuid[], $4::integer[])
                with ordinality as asked (product_id, warehouse_id, threshold, place)
           cross join lateral (
             select product_id, warehouse_id from inventory i
             where i.company_id = $1 and i.product_id = asked.product_id and i.warehouse_id = asked.warehouse_id
             limit 1) as found
           order by asked.place
           on conflict (company_id, product_id, warehouse_id) do update
             set low_stock_threshold = excluded.low_stock_threshold
             where level.low_stock_threshold is distinct from excluded.low_stock_threshold
           returning product_id as "productId", warehouse_id as "warehouseId"`,
    values: [
      tx.companyId,
      uuidArray(entries.map(({ productId }) => productId)),
      uuidArray(entries.map(({ warehouseId }) => warehouseId)),
      entries.map(({ threshold }) => threshold),
    ],
  });
  const products = [...new Set(changed.map(({ productId }) => productId))];
  const warehouses = [...new Set(changed.map(({ warehouseId }) => warehouseId))];
  markThresholds(
    tx,
    products.length > SCOPES_MAX
      ? warehouses.map((id) => ({ scope: 'warehouse', id }))
      : products.map((id) => ({ scope: 'product', id })),
  );
  return changed.length;
};

const othersOf = (locked: readonly ThresholdRow[], wanted: readonly RowThreshold[]): RowThreshold[] => {
  const before = new Map(locked.map(({ id, threshold }) => [id, threshold]));
  return wanted.filter(({ id, threshold }) => before.has(id) && before.get(id) !== threshold);
};

const setRows = async (
  tx: CompanyTransaction,
  table: ThresholdTable,
  { wanted, now }: { wanted: readonly RowThreshold[]; now: Date },
): Promise<{ id: string; version: number }[]> => {
  if (wanted.length === 0) return [];
  return tx.query<{ id: string; version: number }>({
    name: `${table}-set-thresholds`,
    text: `update ${table} as own
           set low_stock_threshold = asked.threshold, version = own.version + 1, updated_at = $4
           from unnest($2::uuid[], $3::integer[]) as asked (id, threshold)
           where own.company_id = $1 and own.id = asked.id
           returning own.id, own.version`,
    values: [
      tx.companyId,
      uuidArray(wanted.map(({ id }) => id)),
      wanted.map(({ threshold }) => threshold),
      now,
    ],
  });
};
