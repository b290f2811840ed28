import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, foldSku, nameKeyOf } from './fold.ts';
import { wireMoney } from './money.ts';
import {
  type NewProductIdentity,
  type ProductProblem,
  problemsOfBatch,
  problemsOfReferences,
  problemsOfTaken,
  refusalOfProblems,
} from './new-products.ts';
import { isOwnAncestor } from './parents.ts';

describe('folding', () => {
  test('names that differ in case, width or composition only are one name', () => {
    expect(foldName('ACME Straße')).toBe(foldName('acme straße'));
    expect(foldName('Ａｃｍｅ')).toBe('acme');
    expect(foldName('Cafe\u0301')).toBe(foldName('CAFÉ'));
    expect(foldName('J\u030C')).toBe(foldName('ǰ'));
  });

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (name) => foldName(foldName(name)) === foldName(name)),
    );
  });

  test('a name whose key would not fit into an index row is refused at its field', () => {
    expect(nameKeyOf('字'.repeat(255))).toHaveLength(255);
    expect(() => nameKeyOf('ﷺ'.repeat(255))).toThrow(expect.objectContaining({ code: 'VALIDATION_FAILED' }));
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
    const decimal = fc
      .tuple(fc.nat(), fc.nat(9999))
      .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`);
    fc.assert(fc.property(decimal, (stored) => Number(wireMoney(stored)) === Number(stored)));
  });
});

describe('a batch of new products', () => {
  const product = (id: string, sku: string, parentId?: string) => ({ id, sku, parentId });
  const at = (problems: ProductProblem[]) => problems.map(({ index, field }) => `${index}.${field}`);

  test('without anything twice has no problem, also with variants of each other', () => {
    expect(problemsOfBatch([product('b', 'B', 'a'), product('a', 'A'), product('c', 'C', 'b')])).toEqual([]);
  });

  test('names each further line with the same SKU, whatever its case, and the first of them', () => {
    const words = 'Stands in this call twice: first at products.0.';
    expect(
      problemsOfBatch([product('a', 'TEA'), product('b', 'x'), product('c', 'tea'), product('d', 'Tea')]),
    ).toEqual([
      { index: 2, field: 'sku', kind: 'invalid', words },
      { index: 3, field: 'sku', kind: 'invalid', words },
    ]);
  });

  test('names the second line with the same id', () => {
    expect(at(problemsOfBatch([product('a', 'A'), product('a', 'B')]))).toEqual(['1.id']);
  });

  test('names every product of a circle, and none beside it', () => {
    const batch = [
      product('a', 'A', 'c'),
      product('b', 'B', 'a'),
      product('c', 'C', 'b'),
      product('d', 'D', 'a'),
    ];
    expect(at(problemsOfBatch(batch))).toEqual(['0.parentId', '1.parentId', '2.parentId']);
    expect(at(problemsOfBatch([product('a', 'A', 'a')]))).toEqual(['0.parentId']);
  });
});

describe('what new products point at', () => {
  const known = {
    categories: new Map([
      ['open', true],
      ['closed', false],
    ]),
    warehouses: new Map([
      ['open', true],
      ['closed', false],
    ]),
    parents: new Map([['stored', false]]),
  };
  const pointing = (fields: Partial<NewProductIdentity>): NewProductIdentity => ({
    id: 'n',
    sku: 'N',
    ...fields,
  });

  test('may be missing, null, stored or in the batch; a parent may be inactive', () => {
    const batch = [
      pointing({ id: 'a', categoryId: 'open', warehouseId: 'open', parentId: 'stored' }),
      pointing({ id: 'b', categoryId: null, parentId: 'a' }),
      pointing({ id: 'c' }),
    ];
    expect(problemsOfReferences(batch, known)).toEqual([]);
  });

  test('is named when it is unknown and when it is out of use', () => {
    const batch = [
      pointing({ categoryId: 'no', warehouseId: 'no', parentId: 'no' }),
      pointing({ categoryId: 'closed', warehouseId: 'closed' }),
    ];
    expect(
      problemsOfReferences(batch, known).map(({ index, field, kind }) => `${index}.${field} ${kind}`),
    ).toEqual([
      '0.categoryId unknown',
      '0.warehouseId unknown',
      '0.parentId unknown',
      '1.categoryId invalid',
      '1.warehouseId invalid',
    ]);
  });
});

describe('the refusal of problems', () => {
  const products = ['A', 'B', 'C'].map((sku) => ({ id: sku, sku }));
  const pathOf = (index: number, field: string) => `products.${index}.${field}`;
  const unknown: ProductProblem = { index: 1, field: 'categoryId', kind: 'unknown', words: 'category' };
  const taken = problemsOfTaken({ takenSkus: [0, 2], takenIds: [] });

  test('is INVALID_REFERENCE when all of them point at nothing', () => {
    expect(refusalOfProblems([unknown], products, pathOf)).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: {
        references: [
          { path: 'products.1.categoryId', message: 'There is no such category in this company.' },
        ],
      },
    });
  });

  test('is SKU_TAKEN when all of them are taken, and names each by its place', () => {
    expect(refusalOfProblems(taken, products, pathOf)).toMatchObject({
      code: 'SKU_TAKEN',
      message: 'Another product of this company has the SKU A; 1 more of these SKUs are taken.',
      details: {
        sku: 'A',
        skus: ['A', 'C'],
        fields: [{ path: 'products.0.sku' }, { path: 'products.2.sku' }],
      },
    });
  });

  test('is STATE_CONFLICT when only ids are taken', () => {
    const ids = problemsOfTaken({ takenSkus: [], takenIds: [1] });
    expect(refusalOfProblems(ids, products, pathOf)).toMatchObject({
      code: 'STATE_CONFLICT',
      details: { state: 'exists' },
    });
  });

  test('of kinds that are mixed names them all, in the order of the input', () => {
    expect(refusalOfProblems([...taken, unknown], products, pathOf)).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: {
        fields: [{ path: 'products.0.sku' }, { path: 'products.1.categoryId' }, { path: 'products.2.sku' }],
      },
    });
  });
});

describe('being one’s own ancestor', () => {
  test('is found at any depth, and never in a forest', () => {
    // Parents always have a smaller number: no circle. Then the root is hung under one of its descendants.
    const forest = fc
      .array(fc.nat(), { minLength: 2, maxLength: 30 })
      .map((picks) =>
        picks.map((pick, index): [string, string | null] => [
          String(index),
          index === 0 ? null : String(pick % index),
        ]),
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
    expect(
      isOwnAncestor(
        'a',
        new Map([
          ['a', 'b'],
          ['b', 'c'],
          ['c', 'b'],
        ]),
      ),
    ).toBe(false);
  });
});
