import type { Database } from '@stockflow/db';
import { foundCompany, join, newEmail, type Person } from '../src/auth/testing/people.ts';

/** A company with one of everything, at least; most of it carries the company's own word in its text. */
export interface World {
  owner: Person;
  member: Person;
  word: string;
  ids: WorldIds;
}

/** One id of each kind. */
export interface WorldIds {
  alert: string;
  user: string;
  warehouse: string;
  secondWarehouse: string;
  transfer: string;
  count: string;
  category: string;
  supplier: string;
  product: string;
  bundle: string;
  sale: string;
  shippedSale: string;
  reservation: string;
  saleReturn: string;
  invitation: string;
  apiKey: string;
  company: string;
}

const unknownReturn = (line: { productId: string; warehouseId: string; quantity: number }) => ({
  lines: [{ ...line, unitPrice: '1.00' }],
});

let serial = 0;
/** A text that no other has. */
export const unique = (word: string): string => `${word}-${++serial}`;

/** What is low by now of the product, with something done to it: its alerts. */
const changedAlerts = async (
  call: Person['call'],
  { productId, userId, word }: { productId: string; userId: string; word: string },
) => {
  const { items } = await call.alerts.list({ productId, demand: 'any' });
  const alertIds = items.map(({ id }) => id);
  await call.alerts.comment({ alertIds, notes: word });
  return (await call.alerts.assign({ alertIds, assigneeId: userId })).alerts;
};

/** Founds a company and fills it, all through the doors. */
export const makeWorld = async (database: Database, word: string): Promise<World> => {
  const owner = await foundCompany(database, undefined, `${word} Trading`);
  const { call } = owner;
  const member = await join(database, { inviter: owner, role: 'operator' });
  await call.company.update({ phone: '+44 20 1', address: { line1: word, city: word, country: 'UK' } });

  const [warehouse, secondWarehouse] = [
    await call.warehouses.create({ name: unique(word), managerId: member.userId }),
    await call.warehouses.create({ name: unique(word) }),
  ];
  const [category] = [
    await call.categories.create({ name: unique(word), description: word, lowStockThreshold: 50 }),
    await call.categories.create({ name: unique(word) }),
  ];
  const [supplier, otherSupplier] = [
    await call.suppliers.create({
      name: unique(word),
      contactEmail: `${word.toLowerCase()}@supplier.example`,
    }),
    await call.suppliers.create({ name: unique(word) }),
  ];
  const newProduct = (quantity: number) => ({
    sku: unique(word),
    name: unique(word),
    price: '9.99',
    cost: '4.00',
    categoryId: category.id,
    warehouseId: warehouse.id,
    initialQuantity: quantity,
  });
  const { products } = await call.products.createMany({
    products: [newProduct(40), newProduct(1000), newProduct(5)],
  });
  const [product, second] = products;
  if (!product || !second) throw new Error('two products were expected');
  for (const supplierId of [supplier.id, otherSupplier.id]) {
    await call.suppliers.setOffer({
      supplierId,
      productId: product.id,
      price: '3.50',
      leadTimeDays: 7,
      supplierSku: word,
    });
  }
  const { product: bundle } = await call.products.createBundle({
    sku: unique(word),
    name: unique(word),
    price: '19.99',
    components: [{ productId: product.id, quantity: 2 }],
  });
  const line = { productId: product.id, warehouseId: warehouse.id, quantity: 2 };
  const sale = await call.sales.create({ lines: [line], customerName: unique(word), notes: word });
  const completed = await call.sales.create({ lines: [line], customerName: unique(word) });
  await call.sales.complete({ saleId: completed.id });
  const back = { saleId: completed.id, lines: [{ saleLineNumber: 1, quantity: 1 }], notes: word };
  const [saleReturn] = [
    await call.returns.create(back),
    await call.returns.createUnlinked(unknownReturn(line)),
  ];
  const sent = {
    fromWarehouseId: warehouse.id,
    toWarehouseId: secondWarehouse.id,
    lines: [{ productId: product.id, quantity: 1 }],
  };
  const [transfer] = [
    await call.transfers.ship({ ...sent, notes: word }),
    await call.inventory.transfer(sent),
  ];
  const count = await call.counts.open({ warehouseId: warehouse.id, notes: word });
  await call.counts.record({ countId: count.id, lines: [{ productId: product.id, quantity: 30 }] });
  const otherCount = await call.counts.open({ warehouseId: secondWarehouse.id });
  await call.counts.cancel({ countId: otherCount.id });
  const reservation = await call.inventory.reserve({ lines: [line], notes: word });
  const { invitation } = await call.members.invite({ email: newEmail(), role: 'viewer' });
  await call.members.invite({ email: newEmail(), role: 'viewer' });
  const { apiKey } = await call.apiKeys.create({ name: unique(word), scopes: ['catalogue:read'] });
  await call.apiKeys.create({ name: unique(word), scopes: ['stock:read'] });
  const alerts = await changedAlerts(call, { productId: product.id, userId: member.userId, word });
  const alert = alerts.find(({ warehouseId }) => warehouseId === warehouse.id);
  if (!alert) throw new Error('an alert was expected');
  await call.events.list(); // numbers what has happened: a later reader would, and change rows
  return {
    owner,
    member,
    word,
    ids: {
      alert: alert.id,
      user: member.userId,
      warehouse: warehouse.id,
      secondWarehouse: secondWarehouse.id,
      transfer: transfer.id,
      count: count.id,
      category: category.id,
      supplier: supplier.id,
      product: product.id,
      bundle: bundle.id,
      sale: sale.id,
      shippedSale: completed.id,
      reservation: reservation.id,
      saleReturn: saleReturn.id,
      invitation: invitation.id,
      apiKey: apiKey.id,
      company: owner.companyId,
    },
  };
};
