import { newId } from './ids.ts';
import type { Alert, Product, ProductId, SaleId, Stockflow, Warehouse, WarehouseId } from './index.ts';

// Ids of one kind are refused where another is asked for, and plain strings are not: held by the compiler.

declare const stockflow: Stockflow;
declare const product: Product, warehouse: Warehouse, alert: Alert;
declare const row: { product_id: string; warehouse_ids: string[] };

export const taken = [
  stockflow.products.get({ productId: product.id }),
  stockflow.products.get({ productId: alert.product.id }),
  stockflow.products.get({ productId: product.parentId ?? product.id }),
  stockflow.products.create({
    id: newId(),
    sku: 'TEA-1',
    name: 'Tea',
    price: '1',
    warehouseId: warehouse.id,
  }),
  // What comes from elsewhere is a string.
  stockflow.products.get({ productId: row.product_id }),
  stockflow.inventory.levels({ productIds: [product.id, row.product_id], warehouseIds: row.warehouse_ids }),
];

export const refused = [
  // @ts-expect-error a warehouse is no product
  stockflow.products.get({ productId: warehouse.id }),
  // @ts-expect-error an alert is not the product that it is about
  stockflow.products.get({ productId: alert.id }),
  // @ts-expect-error nor in a list, among others that are right
  stockflow.inventory.levels({ productIds: [product.id, warehouse.id] }),
  // @ts-expect-error the two are the wrong way round
  stockflow.inventory.repair({ productId: warehouse.id, warehouseId: product.id }),
  stockflow.inventory.receive({
    // @ts-expect-error nor deep in a line
    lines: [{ productId: product.id, warehouseId: product.id, quantity: 1 }],
  }),
];

// An id is a string wherever a string is wanted.
export const text: string = product.id.toUpperCase();
export const known: Map<string, Product> = new Map([[product.id, product]]);
export const columns: Record<ProductId, WarehouseId> = { [product.id]: warehouse.id };
// @ts-expect-error and one kind is not kept as another
export const sale: SaleId = product.id;
