import { wireMoney } from '@stockflow/domain';
import type { Sale, SaleSummary } from '@stockflow/schemas';
import type { Statement } from '../connection/index.ts';

type Instants = 'saleDate' | 'confirmedAt' | 'completedAt' | 'cancelledAt' | 'createdAt';

/** A sale without its lines, as the database answers it. */
export type SaleSummaryRow = Omit<SaleSummary, Instants> & {
  saleDate: Date;
  confirmedAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
  createdAt: Date;
};
/** A sale with its lines, as the database answers it. */
export type SaleRow = SaleSummaryRow & Pick<Sale, 'lines'>;

/** The select list of a sale `s`; the lines are counted along their primary key. */
export const SALE_COLUMNS = `s.id, s.external_id as "externalId", s.channel, s.status, s.customer_name as "customerName",
  s.customer_email as "customerEmail", s.total, s.notes, s.sale_date as "saleDate", s.confirmed_at as "confirmedAt",
  s.completed_at as "completedAt", s.cancelled_at as "cancelledAt", s.version, s.created_at as "createdAt",
  (select count(*)::integer from sale_items item where item.company_id = s.company_id and item.sale_id = s.id)
    as "lineCount"`;

/** One sale with its lines, each with its product's and warehouse's names of today. Money travels as text: a JSON number is a float. */
export const saleById = (companyId: string, id: string): Statement => ({
  name: 'sale-by-id',
  text: `select ${SALE_COLUMNS},
                (select json_agg(json_build_object(
                          'lineNumber', i.line_number, 'productId', i.product_id, 'sku', p.sku, 'productName', p.name,
                          'warehouseId', i.warehouse_id, 'warehouseName', w.name, 'quantity', i.quantity,
                          'quantityShipped', i.quantity_shipped, 'quantityReturned', i.quantity_returned,
                          'unitPrice', i.unit_price::text, 'lineTotal', i.line_total::text) order by i.line_number)
                 from sale_items i
                 join products p on p.company_id = i.company_id and p.id = i.product_id
                 join warehouses w on w.company_id = i.company_id and w.id = i.warehouse_id
                 where i.company_id = s.company_id and i.sale_id = s.id) as lines
         from sales s
         where s.company_id = $1 and s.id = $2`,
  values: [companyId, id],
});

/** A sale without its lines in wire form. */
export const wireSaleSummary = (row: SaleSummaryRow): SaleSummary => ({
  ...row,
  total: wireMoney(row.total),
  saleDate: row.saleDate.toISOString(),
  confirmedAt: row.confirmedAt?.toISOString() ?? null,
  completedAt: row.completedAt?.toISOString() ?? null,
  cancelledAt: row.cancelledAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
});

/** A sale in wire form. */
export const wireSale = ({ lines, ...row }: SaleRow): Sale => ({
  ...wireSaleSummary(row),
  lines: lines.map((line) => ({
    ...line,
    unitPrice: wireMoney(line.unitPrice),
    lineTotal: wireMoney(line.lineTotal),
  })),
});
