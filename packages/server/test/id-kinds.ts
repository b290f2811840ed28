import type { WorldIds } from './world.ts';

// What each id field names, by its last word; `own` is the id that the caller makes for a new thing.
const KINDS: Readonly<Record<string, keyof WorldIds | 'own'>> = {
  apiKeyId: 'apiKey',
  categoryId: 'category',
  categoryIds: 'category',
  id: 'own',
  invitationId: 'invitation',
  managerId: 'user',
  parentId: 'product',
  productId: 'product',
  productIds: 'product',
  referenceId: 'product',
  saleId: 'sale',
  supplierId: 'supplier',
  supplierIds: 'supplier',
  userId: 'user',
  warehouseId: 'warehouse',
  warehouseIds: 'warehouse',
};

/** The kind of thing that an id field names. A field that is not known here fails the sweep that asks. */
export const kindOf = (pattern: string): keyof WorldIds | 'own' => {
  const word = pattern.split('.').findLast((part) => part !== '*') ?? '';
  const kind = KINDS[word];
  if (kind === undefined) throw new Error(`Say in id-kinds.ts what "${word}" names.`);
  return kind;
};
