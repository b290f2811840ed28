import { describe, expect, test } from 'vitest';
import { stockRefusal } from './refusal.ts';

const short = (productId: string) => ({ productId, warehouseId: 'w', requested: 8, available: 5 });

describe('a stock problem as a refusal', () => {
  test('short stock says SKU, asked and available in words and in details', () => {
    const refusal = stockRefusal({ kind: 'short', shortages: [short('p')] }, () => 'TEA-01');
    expect(refusal).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      message: 'There is not enough stock. TEA-01: 8 asked for, 5 available.',
      details: {
        shortages: [{ productId: 'p', sku: 'TEA-01', warehouseId: 'w', requested: 8, available: 5 }],
      },
    });
  });

  test('details name all of many, the words three of them and how many more', () => {
    const refusal = stockRefusal(
      { kind: 'short', shortages: ['a', 'b', 'c', 'd', 'e'].map(short) },
      (id) => id,
    );
    expect(refusal.message).toContain('c: 8 asked for, 5 available; and 2 more.');
    expect(refusal.details).toMatchObject({ shortages: { length: 5 } });
  });

  test('a compare-and-set names product, warehouse, expected and current', () => {
    const conflicts = [{ productId: 'p', warehouseId: 'w', expected: 4, current: 5 }];
    expect(stockRefusal({ kind: 'conflict', conflicts }, () => null)).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { conflicts: [{ id: 'p', warehouseId: 'w', expected: 4, current: 5 }] },
    });
  });
});
