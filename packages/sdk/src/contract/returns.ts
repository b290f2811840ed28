// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.
import type { ProductId, ReturnId, SaleId, WarehouseId } from './ids.ts';

/** For a known sale: at most what was shipped and has not come back yet. */
export interface CreateReturnInput {
  saleId: SaleId;
  lines: {
    saleLineNumber: number;
    /** Base units. */
    quantity: number;
    /** Where it came back to; default where it had shipped from. */
    warehouseId?: WarehouseId | undefined;
    /** To stock again (default), or to scrap. */
    disposition?: 'restock' | 'scrap' | undefined;
  }[];
  /** The caller may make the id (UUIDv7). */
  id?: ReturnId | undefined;
  /** The number the return has in the system it came from; unique in its channel. */
  externalId?: string | null | undefined;
  notes?: string | null | undefined;
  /** When the goods came back, if not now; not in the future. */
  returnedAt?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

/** Without a sale that is known here. */
export interface CreateUnlinkedReturnInput {
  lines: {
    productId: ProductId;
    warehouseId: WarehouseId;
    /** Base units. */
    quantity: number;
    /** Price of one base unit given back. */
    unitPrice: string;
    disposition?: 'restock' | 'scrap' | undefined;
  }[];
  channel?: string | undefined;
  /** The caller may make the id (UUIDv7). */
  id?: ReturnId | undefined;
  /** The number the return has in the system it came from; unique in its channel. */
  externalId?: string | null | undefined;
  notes?: string | null | undefined;
  /** When the goods came back, if not now; not in the future. */
  returnedAt?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetReturnInput {
  returnId: ReturnId;
}

export interface ListReturnsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  saleId?: SaleId | undefined;
}

/** Goods that came back. */
export interface SaleReturn {
  id: ReturnId;
  saleId: SaleId | null;
  externalId: string | null;
  channel: string;
  /** Sum of quantity × unit price. */
  total: string;
  notes: string | null;
  returnedAt: string;
  createdAt: string;
  lines: {
    lineNumber: number;
    /** The sale's line; null without a known sale. */
    saleLineNumber: number | null;
    productId: ProductId;
    sku: string;
    productName: string;
    warehouseId: WarehouseId;
    /** Base units. */
    quantity: number;
    /** A decimal string of at most four decimals, per base unit. */
    unitPrice: string;
    disposition: 'restock' | 'scrap' | (string & {});
  }[];
}

/** A return without its lines. */
export interface SaleReturnSummary {
  id: ReturnId;
  notes: string | null;
  /** Sum of quantity × unit price. */
  total: string;
  createdAt: string;
  externalId: string | null;
  channel: string;
  returnedAt: string;
  saleId: SaleId | null;
  lineCount: number;
}
