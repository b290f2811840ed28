import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { divideRounded, partsOf, textOf } from './money.ts';

describe('exact decimals', () => {
  test('19.99 is 199900 ten-thousandths, and back', () => {
    expect(partsOf('19.99', 4)).toBe(199_900n);
    expect(textOf(199_900n, 4)).toBe('19.9900');
    expect(partsOf('2.500000', 4)).toBe(25_000n);
  });

  test('what has more decimals than can be kept is not cut in silence', () => {
    expect(() => partsOf('0.12345', 4)).toThrow('0.12345');
  });

  test('three times 1.10 is 3.30', () => {
    expect(textOf(partsOf('1.10', 4) * 3n, 4)).toBe('3.3000');
  });

  test('reading what was written gives the same, for every figure', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 20n }),
        fc.integer({ min: 0, max: 6 }),
        (parts, decimals) => {
          expect(partsOf(textOf(parts, decimals), decimals)).toBe(parts);
        },
      ),
    );
  });

  test('halves are rounded away from zero', () => {
    expect([5n, 4n, -5n, -4n, 15n].map((tenths) => divideRounded(tenths, 10n))).toEqual([
      1n,
      0n,
      -1n,
      0n,
      2n,
    ]);
    expect(textOf(-5n, 4)).toBe('-0.0005');
  });
});
