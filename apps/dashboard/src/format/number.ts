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

/** A figure at a chart's axis: 1.2K, 3M. */
export const formatCompact = (value: number): string =>
  formatter({ notation: 'compact', maximumFractionDigits: 1 }).format(value);

/** A figure of which only the first matter: 4.2, 17. */
export const formatRough = (value: number): string =>
  formatter({ maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);

/** A share with its sign: +12%, −3%. */
export const formatShare = (value: number): string =>
  formatter({ style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
    .format(value)
    .replace('-', '−');

/** Money without its small change, for large figures. What is less than a thousand keeps it. */
export const formatMoneyShort = (amount: string, currency: string): string => {
  const isLarge = Math.abs(Number(amount)) >= 1_000;
  return formatter({
    style: 'currency',
    currency,
    ...(isLarge ? { maximumFractionDigits: 0 } : {}),
  }).format(amount as `${number}`);
};
