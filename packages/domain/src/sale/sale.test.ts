import { describe, expect, test } from 'vitest';
import { refuse } from '../refusal.ts';
import { sumDemand } from './demand.ts';
import { importRefusal } from './import-refusal.ts';
import { totalsOf } from './totals.ts';
import { refuseTransition } from './transition.ts';

describe('the life of a sale', () => {
  const standing = (status: 'draft' | 'confirmed' | 'completed' | 'returned' | 'cancelled') => ({
    id: 's',
    status,
    version: 3,
  });
  const allowed = (action: 'confirm' | 'complete' | 'cancel' | 'return') =>
    (['draft', 'confirmed', 'completed', 'returned', 'cancelled'] as const).filter((status) => {
      try {
        refuseTransition(standing(status), action, undefined);
        return true;
      } catch {
        return false;
      }
    });

  test('a draft can be confirmed, a confirmed sale completed, either cancelled, what left returned, and nothing else', () => {
    expect(allowed('confirm')).toEqual(['draft']);
    expect(allowed('complete')).toEqual(['confirmed']);
    expect(allowed('cancel')).toEqual(['draft', 'confirmed']);
    expect(allowed('return')).toEqual(['confirmed', 'completed']);
  });

  test('the refusal says the state it is in and the states that would allow it', () => {
    expect(() => refuseTransition(standing('completed'), 'cancel', undefined)).toThrow(
      expect.objectContaining({
        code: 'STATE_CONFLICT',
        message: 'This sale is completed; only a draft or confirmed one can be cancelled.',
        details: { state: 'completed', allowed: ['draft', 'confirmed'] },
      }),
    );
  });

  test('another version than expected is a conflict, with the current one', () => {
    expect(() => refuseTransition(standing('draft'), 'confirm', 2)).toThrow(
      expect.objectContaining({
        code: 'VERSION_CONFLICT',
        details: { conflicts: [{ id: 's', expected: 2, current: 3 }] },
      }),
    );
    expect(() => refuseTransition(standing('draft'), 'confirm', 3)).not.toThrow();
  });
});

describe('totals', () => {
  test('are exact where floats are not', () => {
    const lines = [
      { quantity: 3, unitPrice: '1.10' },
      { quantity: 7, unitPrice: '0.0001' },
      { quantity: 2_147_483_647, unitPrice: '0.07' },
    ];
    expect(totalsOf(lines, '')).toEqual({
      total: '150323858.5907',
      lineTotals: ['3.3000', '0.0007', '150323855.2900'],
    });
  });

  test('a sum that the database cannot hold is refused with its path', () => {
    const lines = [{ quantity: 2_147_483_647, unitPrice: '9999999999.9999' }];
    expect(() => totalsOf(lines, 'entries.4')).toThrow(
      expect.objectContaining({
        details: { fields: [expect.objectContaining({ path: 'entries.4.lines' })] },
      }),
    );
  });
});

describe('demand of a day', () => {
  const change = (productId: string, at: string, unitsSold: number, unitsReturned = 0) => ({
    productId,
    warehouseId: 'w',
    at,
    unitsSold,
    unitsReturned,
  });

  test('is summed per product, warehouse and time, in the order of the key', () => {
    expect(
      sumDemand([
        change('b', '2026-01-02', 1),
        change('a', '2026-01-02', 2),
        change('b', '2026-01-01', 4),
        change('b', '2026-01-02', 8, 3),
      ]),
    ).toEqual([change('a', '2026-01-02', 2), change('b', '2026-01-01', 4), change('b', '2026-01-02', 9, 3)]);
  });
});

describe('a refused import', () => {
  const shortage = { productId: 'p', sku: 'TEA-01', warehouseId: 'w', requested: 8, available: 5 };
  const short = (index: number) => ({
    path: `entries.${index}`,
    externalId: `INV-${index}`,
    refusal: refuse('INSUFFICIENT_STOCK', { shortages: [shortage] }),
  });

  test('names every short line with its entry', () => {
    expect(importRefusal([short(2), short(5)])).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      message: 'There is not enough stock for entries.2 (INV-2), entries.5 (INV-5).',
      details: {
        shortages: [
          { ...shortage, path: 'entries.2' },
          { ...shortage, path: 'entries.5' },
        ],
      },
    });
  });

  test('says what the caller got wrong before what the stock lacks', () => {
    const unknown = refuse('INVALID_REFERENCE', {
      references: [{ path: 'entries.7.lines.0.productId', message: '' }],
    });
    expect(importRefusal([short(2), { path: 'entries.7', externalId: 'x', refusal: unknown }])).toMatchObject(
      {
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: 'entries.7.lines.0.productId' }] },
      },
    );
  });

  test('is none when nothing was refused', () => {
    expect(importRefusal([])).toBeNull();
  });
});
