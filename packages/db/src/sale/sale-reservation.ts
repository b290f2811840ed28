import { type ExplodedLine, endOfHold, type Shipment } from '@stockflow/domain';
import { uuidv7 } from 'uuidv7';
import type { CompanyTransaction } from '../connection/index.ts';
import type { StockActor } from '../stock/index.ts';
import type { SaleHold } from './open-sale.ts';

interface Held {
  readonly saleId: string;
  /** What is stocked: bundles are written out. `askedLine` is the sale's line. */
  readonly lines: readonly ExplodedLine[];
  readonly actor: StockActor;
  readonly now: Date;
}

/** Records what a sale holds, with COMMIT: one reservation without an expiry. */
export const addSaleHold = (tx: CompanyTransaction, { saleId, lines, actor, now }: Held): void =>
  tx.atCommit({
    name: 'sale-reserve',
    text: `with held as (
             insert into reservations (company_id, id, reference_type, reference_id, actor_type, actor_id, created_at)
             values ($1, $2, 'sale', $3, $5, $6, $7))
           insert into reservation_lines (company_id, reservation_id, line_number, asked_line, product_id, bundle_id,
                                          warehouse_id, quantity)
           select $1, $2, "lineNumber", "askedLine", "productId", "bundleId", "warehouseId", quantity
           from json_to_recordset($4::json) as line (
             "lineNumber" integer, "askedLine" integer, "productId" uuid, "bundleId" uuid, "warehouseId" uuid,
             quantity integer)`,
    values: [
      tx.companyId,
      uuidv7(),
      saleId,
      JSON.stringify(lines.map((line, index) => ({ ...line, lineNumber: index + 1 }))),
      actor.type,
      actor.id,
      now,
    ],
  });

/**
 * Writes what a shipment leaves of a sale's hold, with COMMIT; once nothing of it is open it has ended. The sale's row is
 * locked, so it ends once.
 */
export const saveSaleHold = (
  tx: CompanyTransaction,
  { reservationId, lines }: SaleHold,
  { parts, isLast }: Shipment,
  now: Date,
): void => {
  const after = new Map(parts.map(({ held }) => [held.lineNumber, held]));
  tx.atCommit({
    name: 'sale-hold-lines',
    text: `update reservation_lines line
           set quantity_committed = after.committed, quantity_released = after.released
           from unnest($3::integer[], $4::integer[], $5::integer[]) as after (line_number, committed, released)
           where line.company_id = $1 and line.reservation_id = $2 and line.line_number = after.line_number`,
    values: [
      tx.companyId,
      reservationId,
      [...after.keys()],
      [...after.values()].map(({ quantityCommitted }) => quantityCommitted),
      [...after.values()].map(({ quantityReleased }) => quantityReleased),
    ],
  });
  if (!isLast) return;
  const status = endOfHold(lines.map((line) => after.get(line.lineNumber) ?? line));
  tx.atCommit({
    name: 'sale-hold-end',
    text: `update reservations set status = $3::reservation_status, ended_at = $4
           where company_id = $1 and id = $2 and status = 'active'`,
    values: [tx.companyId, reservationId, status, now],
  });
};
