import { type ReservationLineState, type SaleLineState, wireMoney } from '@stockflow/domain';
import type { Sale, SaleLine } from '@stockflow/schemas';
import { onlyRow } from '../catalogue/index.ts';
import type { CompanyTransaction, Statement } from '../connection/index.ts';
import { settle } from '../stock/index.ts';
import { type SaleSummaryRow, wireSaleSummary } from './sale-row.ts';

/** A sale's row, under lock or as it is going to be written. */
export type SaleHead = Omit<SaleSummaryRow, 'lineCount'>;
/** A line of an open sale, with its product's and warehouse's names of today. */
export type OpenSaleLine = SaleLine & SaleLineState & { readonly isBundle: boolean };

/** What a sale holds: one reservation. */
export interface SaleHold {
  readonly reservationId: string;
  readonly lines: readonly ReservationLineState[];
}

/** A sale whose row is locked, with all that its doors need to know. */
export interface OpenSale {
  readonly head: SaleHead;
  readonly lines: readonly OpenSaleLine[];
  /** Null where nothing was ever held: a draft, or an imported sale. */
  readonly hold: SaleHold | null;
}

const lockHead = (companyId: string, id: string): Statement => ({
  name: 'sale-lock',
  text: `select id, external_id as "externalId", channel, status, customer_name as "customerName",
                customer_email as "customerEmail", total, notes, sale_date as "saleDate",
                confirmed_at as "confirmedAt", completed_at as "completedAt", cancelled_at as "cancelledAt", version,
                created_at as "createdAt"
         from sales
         where company_id = $1 and id = $2
         for update`,
  values: [companyId, id],
});

// Names are looked up line by line: a join could read the tables whole where statistics are missing.
const linesOf = (companyId: string, id: string): Statement => ({
  name: 'sale-lines',
  text: `select i.line_number as "lineNumber", i.product_id as "productId", p.sku, p.name as "productName",
                p.is_bundle as "isBundle", i.warehouse_id as "warehouseId", w.name as "warehouseName", i.quantity,
                i.quantity_shipped as "quantityShipped", i.quantity_returned as "quantityReturned",
                i.unit_price as "unitPrice", i.line_total as "lineTotal"
         from sale_items i
         cross join lateral (
           select sku, name, is_bundle from products where company_id = $1 and id = i.product_id limit 1) as p
         cross join lateral (
           select name from warehouses where company_id = $1 and id = i.warehouse_id limit 1) as w
         where i.company_id = $1 and i.sale_id = $2
         order by i.line_number`,
  values: [companyId, id],
});

const holdOf = (companyId: string, id: string): Statement => ({
  name: 'sale-hold',
  text: `select reservation_id as "reservationId", line_number as "lineNumber", asked_line as "askedLine",
                product_id as "productId", bundle_id as "bundleId", warehouse_id as "warehouseId", quantity,
                quantity_committed as "quantityCommitted", quantity_released as "quantityReleased"
         from reservation_lines
         where company_id = $1
           and reservation_id = any(array(
             select id from reservations where company_id = $1 and reference_id = $2 and reference_type = 'sale'))
         order by line_number`,
  values: [companyId, id],
});

/**
 * Locks a sale until the transaction ends and reads it, in one flush: of callers who confirm, complete, cancel it and
 * take goods back at once, one goes on and the others then see what it became (each statement has its own snapshot, and
 * those behind the lock begin when it is held). Taken before any level, by everyone. A sale's hold and lines are written
 * under this lock only, so they need none of their own. NOT_FOUND for an unknown or foreign id.
 */
export const openSale = async (tx: CompanyTransaction, id: string): Promise<OpenSale> => {
  const [heads, lines, held] = await settle<
    [SaleHead[], OpenSaleLine[], (ReservationLineState & { reservationId: string })[]]
  >([
    tx.query<SaleHead>(lockHead(tx.companyId, id)),
    tx.query<OpenSaleLine>(linesOf(tx.companyId, id)),
    tx.query<ReservationLineState & { reservationId: string }>(holdOf(tx.companyId, id)),
  ]);
  const [first] = held;
  return {
    head: onlyRow(heads, 'sale'),
    lines,
    hold: first
      ? {
          reservationId: first.reservationId,
          lines: held.map(({ reservationId: _, ...line }) => line),
        }
      : null,
  };
};

/** A sale in wire form, from its row and lines as they are going to be. */
export const wireOpenSale = (head: SaleHead, lines: readonly SaleLine[]): Sale => ({
  ...wireSaleSummary({ ...head, lineCount: lines.length }),
  lines: lines.map((line) => ({
    lineNumber: line.lineNumber,
    productId: line.productId,
    sku: line.sku,
    productName: line.productName,
    warehouseId: line.warehouseId,
    warehouseName: line.warehouseName,
    quantity: line.quantity,
    quantityShipped: line.quantityShipped,
    quantityReturned: line.quantityReturned,
    unitPrice: wireMoney(line.unitPrice),
    lineTotal: wireMoney(line.lineTotal),
  })),
});
