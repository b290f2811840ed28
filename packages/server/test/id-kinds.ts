import type { WorldIds } from './world.ts';

// What each id field names, by its last word; `own` is the id that the caller makes for a new thing.
const KINDS: Readonly<Record<string, keyof WorldIds | 'own'>> = {
  alertId: 'alert',
  alertIds: 'alert',
  apiKeyId: 'apiKey',
  assigneeId: 'user',
  categoryId: 'category',
  categoryIds: 'category',
  countId: 'count',
  fromWarehouseId: 'warehouse',
  id: 'own',
  invitationId: 'invitation',
  managerId: 'user',
  parentId: 'product',
  parentIds: 'product',
  productId: 'product',
  productIds: 'product',
  referenceId: 'sale',
  reservationId: 'reservation',
  returnId: 'saleReturn',
  saleId: 'sale',
  supplierId: 'supplier',
  supplierIds: 'supplier',
  toWarehouseId: 'secondWarehouse',
  transferId: 'transfer',
  userId: 'user',
  warehouseId: 'warehouse',
  warehouseIds: 'warehouse',
};

// What a hold is for is the caller's own thing, known to nobody here.
const OWN_FIELDS: ReadonlySet<string> = new Set(['inventory.reserve referenceId']);

/** The kind of thing that an id field names. A field that is not known here fails the sweep that asks. */
export const kindOf = (path: string, pattern: string): keyof WorldIds | 'elsewhere' | 'own' => {
  if (OWN_FIELDS.has(`${path} ${pattern}`)) return 'elsewhere';
  const word = pattern.split('.').findLast((part) => part !== '*') ?? '';
  const kind = KINDS[word];
  if (kind === undefined) throw new Error(`Say in id-kinds.ts what "${word}" names.`);
  return kind;
};
