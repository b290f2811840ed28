/**
 * An idempotency key that says what is sent: the same input has the same key, whenever and wherever it is made. 106 bits of
 * two multiplying hashes, not SHA-256, which browsers have only over HTTPS; nothing rests on its being hard to forge, and of
 * two inputs with one key the server would refuse the second.
 */
export const contentKey = (prefix: string, content: unknown): string => {
  const text = JSON.stringify(content);
  return `${prefix}-${text.length.toString(36)}-${hash(text, 0x9e3779b9)}${hash(text, 0x51ed270b)}`;
};

const hash = (text: string, seed: number): string => {
  let one = 0xdeadbeef ^ seed;
  let other = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    one = Math.imul(one ^ code, 2_654_435_761);
    other = Math.imul(other ^ code, 1_597_334_677);
  }
  one = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
  other = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & other) + (one >>> 0)).toString(36);
};
