/**
 * Money as it stands on the wire: at least two decimals, and no more zeros than that.
 * @example wireMoney('1.2000') // "1.20"
 * @example wireMoney('0.1234') // "0.1234"
 */
export const wireMoney = (decimal: string): string => {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return `${whole}.${fraction.replace(/0+$/, '').padEnd(2, '0')}`;
};
