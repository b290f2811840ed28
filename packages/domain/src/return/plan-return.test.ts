import { describe, expect, test } from 'vitest';
import type { SaleLineState } from '../sale/shipment.ts';
import type { ReservationLineState } from '../stock/reservation-state.ts';
import { movesOfReturn, partsReturned, returnedLines } from './plan-return.ts';

const sold = (lineNumber: number, quantityShipped: number, quantityReturned = 0): SaleLineState => ({
  lineNumber,
  productId: `p${lineNumber}`,
  warehouseId: 'w1',
  quantity: 4,
  quantityShipped,
  quantityReturned,
});
const held = (productId: string, askedLine: number, quantity: number): ReservationLineState => ({
  lineNumber: 1,
  askedLine,
  productId,
  bundleId: `p${askedLine}`,
  warehouseId: 'w1',
  quantity,
  quantityCommitted: 0,
  quantityReleased: 0,
});
const back = (saleLineNumber: number, quantity: number, warehouseId?: string) => ({
  saleLineNumber,
  quantity,
  warehouseId,
  disposition: 'restock' as const,
});

describe('goods that come back', () => {
  test('go where they shipped from unless said otherwise', () => {
    const lines = returnedLines([sold(1, 2), sold(2, 2)], [back(1, 1), back(2, 2, 'w2')]);
    expect(lines.map(({ warehouseId, path }) => [warehouseId, path])).toEqual([
      ['w1', 'lines.0'],
      ['w2', 'lines.1'],
    ]);
  });

  test('are at most what was shipped and is not back, over all lines for one line of the sale', () => {
    const lines = [sold(1, 3, 1), sold(2, 0)];
    expect(returnedLines(lines, [back(1, 1), back(1, 1)])).toHaveLength(2);
    expect(() => returnedLines(lines, [back(1, 1), back(2, 1), back(1, 2)])).toThrow(
      expect.objectContaining({
        details: {
          fields: [0, 1, 2].map((at) => expect.objectContaining({ path: `lines.${at}.quantity` })),
        },
      }),
    );
  });

  test('are what was held for each bundle; without a hold, what the bundle is made of today', () => {
    const lines = returnedLines([sold(1, 3)], [back(1, 2, 'w2')]);
    const today = new Map([['p1', [{ productId: 'cup', quantity: 7 }]]]);
    const parts = partsReturned(lines, [held('cup', 1, 12), held('lid', 1, 4)], today);
    expect(parts).toMatchObject([
      { productId: 'cup', quantity: 6, warehouseId: 'w2', soldFrom: 'w1' },
      { productId: 'lid', quantity: 2, warehouseId: 'w2', soldFrom: 'w1' },
    ]);
    expect(partsReturned(lines, [], today)).toMatchObject([{ productId: 'cup', quantity: 14 }]);
    expect(partsReturned(lines, [], new Map())).toMatchObject([{ productId: 'p1', quantity: 2 }]);
    expect(() => partsReturned(lines, [], new Map([['p1', []]]))).toThrow(
      expect.objectContaining({ code: 'VALIDATION_FAILED' }),
    );
  });

  test('are stock again, or scrap that moves nothing and is checked', () => {
    const part = { productId: 'p', warehouseId: 'w', quantity: 3, path: 'lines.0' };
    const moves = movesOfReturn(
      [
        { ...part, disposition: 'restock' },
        { ...part, disposition: 'scrap' },
      ],
      { returnId: 'r', returnedAt: '2026-11-23T00:00:00.000Z' },
    );
    expect(
      moves.map(({ kind, onHandChange, reservedChange }) => [kind, onHandChange, reservedChange]),
    ).toEqual([
      ['RETURN', 3, 0],
      ['RETURN', 0, 0],
    ]);
  });
});
