/** The check digit of the first twelve digits of an EAN-13: weights 1 and 3 in turn, up to the next ten. */
export function eanCheckDigit(twelve: string): number {
  const sum = [...twelve].reduce(
    (total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3),
    0,
  );
  return (10 - (sum % 10)) % 10;
}

/**
 * An EAN-13 with a valid check digit. It begins with 29, which GS1 keeps for numbers inside a company: no scanner
 * takes a demo product for somebody's real one.
 */
export function ean13(number: number): string {
  const twelve = `29${String(number).padStart(10, '0').slice(-10)}`;
  return `${twelve}${eanCheckDigit(twelve)}`;
}
