export { addDemand } from './demand-store.ts';
export { externalKeyOf, idsByExternalKey } from './external-ids.ts';
export {
  insertReturnItems,
  insertReturns,
  type NewReturn,
  type NewReturnItem,
  partsOfBundle,
} from './insert-returns.ts';
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
  type OpenSale,
  type OpenSaleLine,
  openSale,
  type SaleHead,
  type SaleHold,
  wireOpenSale,
} from './open-sale.ts';
export { postWhole } from './post-whole.ts';
export { addSaleHold, saveSaleHold } from './sale-reservation.ts';
export {
  type SaleRow,
  type SaleSummaryRow,
  saleById,
  wireSale,
  wireSaleSummary,
} from './sale-row.ts';
export { saveSaleHead, saveSaleLines } from './save-sale.ts';
export { readWarehouseNames } from './warehouse-names.ts';
