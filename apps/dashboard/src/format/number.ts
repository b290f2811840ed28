import { locale } from './locale.ts';

const whole = new Map<string, Intl.NumberFormat>();

const formatter = (options: Intl.NumberFormatOptions): Intl.NumberFormat => {
  const key = `${locale()}${JSON.stringify(options)}`;
  const known = whole.get(key);
  if (known !== undefined) return known;
  const made = new Intl.NumberFormat(locale(), options);
  whole.set(key, made);
  return made;
};

/** A count of units: 1,204. */
export const formatQuantity = (value: number): string =>
  formatter({ maximumFractionDigits: 0 }).format(value);

/** A change of stock with its sign, and a true minus: +12, −3. Zero has none. */
export const formatChange = (value: number): string =>
  formatter({ maximumFractionDigits: 0, signDisplay: 'exceptZero' }).format(value).replace('-', '−');

/** Units a day: two figures that count, so that 0.0333 is not 0. */
export const formatVelocity = (value: number): string =>
  formatter(
    value >= 10
      ? { maximumFractionDigits: 1 }
      : { maximumSignificantDigits: value >= 1 ? 3 : 2, minimumFractionDigits: 0 },
  ).format(value);

/** Money in words of the person's locale; a decimal string stays exact, up to four decimals. */
export const formatMoney = (amount: string, currency: string): string => {
  const options = { style: 'currency', currency } as const;
  const digits = formatter(options).resolvedOptions().minimumFractionDigits ?? 2;
  return formatter({
    ...options,
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(4, digits),
  }).format(amount as `${number}`);
};

/** "1 unit", "12 units". */
export const units = (value: number, one = 'unit', many = `${one}s`): string =>
  `${formatQuantity(value)} ${Math.abs(value) === 1 ? one : many}`;
