export {
  type BundleRow,
  bundleById,
  lockBundles,
  readSurroundings,
  replaceComponents,
} from './bundle-store.ts';
export {
  type CategoryFields,
  type CategoryRow,
  categoryById,
  changeCategory,
  closeCategory,
  insertCategory,
  wireCategory,
} from './category-store.ts';
export {
  insertProducts,
  type NewProduct,
  type ProductsInserted,
  readTaken,
  type Taken,
} from './insert-products.ts';
export {
  listCategoriesStatement,
  listSuppliersStatement,
  listWarehousesStatement,
  type NameCursor,
  type NamedCategory,
  type NamedSupplier,
  type NamedWarehouse,
  nameCursor,
  nameCursorOf,
} from './list-named.ts';
export { listOffersStatement, type OfferCursor, type OfferListRow, offerCursor } from './list-offers.ts';
export {
  listProductsStatement,
  type ProductFilter,
  type ProductListRow,
  productCursor,
  productCursorOf,
  wireProductListItem,
} from './list-products.ts';
export { type OfferTerms, removeOffer, setOffer, wireOffer } from './offer-store.ts';
export { requireParent } from './product-parents.ts';
export { type ProductRow, wireProduct } from './product-row.ts';
export {
  changeProduct,
  closeProduct,
  type ProductFields,
  productById,
  productBySku,
  skuTaken,
} from './product-store.ts';
export { readActive, readKnownReferences, requireCategory, requireReferences } from './references.ts';
export { onlyRow } from './rows.ts';
export {
  changeSupplier,
  closeSupplier,
  insertSupplier,
  type SupplierFields,
  type SupplierRow,
  supplierById,
  wireSupplier,
} from './supplier-store.ts';
export {
  changeWarehouse,
  closeWarehouse,
  insertWarehouse,
  type WarehouseFields,
  type WarehouseRow,
  warehouseById,
  wireWarehouse,
} from './warehouse-store.ts';
