/**
 * What makes two names the same: compatibility forms and case are folded, so that "Ａcme", "ACME" and "acme"
 * are one name. Stored beside the name as `name_key`; the unique key stands on it. Composed once more at the end:
 * "J̌" has no composed capital, its small letter has.
 */
export const foldName = (name: string): string => name.normalize('NFKC').toLowerCase().normalize('NFKC');

/** What makes two SKUs the same: their case does not count. Stored as `sku_key`. */
export const foldSku = (sku: string): string => sku.toLowerCase();
