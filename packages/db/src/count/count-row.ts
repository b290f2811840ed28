import { type CountLineState, type CountState, differenceOf } from '@stockflow/domain';
import type { Count, CountLine } from '@stockflow/schemas';

/** A count without its lines, as the database answers it. */
export interface CountHead extends CountState {
  readonly blind: boolean;
  readonly notes: string | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
}

/** What a count's lines come to. */
export interface CountTally {
  readonly lineCount: number;
  readonly countedCount: number;
  readonly differenceCount: number;
  readonly recountCount: number;
}

export type CountRow = CountHead & CountTally;

/** A line with what is told of it. */
export interface CountLineRow extends CountLineState {
  readonly productName: string;
  readonly barcode: string | null;
  readonly openedOnHand: number;
  readonly countedAt: Date | null;
  readonly rounds: number;
  readonly recount: boolean;
  readonly postedChange: number | null;
}

/** The select list of a head. */
export const HEAD = `id, warehouse_id as "warehouseId", status, blind, notes, opened_at as "openedAt",
  closed_at as "closedAt", version`;

/** What the lines of the count with this id come to; $1 is the company. */
export const tallyOf = (countId: string): string => `
  select count(*)::integer as "lineCount", count(counted_quantity)::integer as "countedCount",
         (count(*) filter (where counted_quantity <> expected_on_hand))::integer as "differenceCount",
         (count(*) filter (where recount))::integer as "recountCount"
  from stock_count_lines where company_id = $1 and count_id = ${countId}`;

/** The select list of a line `l` with its product `p`. */
export const LINE = `l.product_id as "productId", p.sku, p.name as "productName", p.barcode,
  l.opened_on_hand as "openedOnHand", l.counted_quantity as "countedQuantity", l.expected_on_hand as "expectedOnHand",
  l.counted_at as "countedAt", l.rounds, l.recount, l.posted_change as "postedChange", l.notes`;

/** True while those who count are not to be told what is expected. */
export const isHidden = ({ blind, status }: Pick<CountHead, 'blind' | 'status'>): boolean =>
  blind && status === 'open';

/** A count in wire form. */
export const wireCount = (row: CountRow): Count => ({
  ...row,
  openedAt: row.openedAt.toISOString(),
  closedAt: row.closedAt?.toISOString() ?? null,
  differenceCount: isHidden(row) ? null : row.differenceCount,
});

/** A line in wire form; what is expected is told unless it is hidden. */
export const wireCountLine = (row: CountLineRow, hidden: boolean): CountLine => ({
  ...row,
  openedOnHand: hidden ? null : row.openedOnHand,
  expectedOnHand: hidden ? null : row.expectedOnHand,
  difference: hidden ? null : differenceOf(row),
  countedAt: row.countedAt?.toISOString() ?? null,
});
