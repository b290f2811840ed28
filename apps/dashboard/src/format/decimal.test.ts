import { expect, test } from 'vitest';
import { fromDecimal, isDecimal, sum, times, toDecimal } from './decimal.ts';

test('money multiplies and adds without a float: 0.1 three times is 0.30, not 0.30000000000000004', () => {
  expect(times('0.1', 3)).toBe('0.30');
  expect(sum(['0.1', '0.2'])).toBe('0.30');
  expect(times('9999999999.9999', 2_147_483_647)).toBe('21474836469999785251.6353');
  expect(sum([])).toBe('0.00');
});

test('a price typed in the locale of the person becomes the decimal that the API takes', () => {
  expect(toDecimal('1.234,50', 'de')).toBe('1234.50');
  expect(toDecimal('12,5', 'de')).toBe('12.5');
  expect(toDecimal('12.50', 'de')).toBe('12.50');
  expect(toDecimal('1,234.50', 'en')).toBe('1234.50');
  expect(toDecimal(' .5 ', 'en')).toBe('0.5');
  expect(toDecimal('1 234,50', 'fr')).toBe('1234.50');
  expect(fromDecimal('1234.50', 'de')).toBe('1234,50');
});

test('a price that could be read two ways is not guessed: it goes to the refusal as typed', () => {
  expect(isDecimal(toDecimal('1,5', 'en'))).toBe(false);
  expect(isDecimal(toDecimal('1,50,0', 'en'))).toBe(false);
  expect(isDecimal(toDecimal('twelve', 'en'))).toBe(false);
  expect(isDecimal(toDecimal('-3', 'en'))).toBe(false);
});
