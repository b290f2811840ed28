import { idSchema, instantInput } from '@stockflow/schemas';
import { z } from 'zod';
import { cursorText } from '../catalogue/cursor-text.ts';
import type { Statement } from '../connection/index.ts';
import { type CountLineRow, type CountRow, HEAD, LINE, tallyOf } from './count-row.ts';

/** The last count of a page. */
export const countCursor = z.object({ openedAt: instantInput, id: idSchema });
export type CountCursor = z.output<typeof countCursor>;

/** What is asked of the list. */
export interface CountFilter {
  readonly status?: string | undefined;
  readonly warehouseId?: string | undefined;
  readonly limit: number;
  readonly after?: CountCursor | undefined;
}

/** One page of counts, the newest first, along (company, opened_at, id); the lines of the page are tallied. */
export const listCountsStatement = (companyId: string, filter: CountFilter): Statement => ({
  name: 'counts-list',
  text: `select page.*, tally.*
         from (
           select ${HEAD} from stock_counts
           where company_id = $1 and ($2::text is null or status = $2) and ($3::uuid is null or warehouse_id = $3)
             and ($4::timestamptz is null or (opened_at, id) < ($4, $5::uuid))
           order by opened_at desc, id desc
           limit $6) as page
         cross join lateral (${tallyOf('page.id')}) as tally
         order by page."openedAt" desc, page.id desc`,
  values: [
    companyId,
    filter.status ?? null,
    filter.warehouseId ?? null,
    filter.after?.openedAt ?? null,
    filter.after?.id ?? null,
    filter.limit + 1,
  ],
});

/** The cursor's key of a count. */
export const countCursorOf = ({ openedAt, id }: CountRow): CountCursor => ({
  openedAt: openedAt.toISOString(),
  id,
});

/** The last line of a page: SKUs are unique in a company. */
export const countLineCursor = z.object({ skuKey: cursorText });
export type CountLineCursor = z.output<typeof countLineCursor>;

/** A line of the list, with the key that it is sorted by. */
export type CountLineListRow = CountLineRow & { readonly skuKey: string };

/** What is asked of a count's lines. */
export interface CountLineFilter {
  readonly countId: string;
  readonly show: 'all' | 'uncounted' | 'different' | 'recount';
  readonly limit: number;
  readonly after?: CountLineCursor | undefined;
}

const SHOWN = {
  all: 'true',
  uncounted: 'l.counted_quantity is null',
  different: 'l.counted_quantity <> l.expected_on_hand',
  recount: 'l.recount',
} as const;

/** One page of a count's lines by SKU. Reads the count's lines, at most 10,000, and sorts what is left of them. */
export const listCountLinesStatement = (companyId: string, filter: CountLineFilter): Statement => ({
  name: `count-lines-page-${filter.show}`,
  text: `select ${LINE}, p.sku_key as "skuKey"
         from stock_count_lines l
         cross join lateral (
           select sku, name, barcode, sku_key from products where company_id = $1 and id = l.product_id limit 1) as p
         where l.company_id = $1 and l.count_id = $2 and ${SHOWN[filter.show]}
           and ($3::text is null or p.sku_key > $3)
         order by p.sku_key
         limit $4`,
  values: [companyId, filter.countId, filter.after?.skuKey ?? null, filter.limit + 1],
});

/** The cursor's key of a line. */
export const countLineCursorOf = ({ skuKey }: CountLineListRow): CountLineCursor => ({ skuKey });
