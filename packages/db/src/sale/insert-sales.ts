import type { SaleStatus } from '@stockflow/schemas';
import type { CompanyTransaction } from '../connection/index.ts';
import type { StockActor } from '../stock/index.ts';

/** A sale that is to be recorded. Money as decimal strings, instants as ISO 8601. */
export interface NewSale {
  readonly id: string;
  readonly externalId: string | null;
  readonly channel: string;
  readonly status: SaleStatus;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  readonly total: string;
  readonly notes: string | null;
  readonly saleDate: string;
  readonly confirmedAt: string | null;
  readonly completedAt: string | null;
}

/** A line of a sale that is to be recorded. */
export interface NewSaleItem {
  readonly saleId: string;
  readonly lineNumber: number;
  readonly productId: string;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly quantityShipped: number;
  readonly unitPrice: string;
  readonly lineTotal: string;
}

/** Who records, and when. */
export interface Recording {
  readonly actor: StockActor;
  readonly now: Date;
}

/** What a row is known by elsewhere. */
export interface ExternalKey {
  readonly channel: string;
  readonly externalId: string | null;
}

/**
 * Adds sales without their lines, in one statement; answers those that went in. One whose id, or channel and external
 * id, is taken is left out without an error. Inserted in the order of channel and external id: two imports that share
 * sales wait for the first to end, not for each other. The unique keys hold until the transaction ends, so
 * whoever was answered as in is in.
 */
export const insertSales = (
  tx: CompanyTransaction,
  sales: readonly NewSale[],
  { actor, now }: Recording,
): Promise<ExternalKey[]> =>
  tx.query<ExternalKey>({
    name: 'sales-insert',
    text: `insert into sales (company_id, id, external_id, channel, status, customer_name, customer_email, total, notes,
                              sale_date, confirmed_at, completed_at, actor_type, actor_id, created_at, updated_at)
           select $1, id, "externalId", channel, status, "customerName", "customerEmail", total, notes,
                  "saleDate", "confirmedAt", "completedAt", $3, $4, $5, $5
           from json_to_recordset($2::json) as sale (
             id uuid, "externalId" text, channel text, status sale_status, "customerName" text, "customerEmail" text,
             total numeric, notes text, "saleDate" timestamptz, "confirmedAt" timestamptz, "completedAt" timestamptz)
           order by channel, "externalId", id
           on conflict do nothing
           returning channel, external_id as "externalId"`,
    values: [tx.companyId, JSON.stringify(sales), actor.type, actor.id, now],
  });

/** Adds lines of sales, in one statement sent with COMMIT. */
export const insertSaleItems = (tx: CompanyTransaction, items: readonly NewSaleItem[]): void => {
  if (items.length === 0) return;
  tx.atCommit({
    name: 'sale-items-insert',
    text: `insert into sale_items (company_id, sale_id, line_number, product_id, warehouse_id, quantity, quantity_shipped,
                                   unit_price, line_total)
           select $1, "saleId", "lineNumber", "productId", "warehouseId", quantity, "quantityShipped", "unitPrice", "lineTotal"
           from json_to_recordset($2::json) as item (
             "saleId" uuid, "lineNumber" integer, "productId" uuid, "warehouseId" uuid, quantity integer,
             "quantityShipped" integer, "unitPrice" numeric, "lineTotal" numeric)`,
    values: [tx.companyId, JSON.stringify(items)],
  });
};
