// Exact decimals without floats: a figure is a whole number of its smallest part (of 0.0001, say) in a BigInt.
// `1.10 * 3` in floats is 3.3000000000000003, and a sum of a year's sales drifts by more.

/** Decimals that a price or a cost of one base unit has at most: `numeric(14, 4)`. */
export const UNIT_PRICE_DECIMALS = 4;

/**
 * Reads a decimal string as a whole number of its smallest parts.
 * @param decimals how many decimals the answer counts in; a text with more of them (zeros apart) is a bug
 * @example partsOf('19.99', 4) // 199900n
 */
export const partsOf = (text: string, decimals: number): bigint => {
  const [whole = '0', fraction = ''] = text.split('.');
  if (/[1-9]/.test(fraction.slice(decimals))) throw new Error(`${text} has more than ${decimals} decimals`);
  return BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
};

/**
 * Writes a whole number of smallest parts as a decimal string with exactly so many decimals.
 * @example textOf(199900n, 4) // "19.9900"
 */
export const textOf = (parts: bigint, decimals: number): string => {
  const digits = (parts < 0n ? -parts : parts).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${parts < 0n ? '-' : ''}${whole}${fraction}`;
};

/** Divides, rounding half away from zero, as money is rounded. The divisor is above 0. */
export const divideRounded = (dividend: bigint, divisor: bigint): bigint => {
  const half = divisor / 2n;
  return dividend < 0n ? -((-dividend + half) / divisor) : (dividend + half) / divisor;
};
