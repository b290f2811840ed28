import { idSchema, instantInput, type SaleStatus } from '@stockflow/schemas';
import { z } from 'zod';
import { containing } from '../catalogue/like.ts';
import type { Statement } from '../connection/index.ts';
import { SALE_COLUMNS, type SaleSummaryRow } from './sale-row.ts';

/** The last sale of a page. */
export const saleCursor = z.object({ saleDate: instantInput, id: idSchema });
export type SaleCursor = z.output<typeof saleCursor>;

/** What is asked of the sales. */
export interface SaleFilter {
  statuses?: SaleStatus[] | undefined;
  channel?: string | undefined;
  productId?: string | undefined;
  /** Part of the customer's name, or the whole external id. */
  search?: string | undefined;
  /** Sold at or after. */
  from?: string | undefined;
  /** Sold before. */
  before?: string | undefined;
  limit: number;
  after?: SaleCursor | undefined;
}

/**
 * One page of sales, newest sale date first, then id. Walks (company, sale_date, id) backwards and stops at the limit;
 * with a filter that few sales pass it reads further. Keyset: a sale date has milliseconds, as the cursor has.
 * Takes no locks.
 */
export const listSalesStatement = (companyId: string, filter: SaleFilter): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    text: `select ${SALE_COLUMNS}
           from sales s
           where ${['s.company_id = $1', ...conditions(filter, place)].join('\n             and ')}
           order by s.sale_date desc, s.id desc
           limit ${place(filter.limit + 1)}`,
    values,
  };
};

const conditions = (filter: SaleFilter, place: (value: unknown) => string): string[] => {
  const { statuses, channel, productId, search, from, before, after } = filter;
  const found: string[] = [];
  if (statuses) found.push(`s.status = any(${place(statuses)}::sale_status[])`);
  if (channel !== undefined) found.push(`s.channel = ${place(channel)}`);
  if (productId !== undefined) {
    found.push(`exists (select from sale_items item
                        where item.company_id = s.company_id and item.sale_id = s.id
                          and item.product_id = ${place(productId)})`);
  }
  if (search !== undefined) {
    found.push(`(s.customer_name ilike ${place(containing(search))} or s.external_id = ${place(search)})`);
  }
  if (from !== undefined) found.push(`s.sale_date >= ${place(from)}`);
  if (before !== undefined) found.push(`s.sale_date < ${place(before)}`);
  if (after)
    found.push(`(s.sale_date, s.id) < (${place(after.saleDate)}::timestamptz, ${place(after.id)}::uuid)`);
  return found;
};

/** The cursor's key of a sale. */
export const saleCursorOf = ({ saleDate, id }: SaleSummaryRow): SaleCursor => ({
  saleDate: saleDate.toISOString(),
  id,
});
