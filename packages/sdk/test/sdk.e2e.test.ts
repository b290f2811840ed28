import { validateAnswer } from '@stockflow/schemas';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  AuthRequiredError,
  createStockflow,
  EmailTakenError,
  ForbiddenError,
  InsufficientStockError,
  InvalidCredentialsError,
  InvalidReferenceError,
  isRefusal,
  NotFoundError,
  newId,
  PayloadTooLargeError,
  SkuTakenError,
  StateConflictError,
  type StockflowOptions,
  ValidationFailedError,
  VersionConflictError,
} from '../src/index.ts';
import { errorOf } from './client.ts';
import { newCompany, PASSWORD, stocked } from './shop.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server?.close());

const at = (options: StockflowOptions = {}) => createStockflow({ baseUrl: server.url, ...options });

describe('a shop’s day', () => {
  test('from sign-up over receipt and sale to the low-stock list', async () => {
    // Every answer is held to the contract, as a careful customer may have it.
    const validated: string[] = [];
    const { stockflow, identity } = await newCompany(server.url, {
      validate: (procedure, answer) => {
        validateAnswer(procedure, answer);
        validated.push(procedure);
      },
    });
    expect(identity).toMatchObject({
      company: { name: 'Leaf & Co', currency: 'EUR' },
      user: { role: 'owner' },
    });

    const warehouse = await stockflow.warehouses.create({ name: 'Hamburg' });
    const category = await stockflow.categories.create({ name: 'Tea', lowStockThreshold: 20 });
    const { product, level } = await stockflow.products.create({
      id: newId(),
      sku: 'TEA-1',
      name: 'Assam, 250 g',
      price: '6.90',
      categoryId: category.id,
      warehouseId: warehouse.id,
      initialQuantity: 40,
    });
    expect(level).toEqual({ warehouseId: warehouse.id, onHand: 40, reserved: 0, available: 40 });
    const supplier = await stockflow.suppliers.create({ name: 'Meyer', contactEmail: 'order@meyer.example' });
    const ids = { supplierId: supplier.id, productId: product.id };
    await stockflow.suppliers.setOffer({
      ...ids,
      price: '3.20',
      leadTimeDays: 7,
      packSize: 12,
      primary: true,
    });

    const line = { productId: product.id, warehouseId: warehouse.id };
    const received = await stockflow.inventory.receive({
      lines: [{ ...line, quantity: 10, unitCost: '3.15' }],
    });
    expect(received.levels).toMatchObject([{ onHand: 50, available: 50 }]);

    const sale = await stockflow.sales.create({ channel: 'web', lines: [{ ...line, quantity: 45 }] });
    expect(sale).toMatchObject({
      status: 'confirmed',
      total: '310.50',
      lines: [{ sku: 'TEA-1', quantity: 45 }],
    });
    const levels = await stockflow.inventory.levels({ productIds: [product.id] });
    expect(levels.items).toMatchObject([{ onHand: 50, reserved: 45, available: 5 }]);
    expect(await stockflow.sales.complete({ saleId: sale.id })).toMatchObject({ status: 'completed' });

    const low = await stockflow.alerts.lowStock();
    expect(low).toMatchObject({ totalAlerts: 1, criticalAlerts: 1, nextCursor: null });
    expect(low.alerts).toMatchObject([
      {
        product: { id: product.id, sku: 'TEA-1' },
        stock: { onHand: 5, reserved: 0, available: 5 },
        threshold: 20,
        thresholdSource: 'category',
        supplier: { name: 'Meyer', price: '3.20', packSize: 12 },
      },
    ]);
    expect(low.alerts[0]!.suggestedOrderQuantity! % 12).toBe(0);
    expect(await stockflow.inventory.verify()).toMatchObject({ levelsChecked: 1, driftCount: 0 });
    const kinds = (await stockflow.inventory.history({ productId: product.id })).items.map(
      ({ kind }) => kind,
    );
    expect(kinds).toEqual(['SALE', 'RESERVATION', 'RECEIPT', 'INITIAL_STOCK']);
    expect(validated).toEqual(
      expect.arrayContaining(['products.create', 'sales.complete', 'alerts.lowStock', 'inventory.history']),
    );
  });

  test('sales of another system come in once, however often they are sent', async () => {
    const { stockflow } = await newCompany(server.url);
    const { warehouseId, products } = await stocked(stockflow, 1, 10);
    const lines = [{ productId: products[0]!.id, warehouseId, quantity: 4, unitPrice: '5.00' }];
    const entries = [
      { type: 'sale' as const, externalId: 'W-1', channel: 'web', saleDate: '2026-01-31T09:00:00Z', lines },
    ];
    expect(await stockflow.sales.import({ entries })).toMatchObject({ salesImported: 1, unitsSold: 4 });
    expect(await stockflow.sales.import({ entries })).toMatchObject({ salesImported: 0, alreadyPresent: 1 });
    expect((await stockflow.inventory.levels()).items).toMatchObject([{ onHand: 6 }]);
    const sales = await stockflow.sales.list({ statuses: ['completed'], search: 'W-1' });
    expect(sales.items).toMatchObject([{ externalId: 'W-1', total: '20.00' }]);
  });
});

describe('refusals come as the classes of their codes', () => {
  test('what is short is named line by line, and nothing has changed', async () => {
    const { stockflow } = await newCompany(server.url);
    const { warehouseId, products } = await stocked(stockflow, 2, 3);
    const lines = products.map(({ id }) => ({ productId: id, warehouseId, quantity: 5 }));
    const error = await errorOf(stockflow.sales.create({ lines }));
    expect(error).toBeInstanceOf(InsufficientStockError);
    const { details, status, requestId, retryable } = error as InsufficientStockError;
    expect(details.shortages).toMatchObject([
      { sku: 'TEA-0000', requested: 5, available: 3 },
      { sku: 'TEA-0001', requested: 5, available: 3 },
    ]);
    expect({ status, retryable }).toEqual({ status: 409, retryable: false });
    expect(requestId).toMatch(/^[\w-]{8,64}$/);
    expect((await stockflow.inventory.levels()).items.map(({ reserved }) => reserved)).toEqual([0, 0]);
  });

  test('of the catalogue and of sales', async () => {
    const { stockflow } = await newCompany(server.url);
    const { warehouseId, products } = await stocked(stockflow, 1, 3);
    const productId = products[0]!.id;
    const taken = await errorOf(stockflow.products.create({ sku: 'tea-0000', name: 'Again', price: '1' }));
    expect(taken).toBeInstanceOf(SkuTakenError);
    expect(taken).toMatchObject({ details: { sku: 'tea-0000' } });

    const wrong = await errorOf(stockflow.products.create({ sku: 'NO SPACE', name: '', price: '1.234' }));
    expect(wrong).toBeInstanceOf(ValidationFailedError);
    const fields = (wrong as ValidationFailedError).details.fields.map(({ path }) => path);
    expect(fields.sort()).toEqual(['name', 'price', 'sku']);

    const foreign = await errorOf(stockflow.products.update({ productId, categoryId: newId() }));
    expect(foreign).toBeInstanceOf(InvalidReferenceError);
    expect(foreign).toMatchObject({ details: { references: [{ path: 'categoryId' }] } });
    expect(await errorOf(stockflow.products.get({ productId: newId() }))).toBeInstanceOf(NotFoundError);

    await stockflow.products.update({ productId, price: '7.20', expectedVersion: 1 });
    const stale = await errorOf(stockflow.products.update({ productId, price: '8', expectedVersion: 1 }));
    expect(stale).toBeInstanceOf(VersionConflictError);
    expect(stale).toMatchObject({ details: { conflicts: [{ id: productId, expected: 1, current: 2 }] } });

    const sale = await stockflow.sales.create({ lines: [{ productId, warehouseId, quantity: 1 }] });
    await stockflow.sales.cancel({ saleId: sale.id });
    const over = await errorOf(stockflow.sales.complete({ saleId: sale.id }));
    expect(over).toBeInstanceOf(StateConflictError);
    expect(isRefusal(over) && over.code === 'STATE_CONFLICT' && over.details.state).toBe('cancelled');
  });

  test('of sign-up and sign-in', async () => {
    const { email } = await newCompany(server.url);
    const again = at().auth.signUp({
      company: { name: 'Other' },
      user: { email, password: PASSWORD, firstName: 'A', lastName: 'B' },
    });
    expect(await errorOf(again)).toBeInstanceOf(EmailTakenError);
    const wrong = await errorOf(at().auth.signIn({ email, password: 'not the password' }));
    expect(wrong).toBeInstanceOf(InvalidCredentialsError);
    expect(await errorOf(at().auth.me())).toBeInstanceOf(AuthRequiredError);
    const { sessionToken } = await at().auth.signIn({ email, password: PASSWORD });
    const mine = at({ session: sessionToken! });
    expect(await mine.auth.me()).toMatchObject({ user: { email, role: 'owner' }, apiKey: null });
    expect(await mine.auth.signOut()).toEqual({ done: true });
    expect(await errorOf(mine.auth.me())).toBeInstanceOf(InvalidCredentialsError);
  });

  test('of a body that is too large', async () => {
    const { stockflow } = await newCompany(server.url);
    const products = Array.from({ length: 500 }, (_none, index) => ({
      sku: `S-${index}`,
      name: 'x',
      price: '1',
      description: 'y'.repeat(4000),
    }));
    expect(await errorOf(stockflow.products.createMany({ products }))).toBeInstanceOf(PayloadTooLargeError);
  });
});

test('an API key may what its scopes say, until it is revoked', async () => {
  const { stockflow } = await newCompany(server.url);
  await stocked(stockflow, 1, 3);
  const made = await stockflow.apiKeys.create({ name: 'reader', scopes: ['catalogue:read'] });
  const machine = at({ apiKey: made.key });
  expect(await machine.auth.me()).toMatchObject({
    user: null,
    apiKey: { name: 'reader' },
    scopes: ['catalogue:read'],
  });
  expect((await machine.products.list()).items).toMatchObject([{ sku: 'TEA-0000', onHand: 3 }]);
  const refused = await errorOf(machine.products.create({ sku: 'X', name: 'X', price: '1' }));
  expect(refused).toBeInstanceOf(ForbiddenError);
  expect(refused).toMatchObject({ details: { required: 'catalogue:write' } });
  expect(await stockflow.apiKeys.revoke({ apiKeyId: made.apiKey.id })).toMatchObject({
    hint: made.apiKey.hint,
  });
  expect(await errorOf(machine.auth.me())).toBeInstanceOf(InvalidCredentialsError);
});

describe('lists', () => {
  test('a loop and an array give every product once, in order, over several pages', async () => {
    const { stockflow } = await newCompany(server.url);
    const { products } = await stocked(stockflow, 120, 1);
    const skus: string[] = [];
    for await (const product of stockflow.products.list({ limit: 50 })) skus.push(product.sku);
    expect(skus).toEqual(products.map(({ sku }) => sku));
    const array = await stockflow.products.list().toArray({ limit: 70 });
    expect(array.map(({ sku }) => sku)).toEqual(skus.slice(0, 70));
    const page = await stockflow.products.list({ limit: 50, search: 'tea' });
    expect(page.items).toHaveLength(50);
    expect(page.nextCursor).not.toBeNull();
    expect((await stockflow.products.list({ limit: 50, cursor: page.nextCursor! })).items[0]!.sku).toBe(
      skus[50],
    );
  });

  test('alerts come page by page with the totals of all', async () => {
    const { stockflow } = await newCompany(server.url);
    await stocked(stockflow, 12, 1);
    const first = await stockflow.alerts.lowStock({ demand: 'any', limit: 5 });
    expect(first).toMatchObject({ totalAlerts: 12 });
    expect(first.alerts).toHaveLength(5);
    const all = await stockflow.alerts.lowStock({ demand: 'any', limit: 5 }).toArray({ limit: 100 });
    expect(new Set(all.map(({ product }) => product.id)).size).toBe(12);
  });

  test('twenty-five reads of one tick are answered in two requests', async () => {
    const { stockflow, identity } = await newCompany(server.url);
    const { products } = await stocked(stockflow, 25, 1);
    let requests = 0;
    const counting = await countingClient(() => (requests += 1), identity.user!.email);
    const found = await Promise.all(products.map(({ id }) => counting.products.get({ productId: id })));
    expect(found.map(({ sku }) => sku)).toEqual(products.map(({ sku }) => sku));
    expect(requests).toBe(2);
  });
});

const countingClient = async (count: () => void, email: string) => {
  const { sessionToken } = await at().auth.signIn({ email, password: PASSWORD });
  return at({
    session: sessionToken!,
    fetch: (...request) => {
      count();
      return fetch(...request);
    },
  });
};
