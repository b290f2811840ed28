/** The kinds of things that have ids of their own, and what one is called in words. */
export const ID_KINDS = {
  Alert: 'an alert',
  ApiKey: 'an API key',
  Category: 'a category',
  Company: 'a company',
  Count: 'a stock count',
  Invitation: 'an invitation',
  Product: 'a product, a variant or a bundle',
  Reservation: 'a reservation',
  Return: 'a return',
  Sale: 'a sale',
  Supplier: 'a supplier',
  Transfer: 'a transfer',
  User: 'a person of the company',
  Warehouse: 'a warehouse',
} as const;
export type IdKind = keyof typeof ID_KINDS;

/** What an id field names, by its own name; null: it can name things of several kinds, or things of yours. */
const BY_FIELD: Readonly<Record<string, IdKind | null>> = {
  actorId: null,
  alertId: 'Alert',
  alertIds: 'Alert',
  apiKeyId: 'ApiKey',
  assigneeId: 'User',
  bundleId: 'Product',
  categoryId: 'Category',
  categoryIds: 'Category',
  companyId: 'Company',
  countId: 'Count',
  createdById: 'User',
  externalId: null,
  fromWarehouseId: 'Warehouse',
  invitationId: 'Invitation',
  invitedById: 'User',
  lastEventId: null,
  managerId: 'User',
  parentId: 'Product',
  parentIds: 'Product',
  productId: 'Product',
  productIds: 'Product',
  referenceId: null,
  requestId: null,
  reservationId: 'Reservation',
  returnId: 'Return',
  saleId: 'Sale',
  supplierId: 'Supplier',
  supplierIds: 'Supplier',
  toWarehouseId: 'Warehouse',
  transferId: 'Transfer',
  userId: 'User',
  warehouseId: 'Warehouse',
  warehouseIds: 'Warehouse',
};

/** What `id` names, by the type or field in which it stands. */
const BY_OWNER: Readonly<Record<string, IdKind | null>> = {
  actor: null,
  Alert: 'Alert',
  AlertChange: null,
  AlertEvent: null,
  AlertLife: 'Alert',
  ApiKey: 'ApiKey',
  apiKey: 'ApiKey',
  assignee: 'User',
  Category: 'Category',
  company: 'Company',
  Company: 'Company',
  Count: 'Count',
  CreateBundleInput: 'Product',
  CreateCategoryInput: 'Category',
  CreateProductInput: 'Product',
  CreateReturnInput: 'Return',
  CreateSaleInput: 'Sale',
  CreateSupplierInput: 'Supplier',
  CreateUnlinkedReturnInput: 'Return',
  CreateWarehouseInput: 'Warehouse',
  ImportedReturn: 'Return',
  ImportedSale: 'Sale',
  Invitation: 'Invitation',
  Member: 'User',
  Movement: null,
  OpenCountInput: 'Count',
  product: 'Product',
  Product: 'Product',
  ProductListItem: 'Product',
  products: 'Product',
  Reservation: 'Reservation',
  ReserveStockInput: 'Reservation',
  results: null,
  Sale: 'Sale',
  SaleReturn: 'Return',
  SaleReturnSummary: 'Return',
  SaleSummary: 'Sale',
  ShipTransferInput: 'Transfer',
  StockflowEvent: null,
  supplier: 'Supplier',
  Supplier: 'Supplier',
  Transfer: 'Transfer',
  TransferStockInput: 'Transfer',
  TransferSummary: 'Transfer',
  user: 'User',
  VersionConflict: null,
  warehouse: 'Warehouse',
  Warehouse: 'Warehouse',
};

/** The kind of thing that a field names; null for none. An id that is not known here stops the writing of types. */
export const idKindOf = (field: string, owner: string): IdKind | null => {
  const table = field === 'id' ? BY_OWNER : BY_FIELD;
  const name = field === 'id' ? owner : field;
  if (field !== 'id' && !/Ids?$/.test(field)) return null;
  const kind = table[name];
  if (kind === undefined) throw new Error(`Say in tools/id-kinds.ts what "${field}" of ${owner} names.`);
  return kind;
};

/** The types of ids, as source text. */
export const renderIds = (): string => {
  const kinds = Object.entries(ID_KINDS).map(
    ([kind, words]) => `\n/** The id of ${words}. */\nexport type ${kind}Id = Id<'${kind}'>;\n`,
  );
  return `
/**
 * An id: a UUID as a string, and nothing else when your program runs. The compiler refuses the id of one kind of thing where
 * another kind is asked for; a plain string, such as from your own database, it takes anywhere.
 */
export type Id<Kind extends string> = string & { readonly __kind?: Kind };
${kinds.join('')}`;
};
