const SEQUENCE_MAX = 0xfff;
const MILLISECONDS_MAX = 0xffff_ffff_ffff;

/** What an id is made of: the time and randomness come in, so that a test can set them. */
export interface IdSources {
  now(): number;
  fill(bytes: Uint8Array<ArrayBuffer>): void;
}

const realSources: IdSources = {
  now: () => Date.now(),
  fill: (bytes) => {
    crypto.getRandomValues(bytes);
  },
};

/**
 * Makes a maker of UUIDv7 (RFC 9562): 48 bits of milliseconds, 12 bits of sequence, 62 random bits.
 * Ids of one maker sort in the order in which they were made, also within a millisecond and when the
 * clock steps back.
 */
export const idMaker = ({ now, fill }: IdSources = realSources): (() => string) => {
  let last = 0;
  let sequence = 0;
  return () => {
    const bytes = new Uint8Array(16);
    fill(bytes);
    const millisecond = Math.min(Math.floor(now()), MILLISECONDS_MAX);
    if (millisecond > last) {
      last = millisecond;
      // Half of the range is left to count up in, so that ids of two makers seldom share a start.
      sequence = ((bytes[6]! << 8) | bytes[7]!) & (SEQUENCE_MAX >> 1);
    } else if (sequence < SEQUENCE_MAX) sequence += 1;
    else {
      last += 1;
      sequence = 0;
    }
    for (let index = 0; index < 6; index++) bytes[index] = Math.floor(last / 2 ** (8 * (5 - index))) % 256;
    bytes[6] = 0x70 | (sequence >> 8);
    bytes[7] = sequence & 0xff;
    bytes[8] = 0x80 | (bytes[8]! & 0x3f);
    return uuidOf(bytes);
  };
};

const uuidOf = (bytes: Uint8Array): string => {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

let make: (() => string) | undefined;

/**
 * Makes an id (UUIDv7: sorts by time). Every `create` takes one as `id`, so that you can know it before
 * the call, store it, and send the same call again without making a second thing.
 * @example const id = newId(); // "019ab3c4-…"
 */
export const newId = (): string => {
  make ??= idMaker();
  return make();
};
