import type { SaleLineState } from '@stockflow/domain';
import type { CompanyTransaction } from '../connection/index.ts';
import type { SaleHead } from './open-sale.ts';

/** Writes what a locked sale has become, with COMMIT. Call it after `postStock`. */
export const saveSaleHead = (tx: CompanyTransaction, head: SaleHead, now: Date): void =>
  tx.atCommit({
    name: 'sale-save',
    text: `update sales
           set status = $3::sale_status, version = $4, updated_at = $5, sale_date = $6, confirmed_at = $7,
               completed_at = $8, cancelled_at = $9, notes = $10
           where company_id = $1 and id = $2`,
    values: [
      tx.companyId,
      head.id,
      head.status,
      head.version,
      now,
      head.saleDate,
      head.confirmedAt,
      head.completedAt,
      head.cancelledAt,
      head.notes,
    ],
  });

/** Writes how far lines of a locked sale have come, with COMMIT: quantities shipped and returned. */
export const saveSaleLines = (
  tx: CompanyTransaction,
  saleId: string,
  changed: readonly SaleLineState[],
): void => {
  if (changed.length === 0) return;
  tx.atCommit({
    name: 'sale-items-save',
    text: `update sale_items item
           set quantity_shipped = after.shipped, quantity_returned = after.returned
           from unnest($3::integer[], $4::integer[], $5::integer[]) as after (line_number, shipped, returned)
           where item.company_id = $1 and item.sale_id = $2 and item.line_number = after.line_number`,
    values: [
      tx.companyId,
      saleId,
      changed.map(({ lineNumber }) => lineNumber),
      changed.map(({ quantityShipped }) => quantityShipped),
      changed.map(({ quantityReturned }) => quantityReturned),
    ],
  });
};
