import { createStockflow, newId, type Stockflow } from '@stockflow/sdk';

/** A small company whose stock tells a story; every name in it is looked for by a test. */
export interface World {
  email: string;
  password: string;
  companyName: string;
  stockflow: Stockflow;
  warehouses: { hall: string; shop: string };
}

export const PASSWORD = 'correct horse battery';
const DAY_MS = 86_400_000;

interface Item {
  sku: string;
  name: string;
  price: string;
  cost: string;
  category: number;
  /** On hand in the hall, before what was sold. */
  stock: number;
  /** Units a day over the last 30 days; 0 for what does not sell. */
  sold: number;
}

const ITEMS: Item[] = [
  {
    sku: 'TEA-ASSAM-250',
    name: 'Assam tea, loose leaf 250 g',
    price: '6.90',
    cost: '2.4',
    category: 0,
    stock: 93,
    sold: 3,
  },
  {
    sku: 'TEA-EARL-100',
    name: 'Earl Grey, 100 bags',
    price: '8.50',
    cost: '3.15',
    category: 0,
    stock: 60,
    sold: 2,
  },
  {
    sku: 'TEA-GREEN-100',
    name: 'Green sencha, 100 bags',
    price: '9.20',
    cost: '3.9',
    category: 0,
    stock: 400,
    sold: 1,
  },
  {
    sku: 'COF-HOUSE-1000',
    name: 'House blend coffee beans, 1 kg',
    price: '18.90',
    cost: '9.5',
    category: 1,
    stock: 128,
    sold: 4,
  },
  {
    sku: 'COF-DECAF-500',
    name: 'Decaf espresso beans, 500 g',
    price: '12.40',
    cost: '6.2',
    category: 1,
    stock: 250,
    sold: 1,
  },
  {
    sku: 'MUG-STONE-WHITE',
    name: 'Stoneware mug, white',
    price: '11.00',
    cost: '4.75',
    category: 2,
    stock: 34,
    sold: 1,
  },
  {
    sku: 'MUG-STONE-BLUE',
    name: 'Stoneware mug, midnight blue',
    price: '11.00',
    cost: '4.75',
    category: 2,
    stock: 5,
    sold: 0,
  },
  {
    sku: 'POT-GLASS-12',
    name: 'Glass teapot with strainer, 1.2 l',
    price: '29.50',
    cost: '13',
    category: 2,
    stock: 70,
    sold: 2,
  },
];

/** Signs a company up and gives it two warehouses, suppliers, products, stock and a month of sales. */
export async function makeWorld(baseUrl: string, more: { products?: number } = {}): Promise<World> {
  const email = `owner-${newId()}@example.com`;
  const companyName = 'Northwind Tea & Table';
  const { sessionToken } = await createStockflow({ baseUrl }).auth.signUp({
    company: { name: companyName, currency: 'EUR', timeZone: 'Europe/Berlin' },
    user: { email, password: PASSWORD, firstName: 'Ada', lastName: 'Berg' },
  });
  if (sessionToken === null) throw new Error('the server gave no session');
  const stockflow = createStockflow({ baseUrl, session: sessionToken });
  const hall = await stockflow.warehouses.create({
    name: 'Main hall',
    address: { line1: 'Lagerstraße 12', city: 'Hamburg', postalCode: '20357', country: 'Germany' },
  });
  const shop = await stockflow.warehouses.create({ name: 'City shop' });
  await fill(stockflow, hall.id, shop.id);
  if (more.products !== undefined) await fillCatalogue(stockflow, more.products);
  return { email, password: PASSWORD, companyName, stockflow, warehouses: { hall: hall.id, shop: shop.id } };
}

async function fill(stockflow: Stockflow, hall: string, shop: string): Promise<void> {
  const categories = [
    await stockflow.categories.create({ name: 'Tea', lowStockThreshold: 20 }),
    await stockflow.categories.create({ name: 'Coffee', lowStockThreshold: 25 }),
    await stockflow.categories.create({
      name: 'Tableware',
      description: 'Mugs, pots and cups',
      lowStockThreshold: 12,
    }),
  ];
  const importer = await stockflow.suppliers.create({
    name: 'Speicherstadt Imports GmbH',
    contactEmail: 'orders@speicherstadt.example',
    paymentTermsDays: 14,
  });
  const pottery = await stockflow.suppliers.create({
    name: 'Westerwald Pottery',
    contactPhone: '+49 2624 1234',
  });
  const made: { id: string; item: Item }[] = [];
  for (const item of ITEMS) {
    const { sku, name, price, cost } = item;
    const categoryId = categories[item.category]?.id ?? null;
    const { product } = await stockflow.products.create({ sku, name, price, cost, categoryId });
    made.push({ id: product.id, item });
    await stockflow.suppliers.setOffer({
      supplierId: item.category === 2 ? pottery.id : importer.id,
      productId: product.id,
      price: cost,
      leadTimeDays: item.category === 2 ? 21 : 6,
      minimumOrderQuantity: 24,
      packSize: 12,
      supplierSku: `S-${sku.slice(-6)}`,
      primary: true,
    });
  }
  const occurredAt = new Date(Date.now() - 45 * DAY_MS).toISOString();
  const inHall = made.map(({ id, item }) => ({
    productId: id,
    warehouseId: hall,
    quantity: item.stock,
    occurredAt,
  }));
  const inShop = made
    .slice(0, 1)
    .map(({ id }) => ({ productId: id, warehouseId: shop, quantity: 40, occurredAt }));
  await stockflow.inventory.receive({ lines: [...inHall, ...inShop] });
  await sellAMonth(stockflow, hall, made);
}

/** One sale a day for 30 days, as a shop system would hand them over. */
async function sellAMonth(
  stockflow: Stockflow,
  hall: string,
  made: { id: string; item: Item }[],
): Promise<void> {
  const customers = ['Café Morgenrot', 'Hotel Alster', 'Kontor 27', 'Bäckerei Lindner', null];
  const entries = Array.from({ length: 30 }, (_, day) => ({
    type: 'sale' as const,
    externalId: `WEB-${1000 + day}`,
    channel: 'web',
    customerName: customers[day % customers.length] ?? null,
    saleDate: new Date(Date.now() - (30 - day) * DAY_MS).toISOString(),
    lines: made
      .filter(({ item }) => item.sold > 0)
      .map(({ id, item }) => ({
        productId: id,
        warehouseId: hall,
        quantity: item.sold,
        unitPrice: item.price,
      })),
  }));
  await stockflow.sales.import({ entries });
}

/** As many more products as a list needs to be long. */
async function fillCatalogue(stockflow: Stockflow, count: number): Promise<void> {
  for (let from = 0; from < count; from += 500) {
    await stockflow.products.createMany({
      products: Array.from({ length: Math.min(500, count - from) }, (_, index) => ({
        sku: `BULK-${String(from + index).padStart(5, '0')}`,
        name: `Paper cup no. ${from + index}`,
        price: '0.12',
      })),
    });
  }
}
