import { locale } from './locale.ts';

// Money is a decimal string, never a float: what the page adds up, it adds up in ten-thousandths.
const SCALE = 4;
const UNIT = 10n ** BigInt(SCALE);

const scaled = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole) * UNIT + BigInt(fraction.padEnd(SCALE, '0').slice(0, SCALE));
};

const text = (value: bigint): string => {
  const fraction = (value % UNIT)
    .toString()
    .padStart(SCALE, '0')
    .replace(/0{1,2}$/, '');
  return `${value / UNIT}.${fraction}`;
};

/** A price of one unit times a quantity, exact. Amounts of 0 or more with at most four decimals. */
export const times = (amount: string, quantity: number): string => text(scaled(amount) * BigInt(quantity));

/** The sum of amounts, exact. */
export const sum = (amounts: readonly string[]): string =>
  text(amounts.reduce((total, amount) => total + scaled(amount), 0n));

/** True for what the API takes as money: "19.99", at most four decimals. */
export const isDecimal = (value: string): boolean => /^\d{1,10}(\.\d{1,4})?$/.test(value);

/**
 * What a person typed as money, as the API takes it: "1.234,50" in Germany is "1234.50". What could be read two
 * ways ("1,5" where a comma groups thousands) or is no number goes on as it is, so that the refusal stands at
 * the field.
 */
export const toDecimal = (typed: string, inLocale = locale()): string => {
  const { decimal, group } = marksOf(inLocale);
  const bare = typed.trim().replace(/[\s\u00a0\u202f'’]/g, '');
  const grouped = bare.split(decimal)[0]?.split(group) ?? [];
  const wellGrouped = grouped.slice(1).every((part) => /^\d{3}$/.test(part));
  if (wellGrouped) {
    const plain = bare.replaceAll(group, '').replace(decimal, '.');
    return plain.startsWith('.') ? `0${plain}` : plain;
  }
  return bare;
};

const marksOf = (inLocale: string): { decimal: string; group: string } => {
  const parts = new Intl.NumberFormat(inLocale).formatToParts(12_345.6);
  const mark = (type: string) => parts.find((part) => part.type === type)?.value;
  return { decimal: mark('decimal') ?? '.', group: mark('group') ?? ',' };
};

/** A decimal string as a person of this locale types it. */
export const fromDecimal = (amount: string, inLocale = locale()): string =>
  amount.replace('.', marksOf(inLocale).decimal);
