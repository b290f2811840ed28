import type { Sale } from '@stockflow/schemas';

/** Lines that an event of a sale or return tells; `lineCount` says how many there are. */
export const EVENT_LINES_MAX = 100;

/** What the outbox says of a sale: ids and figures, no words of people. */
export const saleEventData = (sale: Sale) => ({
  saleId: sale.id,
  channel: sale.channel,
  externalId: sale.externalId,
  status: sale.status,
  total: sale.total,
  lineCount: sale.lineCount,
  lines: sale.lines.slice(0, EVENT_LINES_MAX).map((line) => ({
    lineNumber: line.lineNumber,
    productId: line.productId,
    warehouseId: line.warehouseId,
    quantity: line.quantity,
    quantityShipped: line.quantityShipped,
    quantityReturned: line.quantityReturned,
  })),
});
