import type { MovementKind } from '@stockflow/schemas';
import { describe, expect, test } from 'vitest';
import { type ProductStanding, standingRefusal, type WarehouseStanding } from './standing.ts';
import type { StockLine } from './types.ts';

const product: ProductStanding = {
  id: 'p',
  sku: 'TEA-01',
  active: true,
  lifecycle: 'active',
  isBundle: false,
};
const warehouse: WarehouseStanding = { id: 'w', active: true };
const line = (kind: MovementKind, more: Partial<StockLine> = {}): StockLine => ({
  productId: 'p',
  warehouseId: 'w',
  kind,
  onHandChange: 1,
  reservedChange: 0,
  ...more,
});
const check = (
  lines: StockLine[],
  about: { product?: Partial<ProductStanding>; warehouse?: Partial<WarehouseStanding> } = {},
) =>
  standingRefusal(
    { lines },
    {
      products: new Map([['p', { ...product, ...about.product }]]),
      warehouses: new Map([['w', { ...warehouse, ...about.warehouse }]]),
    },
  );

describe('what stock can move in', () => {
  test('every unknown product and warehouse is named by its field, before anything else', () => {
    const refusal = check(
      [line('RECEIPT'), line('RECEIPT', { productId: 'x' }), line('RECEIPT', { warehouseId: 'x', path: '' })],
      { product: { isBundle: true } },
    );
    expect(refusal).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'lines.1.productId' }, { path: 'warehouseId' }] },
    });
  });

  test('a bundle has no stock of its own, whatever the kind', () => {
    for (const kind of ['RECEIPT', 'SALE', 'RETURN', 'REPAIR'] as const) {
      expect(check([line(kind)], { product: { isBundle: true } })).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { fields: [{ path: 'lines.0.productId', message: expect.stringContaining('bundle') }] },
      });
    }
  });

  test('nothing comes into a closed warehouse or goes out, but a promise can be taken back', () => {
    for (const kind of ['RECEIPT', 'ADJUSTMENT', 'SALE', 'RESERVATION', 'RETURN'] as const) {
      expect(check([line(kind)], { warehouse: { active: false } })).toMatchObject({
        details: { fields: [{ path: 'lines.0.warehouseId' }] },
      });
    }
    expect(check([line('RELEASE')], { warehouse: { active: false } })).toBeNull();
  });

  test('an inactive or archived product is neither received, promised nor sold, but what is left can be written off', () => {
    for (const standing of [{ active: false }, { lifecycle: 'archived' as const }]) {
      for (const kind of ['RECEIPT', 'RESERVATION', 'SALE'] as const) {
        expect(check([line(kind)], { product: standing })).toMatchObject({ code: 'VALIDATION_FAILED' });
      }
      expect(check([line('ADJUSTMENT'), line('RETURN'), line('RELEASE')], { product: standing })).toBeNull();
    }
  });

  test('what was promised before a product was deactivated is still shipped', () => {
    expect(
      check([line('SALE', { onHandChange: -1, reservedChange: -1 })], { product: { active: false } }),
    ).toBeNull();
  });

  test('a discontinued product is received and sold as before', () => {
    expect(check([line('RECEIPT'), line('SALE')], { product: { lifecycle: 'discontinued' } })).toBeNull();
  });
});
