export {
  type CategoryFields,
  categoryById,
  deactivateCategory,
  insertCategory,
  updateCategory,
} from './category-store.ts';
export { type NewProduct, type ProductsInserted, type Taken, insertProducts, readTaken } from './insert-products.ts';
export {
  type NameCursor,
  type NamedCategory,
  type NamedSupplier,
  type NamedWarehouse,
  listCategoriesStatement,
  listSuppliersStatement,
  listWarehousesStatement,
  nameCursor,
  nameKeyOf,
} from './list-named.ts';
export { type OfferCursor, type OfferListRow, listOffersStatement, offerCursor } from './list-offers.ts';
export {
  type ProductFilter,
  type ProductKey,
  type ProductListRow,
  listProductsStatement,
  wireProductListItem,
} from './list-products.ts';
export { type OfferTerms, removeOffer, setOffer, wireOffer } from './offer-store.ts';
export { requireParent } from './product-parents.ts';
export { type ProductRow, wireProduct } from './product-row.ts';
export {
  type ProductFields,
  deactivateProduct,
  productById,
  productBySku,
  skuTaken,
  updateProduct,
} from './product-store.ts';
export { lockWarehouses, readActive, requireReferences } from './references.ts';
export { onlyRow } from './rows.ts';
export {
  type SupplierFields,
  deactivateSupplier,
  insertSupplier,
  supplierById,
  updateSupplier,
} from './supplier-store.ts';
export {
  type WarehouseFields,
  deactivateWarehouse,
  insertWarehouse,
  updateWarehouse,
  warehouseById,
} from './warehouse-store.ts';
export { wire } from './wire.ts';
