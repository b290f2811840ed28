/** The check digit of an EAN-13: weights 1 and 3 in turn, filled up to the next ten. */
function checkDigit(twelve: string): number {
  let sum = 0;
  for (const [index, digit] of [...twelve].entries()) sum += Number(digit) * (index % 2 === 0 ? 1 : 3);
  return (10 - (sum % 10)) % 10;
}

/**
 * The EAN-13 of a number, in the range 200 to 299 that GS1 keeps for use inside a company: it can be no real article's.
 * @example ean13(1) // "2000000000015"
 */
export function ean13(number: number): string {
  const twelve = `2${String(number).padStart(11, '0')}`;
  return `${twelve}${checkDigit(twelve)}`;
}

/** Whether a text is thirteen digits of which the last is the right check digit. */
export const isEan13 = (text: string): boolean =>
  /^\d{13}$/.test(text) && Number(text[12]) === checkDigit(text.slice(0, 12));
