import { invalidField } from '../refusal.ts';

/**
 * What makes two names the same: compatibility forms and case are folded, so that "Ａcme", "ACME" and "acme"
 * are one name. Stored beside the name as `name_key`; the unique key stands on it. Composed once more at the end:
 * "J̌" has no composed capital, its small letter has.
 */
export const foldName = (name: string): string => name.normalize('NFKC').toLowerCase().normalize('NFKC');

/** The longest `name_key`, in UTF-16 units: at most 1,800 bytes, and an index row takes 2,704. */
const NAME_KEY_MAX = 600;

/** The name's key. A few characters fold into eighteen ("ﷺ"): a name of many of those is refused as too long. */
export const nameKeyOf = (name: string): string => {
  const key = foldName(name);
  if (key.length > NAME_KEY_MAX)
    throw invalidField('name', 'Too long: it has characters that stand for many others.');
  return key;
};

/** What makes two SKUs the same: their case does not count. Stored as `sku_key`. */
export const foldSku = (sku: string): string => sku.toLowerCase();
