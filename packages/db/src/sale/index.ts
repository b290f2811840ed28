export { addDemand } from './demand-store.ts';
export { externalKeyOf, idsByExternalKey } from './external-ids.ts';
export { insertReturnItems, insertReturns, type NewReturn, type NewReturnItem } from './insert-returns.ts';
export {
  type ExternalKey,
  insertSaleItems,
  insertSales,
  type NewSale,
  type NewSaleItem,
  type Recording,
} from './insert-sales.ts';
export {
  listSalesStatement,
  type SaleCursor,
  type SaleFilter,
  saleCursor,
  saleCursorOf,
} from './list-sales.ts';
export {
  type LockedSale,
  type LockedSaleLine,
  lockSale,
  markSale,
  markShipped,
  readSaleLines,
} from './sale-life.ts';
export { endSaleReservation, insertSaleReservation } from './sale-reservation.ts';
export {
  readSale,
  type SaleRow,
  type SaleSummaryRow,
  saleById,
  wireSale,
  wireSaleSummary,
} from './sale-row.ts';
