import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stockflow } from '@stockflow/sdk';
import { parse } from 'csv-parse/sync';

/** A product of the Northwind sample company, in the columns of its table. */
export interface NorthwindProduct {
  id: string;
  name: string;
  price: string;
  unitsInStock: number;
  unitsOnOrder: number;
  reorderLevel: number;
  isDiscontinued: boolean;
}

/** Reads `products.csv` of a folder. */
export const readProducts = (folder: string): NorthwindProduct[] =>
  (parse(readFileSync(join(folder, 'products.csv')), { columns: true }) as Record<string, string>[]).map(
    (row) => ({
      id: row.product_id ?? '',
      name: row.product_name ?? '',
      price: row.unit_price ?? '',
      unitsInStock: Number(row.units_in_stock),
      unitsOnOrder: Number(row.units_on_order),
      reorderLevel: Number(row.reorder_level),
      isDiscontinued: row.discontinued === '1',
    }),
  );

const DAY_MS = 86_400_000;

/**
 * Builds the company as its table describes it: what is in stock lies in one warehouse, what is on order is in transit to
 * it, and the reorder level is each product's threshold. Products have the SKU `NW-` and their number.
 *
 * The table says nothing of demand and lead times. A reorder level is what sells until the next order arrives, so that is
 * what each product sells here: its reorder level in the company's review period of seven days, from a supplier who
 * delivers at once.
 */
export const buildNorthwind = async (
  stockflow: Stockflow,
  products: readonly NorthwindProduct[],
): Promise<void> => {
  const [main, dock] = await Promise.all([
    stockflow.warehouses.create({ name: 'Northwind' }),
    stockflow.warehouses.create({ name: 'On the road' }),
  ]);
  const supplier = await stockflow.suppliers.create({ name: 'Everybody who delivers' });
  const created = await stockflow.products.createMany({
    products: products.map(({ id, name, price, reorderLevel, isDiscontinued }) => ({
      sku: `NW-${id}`,
      name,
      price,
      warehouseId: main.id,
      lowStockThreshold: reorderLevel,
      lifecycle: isDiscontinued ? ('discontinued' as const) : ('active' as const),
    })),
  });
  const idOf = new Map(created.products.map(({ id, sku }) => [sku, id]));
  const lines = (warehouseId: string, quantity: (product: NorthwindProduct) => number) =>
    products
      .filter((product) => quantity(product) > 0)
      .map((product) => ({
        productId: idOf.get(`NW-${product.id}`) ?? '',
        warehouseId,
        quantity: quantity(product),
      }));

  const occurredAt = new Date(Date.now() - 30 * DAY_MS).toISOString();
  const received = [
    ...lines(main.id, ({ unitsInStock, reorderLevel }) => unitsInStock + reorderLevel),
    ...lines(dock.id, ({ unitsOnOrder }) => unitsOnOrder),
  ];
  await stockflow.inventory.receive({ lines: received.map((line) => ({ ...line, occurredAt })) });
  await stockflow.transfers.ship({
    fromWarehouseId: dock.id,
    toWarehouseId: main.id,
    lines: lines(dock.id, ({ unitsOnOrder }) => unitsOnOrder).map(({ productId, quantity }) => ({
      productId,
      quantity,
    })),
  });
  // Nothing is left where the goods came from; it is no place whose stock could be low.
  await stockflow.warehouses.deactivate({ warehouseId: dock.id });

  const sold = lines(main.id, ({ reorderLevel }) => reorderLevel);
  const saleDate = new Date().toISOString();
  const unitPrice = '1.00';
  await stockflow.sales.import({
    entries: [
      { type: 'sale', externalId: 'one week', saleDate, lines: sold.map((line) => ({ ...line, unitPrice })) },
    ],
  });
  for (const { productId } of sold) {
    await stockflow.suppliers.setOffer({
      supplierId: supplier.id,
      productId,
      price: '1.00',
      leadTimeDays: 0,
      primary: true,
    });
  }
};
