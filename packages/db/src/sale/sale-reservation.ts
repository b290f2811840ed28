import { uuidv7 } from 'uuidv7';
import type { CompanyTransaction } from '../connection/index.ts';
import type { LockedSaleLine } from './sale-life.ts';

interface Hold {
  readonly saleId: string;
  readonly lines: readonly LockedSaleLine[];
  readonly now: Date;
}

/** Records what a sale holds: one reservation without an expiry, one line for each line of the sale. */
export const insertSaleReservation = (
  tx: CompanyTransaction,
  { saleId, lines, now }: Hold,
): Promise<number> =>
  tx.execute({
    name: 'sale-reserve',
    text: `with held as (
             insert into reservations (company_id, id, reference_type, reference_id, created_at)
             values ($1, $2, 'sale', $3, $5))
           insert into reservation_lines (company_id, reservation_id, line_number, asked_line, product_id, warehouse_id, quantity)
           select $1, $2, "lineNumber", "lineNumber", "productId", "warehouseId", quantity
           from json_to_recordset($4::json) as line (
             "lineNumber" integer, "productId" uuid, "warehouseId" uuid, quantity integer)`,
    values: [tx.companyId, uuidv7(), saleId, JSON.stringify(lines), now],
  });

interface Ending {
  readonly saleId: string;
  /** Shipped, or given back. */
  readonly as: 'committed' | 'released';
  readonly now: Date;
}

/** Ends what a sale holds, whole. The sale's row is locked, so it ends once. */
export const endSaleReservation = (tx: CompanyTransaction, { saleId, as, now }: Ending): Promise<number> =>
  tx.execute({
    name: 'sale-end-reservation',
    text: `with ended as (
             update reservations
             set status = $3::reservation_status, ended_at = $4
             where company_id = $1 and reference_id = $2 and reference_type = 'sale' and status = 'active'
             returning id)
           update reservation_lines line
           set quantity_committed = case when $3 = 'committed' then quantity else quantity_committed end,
               quantity_released = case when $3 = 'released' then quantity else quantity_released end
           from ended
           where line.company_id = $1 and line.reservation_id = ended.id`,
    values: [tx.companyId, saleId, as, now],
  });
