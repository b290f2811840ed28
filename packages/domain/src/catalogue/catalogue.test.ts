import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, foldSku } from './fold.ts';
import { wireMoney } from './money.ts';
import { isOwnAncestor, problemsOfBatch } from './new-products.ts';

describe('folding', () => {
  test('names that differ in case, width or composition only are one name', () => {
    expect(foldName('ACME Straße')).toBe(foldName('acme straße'));
    expect(foldName('Ａｃｍｅ')).toBe('acme');
    expect(foldName('Cafe\u0301')).toBe(foldName('CAFÉ'));
    expect(foldName('J\u030C')).toBe(foldName('ǰ'));
  });

  test('folding twice changes nothing more', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (name) => foldName(foldName(name)) === foldName(name)));
  });

  test('a SKU is the same whatever its case', () => {
    expect(foldSku('Tea-01B')).toBe('tea-01b');
  });
});

describe('money on the wire', () => {
  test.each([
    ['19.9900', '19.99'],
    ['1.2000', '1.20'],
    ['0.1234', '0.1234'],
    ['5', '5.00'],
    ['100', '100.00'],
    ['0', '0.00'],
    ['0.0000', '0.00'],
    ['9999999999.9', '9999999999.90'],
  ])('%s is %s', (stored, wire) => {
    expect(wireMoney(stored)).toBe(wire);
  });

  test('the value never changes', () => {
    const decimal = fc.tuple(fc.nat(), fc.nat(9999)).map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
    fc.assert(fc.property(decimal, (stored) => Number(wireMoney(stored)) === Number(stored)));
  });
});

describe('a batch of new products', () => {
  const product = (id: string, sku: string, parentId?: string) => ({ id, sku, parentId });

  test('without anything twice has no problem, also with variants of each other', () => {
    expect(problemsOfBatch([product('b', 'B', 'a'), product('a', 'A'), product('c', 'C', 'b')])).toEqual([]);
  });

  test('names each further line with the same SKU, whatever its case, and the first of them', () => {
    expect(problemsOfBatch([product('a', 'TEA'), product('b', 'x'), product('c', 'tea'), product('d', 'Tea')])).toEqual([
      { path: '2.sku', message: 'Stands in this call twice: first at products.0.' },
      { path: '3.sku', message: 'Stands in this call twice: first at products.0.' },
    ]);
  });

  test('names the second line with the same id', () => {
    expect(problemsOfBatch([product('a', 'A'), product('a', 'B')]).map(({ path }) => path)).toEqual(['1.id']);
  });

  test('names every product of a circle, and none beside it', () => {
    const batch = [product('a', 'A', 'c'), product('b', 'B', 'a'), product('c', 'C', 'b'), product('d', 'D', 'a')];
    expect(problemsOfBatch(batch).map(({ path }) => path)).toEqual(['0.parentId', '1.parentId', '2.parentId']);
    expect(problemsOfBatch([product('a', 'A', 'a')]).map(({ path }) => path)).toEqual(['0.parentId']);
  });
});

describe('being one’s own ancestor', () => {
  test('is found at any depth, and never in a forest', () => {
    // Parents always have a smaller number: no circle. Then the root is hung under one of its descendants.
    const forest = fc.array(fc.nat(), { minLength: 2, maxLength: 30 }).map((picks) =>
      picks.map((pick, index): [string, string | null] => [String(index), index === 0 ? null : String(pick % index)]),
    );
    fc.assert(
      fc.property(forest, fc.nat(), (edges, pick) => {
        const parentOf = new Map(edges);
        const tree = edges.every(([id]) => !isOwnAncestor(id, parentOf));
        const below = String(1 + (pick % (edges.length - 1)));
        return tree && isOwnAncestor('0', new Map([...parentOf, ['0', below]]));
      }),
    );
  });

  test('ends on a circle that leaves the product out', () => {
    expect(isOwnAncestor('a', new Map([['a', 'b'], ['b', 'c'], ['c', 'b']]))).toBe(false);
  });
});
