import { expect, test, vi } from 'vitest';
import { checkRows, moneyOf } from './check-rows.ts';
import { guessMapping } from './fields.ts';
import { parseCsv, UnreadableFile } from './read-file.ts';

vi.stubGlobal('navigator', { language: 'en-GB' });

const checked = (text: string) => {
  const { headers, rows } = parseCsv('a.csv', text);
  return checkRows(rows, guessMapping(headers));
};

test('headers of other systems are understood, each column once', () => {
  expect(
    guessMapping(['Variant SKU', 'Title', 'Variant Price', 'Cost per item', 'Variant Inventory Qty']),
  ).toMatchObject({
    sku: 0,
    name: 1,
    price: 2,
    cost: 3,
    quantity: 4,
    barcode: null,
  });
  expect(guessMapping(['Artikelnummer', 'Bezeichnung', 'Preis', 'EAN', 'Bestand'])).toMatchObject({
    sku: 0,
    name: 1,
    price: 2,
    barcode: 3,
    quantity: 4,
  });
  expect(guessMapping(['price', 'unit price'])).toMatchObject({ price: 0, cost: null });
});

test('a file with semicolons, quotes, a byte order mark and empty lines is read as it is meant', () => {
  const { good, problems } = checked(
    '\uFEFFSKU;Name;Price;Qty\r\n"A-1";"Cup; large ""XL""";"1.234,50";12\r\n\r\n;;;\r\nA-2;Pot;3,20;\r\n',
  );
  expect(problems).toEqual([]);
  expect(good).toEqual([
    {
      line: 2,
      product: { sku: 'A-1', name: 'Cup; large "XL"', price: '1234.50' },
      category: null,
      quantity: 12,
    },
    { line: 3, product: { sku: 'A-2', name: 'Pot', price: '3.20' }, category: null, quantity: 0 },
  ]);
});

test('what is wrong is said by line and field, and the other rows stay', () => {
  const { good, problems, badRows } = checked(
    ['sku,name,price,quantity', 'A 1,,x,1.5', 'OK-1,Cup,1,3', 'ok-1,Again,1,3', ',No SKU,1,-2'].join('\n'),
  );
  expect(good.map(({ product }) => product.sku)).toEqual(['OK-1']);
  expect(badRows).toBe(3);
  expect(problems.map(({ line, field }) => `${line} ${field}`)).toEqual([
    '2 sku',
    '2 name',
    '2 price',
    '2 quantity',
    '4 sku',
    '5 sku',
    '5 quantity',
  ]);
  expect(problems[4]?.words).toBe('stands in line 3 already');
});

test('amounts are read as they are written, and none is guessed by a float', () => {
  expect(moneyOf('12.5')).toBe('12.5');
  expect(moneyOf('12,50 €')).toBe('12.50');
  expect(moneyOf('$1,234.50')).toBe('1234.50');
  expect(moneyOf('1.234.567,8')).toBe('1234567.8');
  expect(moneyOf('0.0333')).toBe('0.0333');
  // A thousand and some, or one and some? The person's own locale says: English here.
  expect(moneyOf('1,234')).toBe('1234');
});

test('what is no CSV is refused in words', () => {
  expect(() => parseCsv('a.xlsx', 'PK\u0003\u0004…')).toThrow(UnreadableFile);
  expect(() => parseCsv('a.csv', '')).toThrow(/no rows/);
  expect(() => parseCsv('a.csv', 'sku,name')).toThrow(/no rows/);
});
