import type { CompanyTransaction } from '../connection/index.ts';
import type { ExternalKey, Recording } from './insert-sales.ts';

/** A return that is to be recorded. */
export interface NewReturn {
  readonly id: string;
  /** Null without a known sale. */
  readonly saleId: string | null;
  readonly externalId: string | null;
  readonly channel: string;
  readonly total: string;
  readonly notes: string | null;
  readonly returnedAt: string;
}

/** A line of a return that is to be recorded. */
export interface NewReturnItem {
  readonly returnId: string;
  readonly lineNumber: number;
  /** The sale and its line; null without a known sale. */
  readonly saleId: string | null;
  readonly saleLineNumber: number | null;
  readonly productId: string;
  readonly warehouseId: string;
  readonly quantity: number;
  readonly unitPrice: string;
  readonly disposition: 'restock' | 'scrap';
  /** Of a bundle, what it came to; null for what is stocked itself. */
  readonly parts: readonly ReturnItemPart[] | null;
}

/** A component that came back in a bundle, and where its demand is less for it. */
export interface ReturnItemPart {
  readonly productId: string;
  /** The warehouse that it was sold from; without a known sale, the one that it came to. */
  readonly warehouseId: string;
  readonly quantity: number;
}

/** What is kept of the parts of a line: nothing where the product itself came back. */
export const partsOfBundle = (
  productId: string,
  parts: readonly ReturnItemPart[],
): ReturnItemPart[] | null =>
  parts.every((part) => part.productId === productId)
    ? null
    : parts.map(({ productId: id, warehouseId, quantity }) => ({ productId: id, warehouseId, quantity }));

/** Adds returns without their lines, as `insertSales` adds sales. */
export const insertReturns = (
  tx: CompanyTransaction,
  returns: readonly NewReturn[],
  { actor, now }: Recording,
): Promise<ExternalKey[]> =>
  tx.query<ExternalKey>({
    name: 'returns-insert',
    text: `insert into sale_returns (company_id, id, sale_id, external_id, channel, total, notes, returned_at, actor_type,
                                     actor_id, created_at)
           select $1, id, "saleId", "externalId", channel, total, notes, "returnedAt", $3, $4, $5
           from json_to_recordset($2::json) as sale_return (
             id uuid, "saleId" uuid, "externalId" text, channel text, total numeric, notes text, "returnedAt" timestamptz)
           order by channel, "externalId", id
           on conflict do nothing
           returning channel, external_id as "externalId"`,
    values: [tx.companyId, JSON.stringify(returns), actor.type, actor.id, now],
  });

/** Adds lines of returns, in one statement sent with COMMIT. */
export const insertReturnItems = (tx: CompanyTransaction, items: readonly NewReturnItem[]): void => {
  if (items.length === 0) return;
  tx.atCommit({
    name: 'return-items-insert',
    text: `insert into sale_return_items (company_id, return_id, line_number, sale_id, sale_line_number, product_id,
                                          warehouse_id, quantity, unit_price, disposition, parts)
           select $1, "returnId", "lineNumber", "saleId", "saleLineNumber", "productId", "warehouseId", quantity, "unitPrice", disposition, parts
           from json_to_recordset($2::json) as item (
             "returnId" uuid, "lineNumber" integer, "saleId" uuid, "saleLineNumber" integer, "productId" uuid,
             "warehouseId" uuid, quantity integer, "unitPrice" numeric, disposition return_disposition, parts jsonb)`,
    values: [tx.companyId, JSON.stringify(items)],
  });
};
