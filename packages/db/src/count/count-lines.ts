import { COUNT_LINES_MAX } from '@stockflow/schemas';
import type { CompanyTransaction } from '../connection/index.ts';
import type { StockActor } from '../stock/movements.ts';
import type { CountHead, CountLineRow } from './count-row.ts';
import { LINE } from './count-row.ts';

/** What to count in a warehouse. */
export interface Countable {
  readonly warehouseId: string;
  /** Default every level with stock, or of an active product. */
  readonly productIds?: readonly string[] | undefined;
  readonly categoryIds?: readonly string[] | undefined;
}

/** Products to count, of those that have a level in the warehouse: one more than fit at most. */
export const readCountable = async (
  tx: CompanyTransaction,
  { warehouseId, productIds, categoryIds }: Countable,
): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>({
    name: 'count-countable',
    text: `select l.product_id as id
           from inventory l
           join products p on p.company_id = l.company_id and p.id = l.product_id
           where l.company_id = $1 and l.warehouse_id = $2 and not p.is_bundle
             and (l.product_id = any($3::uuid[]) or ($3::uuid[] is null and (l.on_hand > 0 or p.active)))
             and ($4::uuid[] is null or p.category_id = any($4))
           limit ${COUNT_LINES_MAX + 1}`,
    values: [tx.companyId, warehouseId, productIds ?? null, categoryIds ?? null],
  });
  return rows.map(({ id }) => id);
};

/** SKUs of the products that an open count of the warehouse has already; at most ten. */
export const readCountedElsewhere = async (
  tx: CompanyTransaction,
  warehouseId: string,
  productIds: readonly string[],
): Promise<string[]> => {
  const rows = await tx.query<{ sku: string }>({
    name: 'count-elsewhere',
    text: `select p.sku
           from stock_counts c
           join stock_count_lines l on l.company_id = c.company_id and l.count_id = c.id
           join products p on p.company_id = l.company_id and p.id = l.product_id
           where c.company_id = $1 and c.warehouse_id = $2 and c.status = 'open' and l.product_id = any($3::uuid[])
           order by p.sku_key
           limit 10`,
    values: [tx.companyId, warehouseId, productIds],
  });
  return rows.map(({ sku }) => sku);
};

/** Puts products into a count, with what the books have now. Their levels are there. */
export const addCountLines = async (
  tx: CompanyTransaction,
  { id, warehouseId }: Pick<CountHead, 'id' | 'warehouseId'>,
  productIds: readonly string[],
): Promise<void> => {
  await tx.execute({
    name: 'count-add-lines',
    text: `insert into stock_count_lines (company_id, count_id, product_id, warehouse_id, opened_on_hand)
           select $1, $2, l.product_id, $3, l.on_hand
           from unnest($4::uuid[]) as asked (product_id)
           cross join lateral (
             select product_id, on_hand from inventory
             where company_id = $1 and product_id = asked.product_id and warehouse_id = $3 limit 1) as l`,
    values: [tx.companyId, id, warehouseId, productIds],
  });
};

/** Which of the products the count has, and how often each was counted. */
export const readCounted = async (
  tx: CompanyTransaction,
  countId: string,
  productIds: readonly string[],
): Promise<Map<string, number>> => {
  const rows = await tx.query<{ id: string; rounds: number }>({
    name: 'count-has',
    text: `select product_id as id, rounds from stock_count_lines
           where company_id = $1 and count_id = $2 and product_id = any($3::uuid[])`,
    values: [tx.companyId, countId, productIds],
  });
  return new Map(rows.map(({ id, rounds }) => [id, rounds]));
};

/** What was counted of one product. */
export interface Counted {
  readonly productId: string;
  readonly quantity: number;
  /** When, if not now. */
  readonly countedAt?: string | undefined;
  readonly notes?: string | undefined;
}

/**
 * Writes what was counted, with what the books had at that moment: now, the level; earlier, the last movement that was
 * recorded until then. Read without a lock: a sale that commits meanwhile counts as after the counting, and so does its
 * change of the shelf.
 */
export const recordCounted = async (
  tx: CompanyTransaction,
  { id, warehouseId }: Pick<CountHead, 'id' | 'warehouseId'>,
  { lines, actor, now }: { lines: readonly Counted[]; actor: StockActor; now: Date },
): Promise<void> => {
  await tx.execute({
    name: 'count-record',
    text: `update stock_count_lines line
           set counted_quantity = counted.quantity, counted_at = coalesce(counted."countedAt", $5),
               expected_on_hand = case when counted."countedAt" is null then level.on_hand else coalesce((
                   select on_hand_after from inventory_history
                   where company_id = $1 and product_id = line.product_id and warehouse_id = $3
                     and recorded_at <= counted."countedAt"
                   order by sequence desc limit 1), 0) end,
               counted_by_type = $6, counted_by_id = $7, rounds = line.rounds + 1, recount = false,
               notes = coalesce(counted.notes, line.notes)
           from json_to_recordset($4::json) as counted (
             "productId" uuid, quantity integer, "countedAt" timestamptz, notes text)
           cross join lateral (
             select on_hand from inventory
             where company_id = $1 and product_id = counted."productId" and warehouse_id = $3 limit 1) as level
           where line.company_id = $1 and line.count_id = $2 and line.product_id = counted."productId"`,
    values: [tx.companyId, id, warehouseId, JSON.stringify(lines), now, actor.type, actor.id],
  });
};

/**
 * Takes counted lines back, to be counted once more: those named, or all that differ. Answers how many.
 */
export const askForRecount = async (
  tx: CompanyTransaction,
  countId: string,
  productIds: readonly string[] | undefined,
): Promise<number> =>
  tx.execute({
    name: 'count-recount',
    text: `update stock_count_lines
           set recount = true, counted_quantity = null, expected_on_hand = null, counted_at = null,
               counted_by_type = null, counted_by_id = null
           where company_id = $1 and count_id = $2 and counted_quantity is not null
             and (product_id = any($3::uuid[]) or ($3::uuid[] is null and counted_quantity <> expected_on_hand))`,
    values: [tx.companyId, countId, productIds ?? null],
  });

/** Every line of a count, by SKU. */
export const readCountLines = (tx: CompanyTransaction, countId: string): Promise<CountLineRow[]> =>
  tx.query<CountLineRow>({
    name: 'count-lines-all',
    text: `select ${LINE}
           from stock_count_lines l
           cross join lateral (
             select sku, name, barcode, sku_key from products where company_id = $1 and id = l.product_id limit 1) as p
           where l.company_id = $1 and l.count_id = $2
           order by p.sku_key`,
    values: [tx.companyId, countId],
  });
