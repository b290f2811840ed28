import {
  type CompanyTransaction,
  type NewEvent,
  type OpenSale,
  postWhole,
  type SaleHead,
  saveSaleHold,
  saveSaleLines,
} from '@stockflow/db';
import {
  type DemandChange,
  isAllBack,
  movesOfShipment,
  type Shipment,
  saleEventData,
} from '@stockflow/domain';
import type { Sale, SaleLine } from '@stockflow/schemas';
import { type Acting, movingOf } from './acting.ts';

/** Ships and gives back what a shipment says of an open sale's hold. Answers the sale's lines as they are then. */
export const shipHold = async (
  tx: CompanyTransaction,
  { head, lines, hold }: OpenSale,
  { shipment, notes }: { shipment: Shipment; notes?: string | undefined },
  acting: Acting,
): Promise<SaleLine[]> => {
  await postWhole(tx, movesOfShipment(head.id, shipment, notes), movingOf(acting));
  if (hold) saveSaleHold(tx, hold, shipment, acting.now);
  const after = lines.map((line) => ({
    ...line,
    quantityShipped: shipment.quantityShipped.get(line.lineNumber) ?? line.quantityShipped,
  }));
  saveSaleLines(
    tx,
    head.id,
    after.filter(({ lineNumber }) => shipment.quantityShipped.has(lineNumber)),
  );
  return after;
};

/** What left is demand of the sale's day: units of what is stocked. */
export const demandOf = ({ parts }: Shipment, saleDate: Date): DemandChange[] => {
  const at = saleDate.toISOString();
  return parts.flatMap(({ held: { productId, warehouseId }, shipped }) =>
    shipped > 0 ? [{ productId, warehouseId, at, unitsSold: shipped, unitsReturned: 0 }] : [],
  );
};

/** The sale's row after a shipment: with the last of it the sale is completed, or returned where all is back already. */
export const shippedHead = (
  head: SaleHead,
  lines: readonly SaleLine[],
  { shipment, now }: { shipment: Shipment; now: Date },
): SaleHead => {
  const version = head.version + 1;
  if (!shipment.isLast) return { ...head, version };
  return { ...head, version, status: isAllBack(lines) ? 'returned' : 'completed', completedAt: now };
};

/** What the outbox says of a shipment. */
export const eventsOf = (sale: Sale): NewEvent[] => {
  const data = saleEventData(sale);
  if (sale.status === 'confirmed') return [{ type: 'sale.shipped', data }];
  const completed: NewEvent = { type: 'sale.completed', data };
  return sale.status === 'returned' ? [completed, { type: 'sale.returned', data }] : [completed];
};
