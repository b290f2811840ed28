/**
 * Codes that stand for no article of stock, with why. From the file's own page of oddities: postage, fees and
 * entries by hand share the column with goods.
 */
const NOT_GOODS: Readonly<Record<string, string>> = {
  POST: 'postage',
  DOT: 'postage',
  C2: 'carriage',
  M: 'manual_entry',
  D: 'discount',
  S: 'samples_charge',
  'BANK CHARGES': 'bank_charge',
  AMAZONFEE: 'marketplace_fee',
  CRUK: 'charity_commission',
  PADS: 'no_single_article',
  B: 'bad_debt',
};

/** Why a code, in capitals, is not goods; `undefined` when it is. */
export function whyNotGoods(code: string): string | undefined {
  // A voucher is money that was paid in advance: it is redeemed, not shelved.
  if (code.startsWith('GIFT_')) return 'gift_voucher';
  return Object.hasOwn(NOT_GOODS, code) ? NOT_GOODS[code] : undefined;
}
