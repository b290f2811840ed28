import type { Random } from '../random.ts';

/** Stands in an input for JSON that no JavaScript value becomes; `toJson` puts it in. */
const RAW = {
  nan: 'NaN',
  infinity: '1e309',
  minusZero: '-0',
  beyondSafe: '9007199254740993',
  manyDigits: `1${'0'.repeat(400)}`,
  tiny: '1e-400',
  fraction: '0.30000000000000004',
  deepArrays: `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
  deepObjects: `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
  prototype: '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  twice: '{"id":"a","id":"b"}',
  undefined: 'undefined',
} as const;

const mark = (name: string): string => `\u241f${name}\u241f`;
const RAW_VALUES = Object.keys(RAW).map(mark);

/** An input as JSON text, with what is raw put in as it is. */
export const toJson = (input: unknown): string =>
  (JSON.stringify(input) ?? '').replace(
    /"\u241f(\w+)\u241f"/g,
    (_, name: string) => RAW[name as keyof typeof RAW] ?? 'null',
  );

/** Characters that programs trip over: NUL, a lone surrogate, marks of direction, one letter in two forms, quotes, escapes. */
const CHARACTERS = [
  '\u0000',
  '\ud800',
  '\udfff',
  '\u202e',
  '\ufeff',
  '\u00e9',
  'e\u0301',
  '\ufdfa',
  '\u{1f469}\u200d\u{1f52c}',
  '\u2028',
  '\\',
  '"',
  "'",
  '%',
  '_',
  '\r\n',
  '\t',
  '\u001b[31m',
  '<script>',
  '{{7*7}}',
  '$1',
  "' or 1=1; --",
  '../../../etc/passwd',
] as const;

export const TEXTS = [
  '',
  ' ',
  '\u00a0',
  'null',
  'true',
  '0',
  '-1',
  '1e5',
  '0x10',
  'NaN',
  '__proto__',
  'constructor',
  'toString',
  ...CHARACTERS,
] as const;

export const INSTANTS = [
  '0000-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '1582-10-10T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '2000-02-29T23:59:59.999Z',
  '2026-03-29T01:30:00Z',
  '2026-10-25T02:30:00+02:00',
  '2026-12-31T23:59:60Z',
  '2038-01-19T03:14:08Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00Z',
  '2999-12-31T23:59:59.999999999+14:00',
] as const;

export const DAYS = ['0000-01-01', '1900-02-29', '2024-02-29', '2026-02-30', '9999-12-31'] as const;

export const DECIMALS = [
  '0',
  '-0',
  '0.0001',
  '0.00005',
  '99999999999.9999',
  '999999999999999999999',
  '00.10',
  '1.',
  '.5',
  '1,5',
  '+1',
] as const;

export const NUMBERS = [
  0,
  -1,
  1,
  1.5,
  0.1 + 0.2,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31) - 1,
  2 ** 53 - 1,
  2 ** 53,
  1e21,
  Number.MIN_VALUE,
] as const;

/** A text of so many characters of which most are bad ones. */
export const hostileText = (random: Random, length: number): string => {
  let text = '';
  while (text.length < length) text += random.chance(50) ? random.pick(CHARACTERS) : 'x';
  return random.chance(30) ? 'x'.repeat(length) : text.slice(0, length);
};

/** Anything at all, for a field of which it is not asked what it takes. */
export const garbage = (random: Random): unknown => {
  const kinds: (() => unknown)[] = [
    () => random.pick(RAW_VALUES),
    () => random.pick(NUMBERS),
    () => random.pick(TEXTS),
    () => hostileText(random, random.pick([10, 255, 5_000])),
    () => random.pick([null, true, false, [], {}, [null], [[]], [{}]]),
    () => random.pick([...INSTANTS, ...DAYS, ...DECIMALS]),
    () => Array.from({ length: random.pick([1, 101, 1_001]) }, () => 'ffffffff-ffff-ffff-ffff-ffffffffffff'),
    () => ({ toString: 'x', valueOf: null, constructor: null, length: 1e9 }),
  ];
  return random.pick(kinds)();
};
