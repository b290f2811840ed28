import { expect, test } from 'vitest';
import { articlesOf } from './articles.ts';
import { classify } from './classify.ts';
import { numbered, row } from './testing/rows.ts';

const articles = (...rows: Parameters<typeof row>[0][]) => articlesOf(classify(numbered(rows.map(row))));

test('both spellings of a code are one article, named as it is called most often, blanks tidied', () => {
  const found = articles(
    { invoice: '1', code: '85123a', description: ' CREAM  HANGING HEART ' },
    { invoice: '2', code: '85123A', description: 'WHITE HANGING HEART', at: '2011-02-01T09:00:00' },
    { invoice: '3', code: '85123A', description: 'CREAM HANGING HEART' },
  );
  expect(found).toEqual([
    { sku: '85123A', name: 'CREAM HANGING HEART', price: '12.75', firstAt: '2011-02-01T09:00:00' },
  ]);
});

test('notes and question marks are no names: of an article with nothing else the name is its code', () => {
  const correction = { price: '0.00', customer: '', quantity: '-3', code: '20713' };
  expect(
    articles(
      { ...correction, invoice: '1', description: 'wrongly marked. 23343 in box' },
      { ...correction, invoice: '2', description: '?' },
      { invoice: '3', code: '22423', description: '???' },
    ).map(({ name, price }) => [name, price]),
  ).toEqual([
    ['Item 20713', '0.00'],
    ['Item 22423', '12.75'],
  ]);
});

test('the price is the one it was sold for most often', () => {
  const [article] = articles(
    { invoice: '1', price: '10.95' },
    { invoice: '2', price: '12.75' },
    { invoice: '3', price: '10.95' },
  );
  expect(article?.price).toBe('10.95');
});

test('a code that was only ever refused is no article', () => {
  expect(articles({ code: 'POST' })).toEqual([]);
});
