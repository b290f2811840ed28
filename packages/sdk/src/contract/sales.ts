// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, ReturnId, SaleId, WarehouseId } from './ids.ts';
import type { LineQuantity } from './reservations.ts';

export interface CancelSaleInput {
  saleId: SaleId;
  notes?: string | undefined;
  /** Refuse with VERSION_CONFLICT when the sale has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface CompleteSaleInput {
  saleId: SaleId;
  /** What leaves now; default all that has not left yet. */
  lines?: LineQuantity[] | undefined;
  /**
   * What becomes of the rest when only a part leaves. `release` (default): it is given back and the sale is
   * completed.
   * `keep`: it stays reserved and the sale confirmed, until another call ships it.
   */
  rest?: 'keep' | 'release' | undefined;
  /** Refuse with VERSION_CONFLICT when the sale has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface ConfirmSaleInput {
  saleId: SaleId;
  /** Refuse with VERSION_CONFLICT when the sale has changed since. */
  expectedVersion?: number | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface CreateSaleInput {
  lines: {
    productId: ProductId;
    warehouseId: WarehouseId;
    /** Base units. */
    quantity: number;
    /** Price of one base unit; default the product's price. */
    unitPrice?: string | undefined;
  }[];
  /** Its number in the system it came from; unique in its channel. */
  externalId?: string | null | undefined;
  /** `confirmed` (default) reserves the stock; `draft` does not yet. */
  status?: 'confirmed' | 'draft' | undefined;
  /** The caller may make the id (UUIDv7). */
  id?: SaleId | undefined;
  /** Where it was sold: web, store, phone … in your own words; default "direct". */
  channel?: string | undefined;
  customerName?: string | null | undefined;
  customerEmail?: string | null | undefined;
  notes?: string | null | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetSaleInput {
  saleId: SaleId;
}

/**
 * Sales and returns from another system, in the order in which they happened; all or none.
 * An entry whose channel and external id are already here is left as it is and counted.
 */
export interface ImportSalesInput {
  entries: (ImportedReturn | ImportedSale)[];
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** Goods that came back elsewhere, without a sale that is known here (a shop's credit note). */
export interface ImportedReturn {
  type: 'return';
  externalId: string;
  /** When the goods came back; not in the future. */
  returnedAt: string;
  lines: {
    productId: ProductId;
    warehouseId: WarehouseId;
    /** Base units. */
    quantity: number;
    /** A decimal string of at most four decimals, per base unit. */
    unitPrice: string;
  }[];
  id?: ReturnId | undefined;
  channel?: string | undefined;
  notes?: string | null | undefined;
  /** To stock again (default), or to scrap. */
  disposition?: 'restock' | 'scrap' | undefined;
}

/** A sale that has already happened elsewhere: stock leaves at once, on the day it was sold. */
export interface ImportedSale {
  externalId: string;
  /** When it was sold; not in the future. */
  saleDate: string;
  lines: {
    productId: ProductId;
    warehouseId: WarehouseId;
    /** Base units. */
    quantity: number;
    /** A decimal string of at most four decimals, per base unit. */
    unitPrice: string;
  }[];
  type: 'sale';
  /** The caller may make the id (UUIDv7). */
  id?: SaleId | undefined;
  /** Where it was sold: web, store, phone … in your own words; default "direct". */
  channel?: string | undefined;
  customerName?: string | null | undefined;
  customerEmail?: string | null | undefined;
  notes?: string | null | undefined;
}

export interface ListSalesInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  statuses?: SaleStatus[] | undefined;
  channel?: string | undefined;
  productId?: ProductId | undefined;
  /** Part of the customer's name, or the whole external id. */
  search?: string | undefined;
  /** Sold at or after. */
  from?: string | undefined;
  /** Sold before. */
  before?: string | undefined;
}

/** A sale with its lines. */
export interface Sale {
  id: SaleId;
  externalId: string | null;
  channel: string;
  status: SaleStatus | (string & {});
  customerName: string | null;
  customerEmail: string | null;
  /** A decimal string, in the company's currency. */
  total: string;
  lineCount: number;
  notes: string | null;
  saleDate: string;
  confirmedAt: string | null;
  completedAt: string | null;
  cancelledAt: string | null;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
  lines: SaleLine[];
}

/** One line of a sale. Quantities in base units, money in the company's currency. */
export interface SaleLine {
  lineNumber: number;
  productId: ProductId;
  sku: string;
  productName: string;
  warehouseId: WarehouseId;
  warehouseName: string;
  /** Base units. */
  quantity: number;
  quantityShipped: number;
  quantityReturned: number;
  /** A decimal string of at most four decimals, per base unit. */
  unitPrice: string;
  /** A decimal string, in the company's currency. */
  lineTotal: string;
}

export type SaleStatus = 'cancelled' | 'completed' | 'confirmed' | 'draft' | 'returned';

/** A sale without its lines. */
export interface SaleSummary {
  id: SaleId;
  externalId: string | null;
  channel: string;
  status: SaleStatus | (string & {});
  customerName: string | null;
  customerEmail: string | null;
  /** A decimal string, in the company's currency. */
  total: string;
  lineCount: number;
  notes: string | null;
  saleDate: string;
  confirmedAt: string | null;
  completedAt: string | null;
  cancelledAt: string | null;
  /** Counts its changes: give it as `expectedVersion` to change only what you have read. */
  version: number;
  createdAt: string;
}

export interface SalesImported {
  /** One for each entry, in its order. */
  results: {
    externalId: string;
    id: string;
    outcome: 'already_present' | 'imported' | (string & {});
  }[];
  salesImported: number;
  returnsImported: number;
  alreadyPresent: number;
  unitsSold: number;
  unitsReturned: number;
}
