import type { CountState } from '@stockflow/domain';
import { onlyRow } from '../catalogue/index.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import type { Moving } from '../stock/movements.ts';
import { type CountHead, type CountRow, type CountTally, HEAD, tallyOf } from './count-row.ts';

/**
 * A count without its lines, locked until the transaction ends: of two who post it at once, the second finds it posted.
 * Taken before any level. NOT_FOUND for an unknown or foreign id.
 */
export const lockCount = async (tx: CompanyTransaction, id: string): Promise<CountHead> =>
  onlyRow(
    await tx.query<CountHead>({
      name: 'count-lock',
      text: `select ${HEAD} from stock_counts where company_id = $1 and id = $2 for no key update`,
      values: [tx.companyId, id],
    }),
    'count',
  );

/** One count with what its lines come to. */
export const countById = (companyId: string, id: string): Statement => ({
  name: 'count-by-id',
  text: `select ${HEAD}, tally.* from stock_counts cross join lateral (${tallyOf('stock_counts.id')}) as tally
         where company_id = $1 and id = $2`,
  values: [companyId, id],
});

/** What the lines of a count come to now. */
export const readTally = async (tx: CompanyTransaction, id: string): Promise<CountTally> => {
  const rows = await tx.query<CountTally>({
    name: 'count-tally',
    text: tallyOf('$2'),
    values: [tx.companyId, id],
  });
  return onlyRow(rows, 'count');
};

/**
 * Holds a warehouse's counts still: one who puts products into a count waits for another who does. Stock moves on: the
 * kernel's lock of a warehouse (KEY SHARE) does not wait for this one. False when the company has no such warehouse.
 */
export const lockCounting = async (tx: CompanyTransaction, warehouseId: string): Promise<boolean> => {
  const rows = await tx.query<{ id: string }>({
    name: 'count-lock-warehouse',
    text: 'select id from warehouses where company_id = $1 and id = $2 for no key update',
    values: [tx.companyId, warehouseId],
  });
  return rows.length > 0;
};

/** A count that begins. */
export interface NewCount {
  readonly id: string;
  readonly warehouseId: string;
  readonly blind: boolean;
  readonly notes: string | null;
}

/** Adds an open count without lines; undefined when its id is taken. */
export const insertCount = async (
  tx: CompanyTransaction,
  count: NewCount,
  { actor, now }: Pick<Moving, 'actor' | 'now'>,
): Promise<CountHead | undefined> => {
  const rows = await tx.query<CountHead>({
    name: 'count-insert',
    text: `insert into stock_counts (company_id, id, warehouse_id, status, blind, notes, actor_type, actor_id, opened_at)
           values ($1, $2, $3, 'open', $4, $5, $6, $7, $8)
           on conflict do nothing
           returning ${HEAD}`,
    values: [tx.companyId, count.id, count.warehouseId, count.blind, count.notes, actor.type, actor.id, now],
  });
  return rows[0];
};

/** Counts one more change of a locked count, and answers it with what its lines come to. */
export const touchCount = async (tx: CompanyTransaction, count: CountHead): Promise<CountRow> => {
  const after = { ...count, version: count.version + 1 };
  tx.atCommit(saveHead(tx.companyId, after));
  return { ...after, ...(await readTally(tx, count.id)) };
};

/** Ends a locked count. Sent with COMMIT. */
export const closeCount = (
  tx: CompanyTransaction,
  count: CountHead,
  { status, now }: { status: 'posted' | 'cancelled'; now: Date },
): CountHead => {
  const after: CountHead = { ...count, status, closedAt: now, version: count.version + 1 };
  tx.atCommit(saveHead(tx.companyId, after));
  return after;
};

const saveHead = (companyId: string, count: CountState & Pick<CountHead, 'closedAt'>): Statement => ({
  name: 'count-save',
  text: 'update stock_counts set status = $3, closed_at = $4, version = $5 where company_id = $1 and id = $2',
  values: [companyId, count.id, count.status, count.closedAt, count.version],
});

/**
 * Marks what was posted on the lines, and their levels as counted. The levels are locked by the kernel, which was given
 * every counted line. Sent with COMMIT.
 */
export const markPosted = (tx: CompanyTransaction, count: CountState): void => {
  tx.atCommit({
    name: 'count-mark-lines',
    text: `update stock_count_lines set posted_change = counted_quantity - expected_on_hand
           where company_id = $1 and count_id = $2 and counted_quantity is not null`,
    values: [tx.companyId, count.id],
  });
  tx.atCommit({
    name: 'count-mark-levels',
    text: `update inventory level
           set last_counted_at = line.counted_at,
               last_counted_by_id = case when line.counted_by_type = 'user' then line.counted_by_id end
           from stock_count_lines line
           where line.company_id = $1 and line.count_id = $2 and line.counted_quantity is not null
             and level.company_id = $1 and level.product_id = line.product_id and level.warehouse_id = $3
             and (level.last_counted_at is null or level.last_counted_at <= line.counted_at)`,
    values: [tx.companyId, count.id, count.warehouseId],
  });
};
