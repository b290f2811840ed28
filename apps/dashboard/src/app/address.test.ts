import { expect, test } from 'vitest';
import { idsOf, nextOf, oneOf, parseSearch, someOf, stringifySearch, textOf } from './address.ts';

const a = '0198c0de-0000-7000-8000-000000000001';
const b = '0198c0de-0000-7000-8000-000000000002';

test('what is written to the address is read back', () => {
  const written = stringifySearch({ q: 'mug & cup, 50%', warehouse: [a, b], status: undefined, empty: '' });
  expect(written).toBe(`?q=mug+%26+cup,+50%25&warehouse=${a},${b}`);
  const read = parseSearch(written);
  expect(textOf(read.q)).toBe('mug & cup, 50%');
  expect(idsOf(read.warehouse)).toEqual([a, b]);
  expect(stringifySearch({})).toBe('');
});

test('an address of another day or hand is read as far as it makes sense', () => {
  expect(idsOf('1,2,DROP')).toBeUndefined();
  expect(idsOf(`${a},${a},x`)).toEqual([a]);
  expect(oneOf(['low', 'critical'], 'huge')).toBeUndefined();
  expect(someOf(['draft', 'confirmed'], 'confirmed,gone')).toEqual(['confirmed']);
  expect(textOf('   ')).toBeUndefined();
});

test('sign-in leads to an address of this page only', () => {
  expect(nextOf('/products?q=mug')).toBe('/products?q=mug');
  for (const elsewhere of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    7,
  ]) {
    expect(nextOf(elsewhere)).toBeUndefined();
  }
});
