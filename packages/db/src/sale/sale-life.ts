import type { SaleStanding } from '@stockflow/domain';
import { onlyRow } from '../catalogue/index.ts';
import type { CompanyTransaction } from '../connection/index.ts';

/** A sale under lock. */
export type LockedSale = SaleStanding & { readonly saleDate: Date };

/** A line of a locked sale, as stock moves for it. */
export interface LockedSaleLine {
  readonly lineNumber: number;
  readonly productId: string;
  readonly warehouseId: string;
  readonly quantity: number;
}

/**
 * Locks a sale until the transaction ends: of callers who confirm, complete and cancel it at once, one goes on and the
 * others then see what it became. Taken before any level, by everyone. NOT_FOUND for an unknown or foreign id.
 */
export const lockSale = async (tx: CompanyTransaction, id: string): Promise<LockedSale> =>
  onlyRow(
    await tx.query<LockedSale>({
      name: 'sale-lock',
      text: `select id, status, version, sale_date as "saleDate"
             from sales
             where company_id = $1 and id = $2
             for update`,
      values: [tx.companyId, id],
    }),
    'sale',
  );

/** The lines of a sale, in their order. */
export const readSaleLines = (tx: CompanyTransaction, saleId: string): Promise<LockedSaleLine[]> =>
  tx.query<LockedSaleLine>({
    name: 'sale-lines',
    text: `select line_number as "lineNumber", product_id as "productId", warehouse_id as "warehouseId", quantity
           from sale_items
           where company_id = $1 and sale_id = $2
           order by line_number`,
    values: [tx.companyId, saleId],
  });

interface Reached {
  readonly id: string;
  readonly status: 'confirmed' | 'completed' | 'cancelled';
  /** Added to the sale's notes. */
  readonly notes?: string | undefined;
  readonly now: Date;
}

/** Notes what a locked sale has become, and when. A draft is sold when it is confirmed: its sale date moves to then. */
export const markSale = (tx: CompanyTransaction, { id, status, notes, now }: Reached): Promise<number> =>
  tx.execute({
    name: 'sale-mark',
    text: `update sales
           set status = $3::sale_status, version = version + 1, updated_at = $4,
               sale_date = case when $3 = 'confirmed' then $4 else sale_date end,
               confirmed_at = case when $3 = 'confirmed' then $4 else confirmed_at end,
               completed_at = case when $3 = 'completed' then $4 else completed_at end,
               cancelled_at = case when $3 = 'cancelled' then $4 else cancelled_at end,
               notes = case when $5::text is null then notes else concat_ws(E'\\n', notes, $5::text) end
           where company_id = $1 and id = $2`,
    values: [tx.companyId, id, status, now, notes ?? null],
  });

/** Notes that every line of a sale has left the warehouse whole. */
export const markShipped = (tx: CompanyTransaction, saleId: string): Promise<number> =>
  tx.execute({
    name: 'sale-items-ship',
    text: 'update sale_items set quantity_shipped = quantity where company_id = $1 and sale_id = $2',
    values: [tx.companyId, saleId],
  });
