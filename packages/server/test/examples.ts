import { uuidv7 } from 'uuidv7';
import { PASSWORD, join, newEmail } from '../src/auth/testing/people.ts';
import type { Database } from '@stockflow/db';
import { type World, unique } from './world.ts';

/** Makes an input that the owner may send and that goes through; may prepare what it needs by other doors. */
type Example = (world: World, database: Database) => Promise<object> | object;

const address = { line1: 'Kai 1', line2: 'Hof', city: 'Hamburg', region: 'HH', postalCode: '20457', country: 'Germany' };
const key = () => ({ idempotencyKey: uuidv7() });
const page = { limit: 10 };
const NOW_ISH = '2026-01-31T09:00:00.000Z';

const lineOf = ({ ids }: World) => ({ productId: ids.product, warehouseId: ids.warehouse });
const draft = async (world: World) =>
  (await world.owner.call.sales.create({ status: 'draft', lines: [{ ...lineOf(world), quantity: 1 }] })).id;
const confirmed = async (world: World) =>
  (await world.owner.call.sales.create({ lines: [{ ...lineOf(world), quantity: 1 }] })).id;

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
const importedLines = (world: World) => [{ ...lineOf(world), quantity: 1, unitPrice: '9.99' }];
const freshMember = async ({ owner }: World, database: Database) =>
  (await join(database, { inviter: owner, role: 'viewer' })).userId;

/** A valid input for every door, with every field that it has; a door without a row here fails the sweep. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  'alerts.lowStock': ({ ids }) => ({
    warehouseIds: [ids.warehouse],
    categoryIds: [ids.category],
    supplierIds: [ids.supplier],
    severity: 'low',
    recentSalesDays: 30,
    demand: 'any',
    windowEndsOn: '2026-01-31',
    ...page,
  }),
  'apiKeys.create': ({ word }) => ({ name: unique(word), scopes: ['stock:read'], expiresAt: '2999-01-31T00:00:00Z' }),
  'apiKeys.list': () => ({ includeRevoked: true, ...page }),
  'apiKeys.revoke': ({ ids }) => ({ apiKeyId: ids.apiKey, ...key() }),
  'apiKeys.rotate': ({ ids }) => ({ apiKeyId: ids.apiKey, graceSeconds: 60 }),
  'auth.changePassword': () => ({ currentPassword: PASSWORD, newPassword: `${PASSWORD} two`, cookie: false }),
  'auth.me': () => ({}),
  'auth.signIn': ({ owner }) => ({ email: owner.email, password: PASSWORD, cookie: false }),
  'auth.signOut': () => ({}),
  'auth.signOutEverywhere': () => ({}),
  'auth.signUp': ({ word }) => ({
    company: { id: uuidv7(), name: unique(word), email: newEmail(), currency: 'EUR', timeZone: 'Europe/Berlin' },
    user: { email: newEmail(), password: PASSWORD, firstName: 'Eva', lastName: 'Neu' },
    cookie: false,
  }),
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
  'company.close': async ({ owner }) => ({ confirmName: (await owner.call.company.get({})).name, ...key() }),
  'company.get': () => ({}),
  'company.update': async ({ owner, word }) => ({
    name: unique(word),
    email: newEmail(),
    phone: '+49 40 1',
    address,
    defaultLowStockThreshold: 4,
    recentSalesWindowDays: 30,
    criticalDays: 3,
    reviewPeriodDays: 5,
    currency: 'EUR',
    timeZone: 'Europe/Berlin',
    expectedVersion: (await owner.call.company.get({})).version,
    ...key(),
  }),
  'inventory.adjust': async (world) => ({
    lines: [
      {
        ...lineOf(world),
        quantityChange: 1,
        reason: 'found',
        notes: 'Behind the door',
        occurredAt: NOW_ISH,
        expectedOnHand: await onHandOf(world),
      },
    ],
    ...key(),
  }),
  'inventory.history': ({ ids }) => ({
    productId: ids.product,
    warehouseId: ids.warehouse,
    kinds: ['INITIAL_STOCK'],
    referenceId: ids.product,
    recordedFrom: '2000-01-01T00:00:00Z',
    recordedBefore: '2999-01-01T00:00:00Z',
    ...page,
  }),
  'inventory.levels': ({ ids, word }) => ({
    productIds: [ids.product],
    warehouseIds: [ids.warehouse],
    search: word,
    ...page,
  }),
  'inventory.receive': async (world) => ({
    lines: [
      {
        ...lineOf(world),
        quantity: 3,
        unitCost: '1.2345',
        notes: 'From Meyer',
        occurredAt: NOW_ISH,
        expectedOnHand: await onHandOf(world),
      },
    ],
    ...key(),
  }),
  'inventory.verify': ({ ids }) => ({ productId: ids.product, warehouseId: ids.warehouse }),
  'members.acceptInvitation': async ({ owner }) => ({
    token: (await owner.call.members.invite({ email: newEmail(), role: 'viewer' })).token,
    firstName: 'Eva',
    lastName: 'Neu',
    password: PASSWORD,
    cookie: false,
  }),
  'members.deactivate': async (world, database) => ({ userId: await freshMember(world, database), ...key() }),
  'members.invite': () => ({ email: newEmail(), role: 'viewer' }),
  'members.list': () => ({ active: true, ...page }),
  'members.listInvitations': () => page,
  'members.reactivate': async (world, database) => {
    const userId = await freshMember(world, database);
    await world.owner.call.members.deactivate({ userId });
    return { userId, ...key() };
  },
  'members.revokeInvitation': async ({ owner }) => ({
    invitationId: (await owner.call.members.invite({ email: newEmail(), role: 'viewer' })).invitation.id,
    ...key(),
  }),
  'members.transferOwnership': ({ ids }) => ({ userId: ids.user, ...key() }),
  'members.updateRole': async (world, database) => ({
    userId: await freshMember(world, database),
    role: 'manager',
    ...key(),
  }),
  'products.create': (world) => ({ ...newProduct(world), ...key() }),
  'products.createMany': (world) => ({ products: [newProduct(world), newProduct(world)], ...key() }),
  'products.deactivate': ({ ids }) => ({ productId: ids.product, ...key() }),
  'products.get': ({ ids }) => ({ productId: ids.product }),
  'products.getBySku': async ({ ids, owner }) => ({
    sku: (await owner.call.products.get({ productId: ids.product })).sku,
  }),
  'products.list': ({ ids, word }) => ({
    search: word,
    categoryIds: [ids.category],
    supplierIds: [ids.supplier],
    lifecycle: 'active',
    active: true,
    sort: 'name',
    order: 'desc',
    ...page,
  }),
  'products.update': async (world) => {
    const { product } = await world.owner.call.products.create({ sku: unique('U'), name: 'U', price: '1.00' });
    return { productId: product.id, ...productFields(world), active: true, expectedVersion: 1, ...key() };
  },
  'sales.cancel': async (world) => ({
    saleId: await confirmed(world),
    notes: 'Changed their mind',
    expectedVersion: 1,
    ...key(),
  }),
  'sales.complete': async (world) => ({ saleId: await confirmed(world), expectedVersion: 1, ...key() }),
  'sales.confirm': async (world) => ({ saleId: await draft(world), expectedVersion: 1, ...key() }),
  'sales.create': (world) => ({
    id: uuidv7(),
    channel: 'web',
    externalId: unique('E'),
    customerName: 'Jo',
    customerEmail: 'jo@example.com',
    notes: 'Gift',
    status: 'confirmed',
    lines: [{ ...lineOf(world), quantity: 1, unitPrice: '9.99' }],
    ...key(),
  }),
  'sales.get': ({ ids }) => ({ saleId: ids.sale }),
  'sales.import': (world) => ({
    entries: [
      {
        type: 'sale',
        id: uuidv7(),
        channel: 'web',
        externalId: unique('E'),
        customerName: 'Jo',
        customerEmail: 'jo@example.com',
        notes: 'Gift',
        saleDate: NOW_ISH,
        lines: importedLines(world),
      },
      {
        type: 'return',
        id: uuidv7(),
        channel: 'web',
        externalId: unique('E'),
        notes: 'Broken',
        returnedAt: NOW_ISH,
        disposition: 'scrap',
        lines: importedLines(world),
      },
    ],
    ...key(),
  }),
  'sales.list': ({ ids, word }) => ({
    statuses: ['confirmed', 'completed'],
    channel: 'direct',
    productId: ids.product,
    search: word,
    from: '2000-01-01T00:00:00Z',
    before: '2999-01-01T00:00:00Z',
    ...page,
  }),
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
  'warehouses.create': ({ ids, word }) => ({
    id: uuidv7(),
    name: unique(word),
    address,
    managerId: ids.user,
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
    active: true,
    expectedVersion: (await owner.call.warehouses.get({ warehouseId: ids.warehouse })).version,
    ...key(),
  }),
};

const onHandOf = async ({ ids, owner }: World): Promise<number> => {
  const filter = { productIds: [ids.product], warehouseIds: [ids.warehouse] };
  return (await owner.call.inventory.levels(filter)).items[0]?.onHand ?? 0;
};
