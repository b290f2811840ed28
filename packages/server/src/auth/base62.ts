const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = 62n;

/** Characters that a UUID takes in base 62. */
export const UUID_TEXT_LENGTH = 22;
const UUID_MAX = (1n << 128n) - 1n;

/** A number as letters and digits of a fixed length: a double click selects all of it. */
const numberToText = (value: bigint, length: number): string => {
  let rest = value;
  let text = '';
  for (let i = 0; i < length; i++) {
    text = ALPHABET.charAt(Number(rest % BASE)) + text;
    rest /= BASE;
  }
  if (rest !== 0n) throw new RangeError(`does not fit into ${length} characters`);
  return text;
};

/** Bytes, read as one number, as letters and digits of a fixed length. */
export const bytesToText = (bytes: Uint8Array, length: number): string =>
  numberToText(BigInt(`0x${Buffer.from(bytes).toString('hex') || '0'}`), length);

/** A UUID as 22 letters and digits. */
export const uuidToText = (uuid: string): string =>
  numberToText(BigInt(`0x${uuid.replaceAll('-', '')}`), UUID_TEXT_LENGTH);

/** The UUID that 22 letters and digits stand for, or null: there is one text for each UUID and no other. */
export const textToUuid = (text: string): string | null => {
  if (text.length !== UUID_TEXT_LENGTH) return null;
  let value = 0n;
  for (const character of text) {
    const digit = ALPHABET.indexOf(character);
    if (digit === -1) return null;
    value = value * BASE + BigInt(digit);
  }
  if (value > UUID_MAX) return null;
  return value
    .toString(16)
    .padStart(32, '0')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};
