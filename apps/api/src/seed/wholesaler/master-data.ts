import { PRODUCTS_MAX } from '@stockflow/schemas';
import type { Stockflow } from '@stockflow/sdk';
import { CATEGORIES } from './assortment.ts';
import type { CatalogueProduct } from './catalogue.ts';
import { COMPANY } from './people.ts';
import { PLACES } from './places.ts';
import type { Plan } from './plan.ts';
import type { Ids } from './steps.ts';
import { SUPPLIERS } from './suppliers.ts';

/** Calls at a time where there are many small ones. */
const CALLS_AT_ONCE = 8;

/** Makes what is not there yet of everything that stands still: settings, places, categories, products, suppliers. */
export async function ensureMasterData(stockflow: Stockflow, plan: Plan, ids: Ids): Promise<void> {
  await ensureSettings(stockflow, ids);
  await ensurePlaces(stockflow, ids);
  await ensureCategories(stockflow, ids);
  await ensureProducts(stockflow, plan.products, ids);
  await ensureSuppliers(stockflow, ids);
  await ensureOffers(stockflow, plan, ids);
}

async function ensureSettings(stockflow: Stockflow, ids: Ids): Promise<void> {
  const { phone } = await stockflow.company.get();
  if (phone !== null) return;
  await stockflow.company.update({
    phone: COMPANY.phone,
    address: COMPANY.address,
    idempotencyKey: ids.key('company'),
  });
}

async function ensurePlaces(stockflow: Stockflow, ids: Ids): Promise<void> {
  const present = await idsIn(stockflow.warehouses.list({ limit: 250 }));
  for (const { code, name, address } of PLACES) {
    const id = ids.of('warehouse', code);
    if (!present.has(id)) {
      await stockflow.warehouses.create({ id, name, address, idempotencyKey: ids.key('warehouse', code) });
    }
  }
}

async function ensureCategories(stockflow: Stockflow, ids: Ids): Promise<void> {
  const present = await idsIn(stockflow.categories.list({ limit: 250 }));
  for (const category of CATEGORIES) {
    const id = ids.of('category', category.name);
    if (!present.has(id)) {
      await stockflow.categories.create({
        id,
        ...category,
        idempotencyKey: ids.key('category', category.name),
      });
    }
  }
}

async function ensureProducts(
  stockflow: Stockflow,
  products: readonly CatalogueProduct[],
  ids: Ids,
): Promise<void> {
  const present = await idsIn(stockflow.products.list({ limit: 250 }));
  const missing = products.filter(({ sku }) => !present.has(ids.of('product', sku)));
  for (let from = 0; from < missing.length; from += PRODUCTS_MAX) {
    await stockflow.products.createMany({
      products: missing.slice(from, from + PRODUCTS_MAX).map((product) => ({
        id: ids.of('product', product.sku),
        sku: product.sku,
        name: product.name,
        categoryId: ids.of('category', product.category),
        barcode: product.barcode,
        price: product.price.toFixed(2),
        cost: product.cost.toFixed(2),
        weightGrams: product.weightGrams,
        lowStockThreshold: product.lowStockThreshold,
        lifecycle: product.endedDaysAgo === undefined ? 'active' : 'discontinued',
      })),
      idempotencyKey: ids.key('products', missing[from]!.sku),
    });
  }
}

async function ensureSuppliers(stockflow: Stockflow, ids: Ids): Promise<void> {
  const present = await idsIn(stockflow.suppliers.list({ limit: 250 }));
  for (const { name, contactEmail, contactPhone, city, country, paymentTermsDays } of SUPPLIERS) {
    const id = ids.of('supplier', name);
    if (present.has(id)) continue;
    const address = { line1: `P.O. Box ${100 + name.length * 7}`, city, country };
    const idempotencyKey = ids.key('supplier', name);
    await stockflow.suppliers.create({
      id,
      name,
      contactEmail,
      contactPhone,
      address,
      paymentTermsDays,
      idempotencyKey,
    });
  }
}

async function ensureOffers(stockflow: Stockflow, { offers }: Plan, ids: Ids): Promise<void> {
  const present = new Set<string>();
  for await (const { supplierId, productId } of stockflow.suppliers.listOffers({ limit: 250 })) {
    present.add(`${supplierId} ${productId}`);
  }
  const missing = offers
    .map(({ supplier, sku, price, ...terms }) => ({
      supplierId: ids.of('supplier', supplier),
      productId: ids.of('product', sku),
      price: price.toFixed(2),
      ...terms,
      idempotencyKey: ids.key('offer', sku, supplier),
    }))
    .filter(({ supplierId, productId }) => !present.has(`${supplierId} ${productId}`));
  for (let from = 0; from < missing.length; from += CALLS_AT_ONCE) {
    await Promise.all(
      missing.slice(from, from + CALLS_AT_ONCE).map((offer) => stockflow.suppliers.setOffer(offer)),
    );
  }
}

async function idsIn(list: AsyncIterable<{ id: string }>): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const { id } of list) found.add(id);
  return found;
}
