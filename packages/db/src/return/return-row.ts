import { wireMoney } from '@stockflow/domain';
import { idSchema, type SaleReturn, type SaleReturnSummary } from '@stockflow/schemas';
import { z } from 'zod';
import type { Statement } from '../connection/index.ts';

type Instants = 'returnedAt' | 'createdAt';

/** A return without its lines, as the database answers it. */
export type ReturnSummaryRow = Omit<SaleReturnSummary, Instants> & { returnedAt: Date; createdAt: Date };
/** A return with its lines, as the database answers it. */
export type ReturnRow = Omit<SaleReturn, Instants> & { returnedAt: Date; createdAt: Date };

const COLUMNS = `r.id, r.sale_id as "saleId", r.external_id as "externalId", r.channel, r.total, r.notes,
  r.returned_at as "returnedAt", r.created_at as "createdAt"`;

/** One return with its lines, each with its product's name of today. Money travels as text: a JSON number is a float. */
export const returnById = (companyId: string, id: string): Statement => ({
  name: 'return-by-id',
  text: `select ${COLUMNS},
                (select json_agg(json_build_object(
                          'lineNumber', i.line_number, 'saleLineNumber', i.sale_line_number, 'productId', i.product_id,
                          'sku', p.sku, 'productName', p.name, 'warehouseId', i.warehouse_id, 'quantity', i.quantity,
                          'unitPrice', i.unit_price::text, 'disposition', i.disposition) order by i.line_number)
                 from sale_return_items i
                 cross join lateral (
                   select sku, name from products where company_id = $1 and id = i.product_id limit 1) as p
                 where i.company_id = $1 and i.return_id = r.id) as lines
         from sale_returns r
         where r.company_id = $1 and r.id = $2`,
  values: [companyId, id],
});

/** The last return of a page. */
export const returnCursor = z.object({ id: idSchema });
export type ReturnCursor = z.output<typeof returnCursor>;

interface ReturnFilter {
  /** Only returns of this sale. */
  readonly saleId?: string | undefined;
  readonly limit: number;
  readonly after?: ReturnCursor | undefined;
}

/**
 * One page of returns, newest first: ids are UUIDv7, so the primary key walked backwards is the order in which they were
 * made, and the page stops at its limit. Of one sale they are few and come by the index on the sale. Takes no locks.
 */
export const listReturnsStatement = (
  companyId: string,
  { saleId, limit, after }: ReturnFilter,
): Statement => {
  const values: unknown[] = [companyId];
  const place = (value: unknown) => `$${values.push(value)}`;
  return {
    text: `select ${COLUMNS},
                  (select count(*)::integer from sale_return_items i where i.company_id = $1 and i.return_id = r.id)
                    as "lineCount"
           from sale_returns r
           where r.company_id = $1
             ${saleId === undefined ? '' : `and r.sale_id = ${place(saleId)}`}
             ${after === undefined ? '' : `and r.id < ${place(after.id)}::uuid`}
           order by r.id desc
           limit ${place(limit + 1)}`,
    values,
  };
};

/** The cursor's key of a return. */
export const returnCursorOf = ({ id }: ReturnSummaryRow): ReturnCursor => ({ id });

/** A return without its lines in wire form. */
export const wireReturnSummary = (row: ReturnSummaryRow): SaleReturnSummary => ({
  ...row,
  total: wireMoney(row.total),
  returnedAt: row.returnedAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
});

/** A return in wire form. */
export const wireReturn = (row: ReturnRow): SaleReturn => ({
  ...row,
  total: wireMoney(row.total),
  returnedAt: row.returnedAt.toISOString(),
  createdAt: row.createdAt.toISOString(),
  lines: row.lines.map((line) => ({ ...line, unitPrice: wireMoney(line.unitPrice) })),
});
