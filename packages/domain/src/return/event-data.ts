import type { SaleReturn } from '@stockflow/schemas';
import { EVENT_LINES_MAX } from '../sale/event-data.ts';

/** What the outbox says of a return: ids and figures, no words of people. */
export const returnEventData = (back: SaleReturn) => ({
  returnId: back.id,
  saleId: back.saleId,
  channel: back.channel,
  externalId: back.externalId,
  total: back.total,
  lineCount: back.lines.length,
  lines: back.lines.slice(0, EVENT_LINES_MAX).map((line) => ({
    lineNumber: line.lineNumber,
    saleLineNumber: line.saleLineNumber,
    productId: line.productId,
    warehouseId: line.warehouseId,
    quantity: line.quantity,
    disposition: line.disposition,
  })),
});
