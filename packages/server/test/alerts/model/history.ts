import type { Database } from '@stockflow/db';

/** Everything that a company has ever written that alerts could depend on, as it is stored, but for figures that add it up. */
export interface History {
  company: {
    id: string;
    timeZone: string;
    threshold: number;
    windowDays: number;
    criticalDays: number;
    reviewPeriodDays: number;
  };
  /** The database's time: what ends holds. */
  databaseTime: Date;
  warehouses: { id: string; name: string; active: boolean }[];
  categories: { id: string; threshold: number | null }[];
  products: {
    id: string;
    sku: string;
    name: string;
    categoryId: string | null;
    threshold: number | null;
    active: boolean;
    lifecycle: string;
    isBundle: boolean;
  }[];
  suppliers: { id: string; name: string; contactEmail: string | null; active: boolean }[];
  offers: {
    supplierId: string;
    productId: string;
    supplierSku: string | null;
    price: string;
    leadTimeDays: number;
    minimumOrderQuantity: number;
    packSize: number;
    isPrimary: boolean;
  }[];
  /** Which products are kept where, and the threshold set there. Their figures are not looked at. */
  levels: { productId: string; warehouseId: string; threshold: number | null }[];
  movements: {
    productId: string;
    warehouseId: string;
    kind: string;
    onHandChange: number;
    referenceType: string | null;
    referenceId: string | null;
    occurredAt: Date;
  }[];
  heldLines: {
    status: string;
    expiresAt: Date | null;
    saleId: string | null;
    askedLine: number;
    productId: string;
    warehouseId: string;
    quantity: number;
    committed: number;
    released: number;
  }[];
  transferLines: {
    status: string;
    toWarehouseId: string;
    productId: string;
    quantity: number;
    received: number;
    missing: number;
  }[];
  sales: { id: string; saleDate: Date }[];
  saleLines: {
    saleId: string;
    lineNumber: number;
    warehouseId: string;
    quantity: number;
  }[];
  returnLines: {
    returnedAt: Date;
    saleId: string | null;
    saleLineNumber: number | null;
    productId: string;
    warehouseId: string;
    quantity: number;
    /** What came back of a bundle, down to what is stocked. */
    parts: { productId: string; quantity: number }[] | null;
  }[];
}

const QUERIES: { [Part in Exclude<keyof History, 'company' | 'databaseTime'>]: string } = {
  warehouses: 'select id, name, active from warehouses',
  categories: 'select id, low_stock_threshold as threshold from product_categories',
  products: `select id, sku, name, category_id as "categoryId", low_stock_threshold as threshold, active,
               lifecycle::text, is_bundle as "isBundle" from products`,
  suppliers: 'select id, name, contact_email as "contactEmail", active from suppliers',
  offers: `select supplier_id as "supplierId", product_id as "productId", supplier_sku as "supplierSku", price,
             lead_time_days as "leadTimeDays", minimum_order_quantity as "minimumOrderQuantity",
             pack_size as "packSize", is_primary as "isPrimary" from supplier_products`,
  levels: `select product_id as "productId", warehouse_id as "warehouseId", low_stock_threshold as threshold
           from inventory`,
  movements: `select product_id as "productId", warehouse_id as "warehouseId", kind::text,
                on_hand_change as "onHandChange", reference_type as "referenceType", reference_id as "referenceId",
                occurred_at as "occurredAt" from inventory_history`,
  heldLines: `select r.status::text, r.expires_at as "expiresAt",
                case when r.reference_type = 'sale' then r.reference_id end as "saleId", l.asked_line as "askedLine",
                l.product_id as "productId", l.warehouse_id as "warehouseId", l.quantity,
                l.quantity_committed as committed, l.quantity_released as released
              from reservations r
              join reservation_lines l on l.company_id = r.company_id and l.reservation_id = r.id`,
  transferLines: `select t.status, t.to_warehouse_id as "toWarehouseId", l.product_id as "productId", l.quantity,
                    l.quantity_received as received, l.quantity_missing as missing
                  from transfers t join transfer_lines l on l.company_id = t.company_id and l.transfer_id = t.id`,
  sales: 'select id, sale_date as "saleDate" from sales',
  saleLines: `select sale_id as "saleId", line_number as "lineNumber", warehouse_id as "warehouseId", quantity
              from sale_items`,
  returnLines: `select r.returned_at as "returnedAt", l.sale_id as "saleId", l.sale_line_number as "saleLineNumber",
                  l.product_id as "productId", l.warehouse_id as "warehouseId", l.quantity, l.parts
                from sale_returns r join sale_return_items l on l.company_id = r.company_id and l.return_id = r.id`,
};

const COMPANY = `select id, time_zone as "timeZone", default_low_stock_threshold as threshold,
                   recent_sales_window_days as "windowDays", critical_days as "criticalDays",
                   review_period_days as "reviewPeriodDays", clock_timestamp() as "databaseTime"
                 from companies`;

/** Reads all of it, as it was at one moment. */
export const readHistory = (database: Database, companyId: string): Promise<History> =>
  database.inCompany(companyId, async (tx) => {
    await tx.execute({ text: 'set transaction isolation level repeatable read' });
    const [found] = await tx.query<History['company'] & { databaseTime: Date }>({ text: COMPANY });
    if (!found) throw new Error('there is no such company');
    const { databaseTime, ...company } = found;
    const parts: Record<string, unknown[]> = {};
    for (const [part, text] of Object.entries(QUERIES)) parts[part] = await tx.query({ text });
    return { company, databaseTime, ...(parts as Omit<History, 'company' | 'databaseTime'>) };
  });
