// Written by `pnpm types` from @stockflow/schemas; a test holds it up to date. Do not edit.

/** For a known sale: at most what was shipped and has not come back yet. */
export interface CreateReturnInput {
  saleId: string;
  lines: {
    saleLineNumber: number;
    /** Base units. */
    quantity: number;
    /** Where it came back to; default where it had shipped from. */
    warehouseId?: string | undefined;
    /** To stock again (default), or to scrap. */
    disposition?: 'restock' | 'scrap' | undefined;
  }[];
  /** The caller may make the id (UUIDv7). */
  id?: string | undefined;
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
    productId: string;
    warehouseId: string;
    /** Base units. */
    quantity: number;
    /** Price of one base unit given back. */
    unitPrice: string;
    disposition?: 'restock' | 'scrap' | undefined;
  }[];
  channel?: string | undefined;
  /** The caller may make the id (UUIDv7). */
  id?: string | undefined;
  /** The number the return has in the system it came from; unique in its channel. */
  externalId?: string | null | undefined;
  notes?: string | null | undefined;
  /** When the goods came back, if not now; not in the future. */
  returnedAt?: string | undefined;
  /** Sent again with the same input it acts once, for at least 24 hours. Default: one is made. */
  idempotencyKey?: string | undefined;
}

export interface GetReturnInput {
  returnId: string;
}

export interface ListReturnsInput {
  /** Items in one page: 1 to 250; default 50. */
  limit?: number | undefined;
  /** `nextCursor` of the page before. */
  cursor?: string | undefined;
  saleId?: string | undefined;
}

/** Goods that came back. */
export interface SaleReturn {
  id: string;
  saleId: string | null;
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
    productId: string;
    sku: string;
    productName: string;
    warehouseId: string;
    /** Base units. */
    quantity: number;
    /** A decimal string of at most four decimals, per base unit. */
    unitPrice: string;
    disposition: 'restock' | 'scrap' | (string & {});
  }[];
}

/** A return without its lines. */
export interface SaleReturnSummary {
  id: string;
  notes: string | null;
  /** Sum of quantity × unit price. */
  total: string;
  createdAt: string;
  externalId: string | null;
  channel: string;
  returnedAt: string;
  saleId: string | null;
  lineCount: number;
}
