import { uuidv7 } from 'uuidv7';
import { unique, type World } from '../world.ts';
import { address, type Examples, key, page } from './common.ts';

const productFields = ({ ids, word }: World) => ({
  sku: unique(word),
  name: unique(word),
  price: '12.50',
  description: 'Long',
  barcode: '4006381333931',
  categoryId: ids.category,
  cost: '6.1234',
  weightGrams: 250,
  lengthMm: 10,
  widthMm: 10,
  heightMm: 10,
  parentId: ids.product,
  optionValues: { size: 'M' },
  lowStockThreshold: 3,
  lifecycle: 'active',
});
const newProduct = (world: World) => ({
  id: uuidv7(),
  ...productFields(world),
  warehouseId: world.ids.warehouse,
  initialQuantity: 4,
});
const supplierFields = ({ word }: World) => ({
  name: unique(word),
  contactEmail: 'order@supplier.example',
  contactPhone: '+49 40 1',
  address,
  paymentTermsDays: 14,
});

export const CATALOGUE_EXAMPLES: Examples = {
  'categories.create': ({ word }) => ({
    id: uuidv7(),
    name: unique(word),
    description: 'Tea',
    lowStockThreshold: 5,
    ...key(),
  }),
  'categories.deactivate': ({ ids }) => ({ categoryId: ids.category, ...key() }),
  'categories.get': ({ ids }) => ({ categoryId: ids.category }),
  'categories.list': ({ word }) => ({ active: true, search: word, ...page }),
  'categories.update': async ({ ids, word, owner }) => ({
    categoryId: ids.category,
    name: unique(word),
    description: 'Tea',
    lowStockThreshold: 5,
    active: true,
    expectedVersion: (await owner.call.categories.get({ categoryId: ids.category })).version,
    ...key(),
  }),
  'products.create': (world) => ({ ...newProduct(world), ...key() }),
  'products.createBundle': (world) => ({
    id: uuidv7(),
    ...productFields(world),
    components: [{ productId: world.ids.product, quantity: 2 }],
    ...key(),
  }),
  'products.createMany': (world) => ({ products: [newProduct(world), newProduct(world)], ...key() }),
  'products.deactivate': ({ ids }) => ({ productId: ids.product, ...key() }),
  'products.get': ({ ids }) => ({ productId: ids.product }),
  'products.getBundle': ({ ids }) => ({ productId: ids.bundle }),
  'products.getBySku': async ({ ids, owner }) => ({
    sku: (await owner.call.products.get({ productId: ids.product })).sku,
  }),
  'products.list': ({ ids, word }) => ({
    productIds: [ids.product],
    search: word,
    categoryIds: [ids.category],
    supplierIds: [ids.supplier],
    parentIds: [ids.product],
    lifecycle: 'active',
    active: true,
    stock: 'in',
    sort: 'name',
    order: 'desc',
    ...page,
  }),
  'products.setBundle': ({ ids }) => ({
    productId: ids.bundle,
    components: [{ productId: ids.product, quantity: 3 }],
    ...key(),
  }),
  'products.update': async (world) => {
    const { product } = await world.owner.call.products.create({
      sku: unique('U'),
      name: 'U',
      price: '1.00',
    });
    return { productId: product.id, ...productFields(world), active: true, expectedVersion: 1, ...key() };
  },
  'suppliers.create': (world) => ({ id: uuidv7(), ...supplierFields(world), ...key() }),
  'suppliers.deactivate': ({ ids }) => ({ supplierId: ids.supplier, ...key() }),
  'suppliers.get': ({ ids }) => ({ supplierId: ids.supplier }),
  'suppliers.list': ({ word }) => ({ active: true, search: word, ...page }),
  'suppliers.listOffers': ({ ids }) => ({ supplierId: ids.supplier, productId: ids.product, ...page }),
  'suppliers.removeOffer': async (world) => {
    const { call } = world.owner;
    const { product } = await call.products.create({ sku: unique('O'), name: 'O', price: '1.00' });
    const offer = { supplierId: world.ids.supplier, productId: product.id };
    await call.suppliers.setOffer({ ...offer, price: '1.00', leadTimeDays: 1 });
    return { ...offer, ...key() };
  },
  'suppliers.setOffer': ({ ids }) => ({
    supplierId: ids.supplier,
    productId: ids.product,
    supplierSku: 'M-1',
    price: '3.1415',
    leadTimeDays: 3,
    minimumOrderQuantity: 12,
    packSize: 6,
    primary: true,
    ...key(),
  }),
  'suppliers.update': async (world) => ({
    supplierId: world.ids.supplier,
    ...supplierFields(world),
    active: true,
    expectedVersion: (await world.owner.call.suppliers.get({ supplierId: world.ids.supplier })).version,
    ...key(),
  }),
  'thresholds.list': ({ ids, word }) => ({
    productIds: [ids.product],
    warehouseIds: [ids.warehouse],
    categoryIds: [ids.category],
    search: word,
    source: 'category',
    ...page,
  }),
  'thresholds.set': ({ ids }) => ({
    thresholds: [
      { productId: ids.product, warehouseId: ids.warehouse, threshold: 7 },
      { productId: ids.product, threshold: 6 },
      { categoryId: ids.category, threshold: null },
    ],
    ...key(),
  }),
  'thresholds.setWhere': ({ ids, word }) => ({
    scope: 'level',
    where: {
      warehouseIds: [ids.warehouse],
      categoryIds: [ids.category],
      supplierIds: [ids.supplier],
      productIds: [ids.product],
      search: word,
    },
    threshold: 8,
    dryRun: false,
    ...key(),
  }),
  'warehouses.create': ({ ids, word }) => ({
    id: uuidv7(),
    name: unique(word),
    address,
    managerId: ids.user,
    priority: 5,
    ...key(),
  }),
  'warehouses.deactivate': async ({ owner, word }) => ({
    warehouseId: (await owner.call.warehouses.create({ name: unique(word) })).id,
    ...key(),
  }),
  'warehouses.get': ({ ids }) => ({ warehouseId: ids.warehouse }),
  'warehouses.list': ({ word }) => ({ active: true, search: word, ...page }),
  'warehouses.update': async ({ ids, word, owner }) => ({
    warehouseId: ids.warehouse,
    name: unique(word),
    address,
    managerId: ids.user,
    priority: 5,
    active: true,
    expectedVersion: (await owner.call.warehouses.get({ warehouseId: ids.warehouse })).version,
    ...key(),
  }),
};
