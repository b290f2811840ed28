import { createHash } from 'node:crypto';

/**
 * An id made from names instead of chance: the same names give the same id, so that an interrupted load which
 * runs again names the same things. In the form of a UUIDv7 with the thing's own time, so that it sorts as one.
 * @param at the thing's own time, in milliseconds since 1970
 * @example idOf(Date.parse('2011-03-01T09:00:00Z'), companyId, 'sale', '536365')
 */
export function idOf(at: number, ...names: string[]): string {
  // Each name with its length before it: ('ab', 'c') and ('a', 'bc') are two things.
  const bytes = createHash('sha256')
    .update(names.map((name) => `${name.length}:${name}`).join(''))
    .digest()
    .subarray(0, 16);
  bytes.writeUIntBE(Math.max(0, Math.floor(at)), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
