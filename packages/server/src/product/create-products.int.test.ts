import { insertProducts, openDatabase } from '@stockflow/db';
import { asAdmin, createTestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../test/company-tables.ts';
import { failingAt } from '../../test/failing-database.ts';
import { identify } from '../auth/identify.ts';
import {
  callAsNobody,
  callWith,
  codeOf,
  foundCompany,
  join,
  type Person,
  refusalOf,
} from '../auth/testing/people.ts';
import { callAs } from '../testing/index.ts';

let db: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: Person;
let stranger: Person;
let warehouseId: string;
let categoryId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  owner = await foundCompany(db.database);
  stranger = await foundCompany(db.database);
  warehouseId = (await owner.call.warehouses.create({ name: 'Main' })).id;
  categoryId = (await owner.call.categories.create({ name: 'Tea' })).id;
});
afterAll(() => db.drop());

let serial = 0;
const newSku = () => `SKU-${++serial}`;
const tea = (fields: Record<string, unknown> = {}) => ({
  sku: newSku(),
  name: 'Earl Grey',
  price: '4.50',
  ...fields,
});
const stateOf = (person = owner) => rowsOf(db.database, person.companyId);

describe('products.createMany', () => {
  test('makes 500 products with levels and ledger lines, answered in the order of the input', async () => {
    const { call, companyId } = await foundCompany(db.database);
    const where = (await call.warehouses.create({ name: 'Main' })).id;
    // In falling order of SKUs, with stock in every other one, and none of it in every fourth.
    const products = Array.from({ length: 500 }, (_, index) =>
      tea({
        sku: `BULK-${String(999 - index)}`,
        cost: '2.00',
        ...(index % 2 === 0 && { warehouseId: where, initialQuantity: index % 4 }),
      }),
    );
    const answer = await call.products.createMany({ products });
    expect(answer.products.map(({ sku }) => sku)).toEqual(products.map(({ sku }) => sku));
    const rows = await rowsOf(db.database, companyId, ['products', 'inventory', 'inventory_history']);
    expect(Object.values(rows).map((of) => of.length)).toEqual([500, 250, 125]);
    expect(await call.inventory.verify({})).toMatchObject({
      levelsChecked: 250,
      movementsChecked: 125,
      driftCount: 0,
    });
    const third = answer.products[2]?.id ?? '';
    expect((await call.inventory.history({ productId: third })).items).toMatchObject([
      {
        kind: 'INITIAL_STOCK',
        onHandAfter: 2,
        referenceType: 'product',
        referenceId: third,
        unitCost: '2.00',
      },
    ]);
  });

  test('sends a handful of statements for 500 products', async () => {
    const counting = failingAt(db.database, Number.POSITIVE_INFINITY);
    const who = () => identify({ database: db.database, now: new Date(), credential: owner.token });
    const products = Array.from({ length: 500 }, () => tea({ categoryId, warehouseId, initialQuantity: 1 }));
    await callAs(counting.database, who).products.createMany({ products });
    expect(counting.sent()).toBeLessThan(15);
  });

  test('takes a variant before its parent, when both are new', async () => {
    const id = uuidv7();
    const { products } = await owner.call.products.createMany({
      products: [tea({ parentId: id }), tea({ id })],
    });
    const variant = await owner.call.products.get({ productId: products[0]?.id ?? '' });
    expect(variant.parentId).toBe(id);
  });

  test('makes none when one is refused, and names every problem by its place', async () => {
    const { product } = await owner.call.products.create(tea());
    const foreign = (await stranger.call.warehouses.create({ name: newSku() })).id;
    const unchanged = await stateOf();
    const refusal = await refusalOf(
      owner.call.products.createMany({
        products: [
          tea({ sku: 'TWICE', warehouseId, initialQuantity: 1 }),
          tea({ categoryId: uuidv7() }),
          tea({ sku: product.sku.toLowerCase() }),
          tea({ sku: 'Twice', warehouseId: foreign }),
        ],
      }),
    );
    expect(refusal.code).toBe('VALIDATION_FAILED');
    const { fields } = refusal.details as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path)).toEqual([
      'products.1.categoryId',
      'products.2.sku',
      'products.3.sku',
      'products.3.warehouseId',
    ]);
    expect(await stateOf()).toEqual(unchanged);
  });

  test('names every taken SKU by its place', async () => {
    const { product: first } = await owner.call.products.create(tea());
    const { product: second } = await owner.call.products.create(tea());
    const unchanged = await stateOf();
    const products = [tea(), tea({ sku: second.sku }), tea(), tea({ sku: first.sku })];
    expect(await refusalOf(owner.call.products.createMany({ products }))).toMatchObject({
      code: 'SKU_TAKEN',
      details: {
        sku: second.sku,
        skus: [second.sku, first.sku],
        fields: [{ path: 'products.1.sku' }, { path: 'products.3.sku' }],
      },
    });
    expect(await stateOf()).toEqual(unchanged);
  });

  test('refuses unknown and foreign references in the same words', async () => {
    const foreign = (await stranger.call.categories.create({ name: newSku() })).id;
    const attempt = (id: string) =>
      refusalOf(owner.call.products.createMany({ products: [tea(), tea({ categoryId: id })] }));
    expect(await attempt(foreign)).toEqual(await attempt(uuidv7()));
    expect(await attempt(foreign)).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'products.1.categoryId' }] },
    });
  });

  test('names the place of what does not fit', async () => {
    const products = [tea(), tea({ price: '1.234' })];
    const refusal = await refusalOf(owner.call.products.createMany({ products }));
    expect(refusal.details).toMatchObject({ fields: [{ path: 'products.1.price' }] });
  });

  test('takes 1 to 500', async () => {
    expect(await codeOf(owner.call.products.createMany({ products: [] }))).toBe('VALIDATION_FAILED');
    const tooMany = Array.from({ length: 501 }, () => tea());
    expect(await codeOf(owner.call.products.createMany({ products: tooMany }))).toBe('VALIDATION_FAILED');
  });

  test('is refused without a session, and to those who only read the catalogue', async () => {
    const input = { products: [tea()] };
    expect(await codeOf(callAsNobody(db.database).products.createMany(input))).toBe('AUTH_REQUIRED');
    const { call } = await join(db.database, { inviter: owner, role: 'operator' });
    expect(await codeOf(call.products.createMany(input))).toBe('FORBIDDEN');
  });

  test('20 at once with the same SKUs: one wins whole, and the others lose whole', async () => {
    const { call, companyId } = await foundCompany(db.database);
    const skus = Array.from({ length: 30 }, (_, index) => `MANY-${index}`);
    const inOrder = (turn: number) => (turn % 2 === 0 ? skus : skus.toReversed());
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, turn) =>
        call.products.createMany({ products: inOrder(turn).map((sku) => tea({ sku, name: `by ${turn}` })) }),
      ),
    );
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused).toHaveLength(19);
    for (const { reason } of refused) expect(await codeOf(Promise.reject(reason))).toBe('SKU_TAKEN');
    const { items } = await call.products.list({ limit: 250 });
    expect(new Set(items.map(({ name }) => name)).size).toBe(1);
    expect((await rowsOf(db.database, companyId, ['products'])).products).toHaveLength(30);
  });

  test('two with the same SKUs in opposite orders, met half-way: the second waits for the first, and no deadlock', async () => {
    const { companyId, token } = await foundCompany(db.database);
    const skus = Array.from({ length: 9 }, (_, index) => `MET-${index}`);
    const both = openDatabase({ ...db.way, poolMax: 3 });
    const call = callWith(both, token);
    const make = (inOrder: string[]) =>
      call.products.createMany({ products: inOrder.map((sku) => tea({ sku })) });
    let outcomes: PromiseSettledResult<unknown>[] = [];
    // Somebody has the middle one for a moment, and then has not.
    await db.database
      .inCompany(companyId, async (tx) => {
        await insertProducts(
          tx,
          [{ ...tea({ sku: 'MET-4' }), id: uuidv7(), lifecycle: 'active' }],
          new Date(),
        );
        const under = Promise.allSettled([make(skus), make(skus.toReversed())]);
        await twoWait();
        void under.then((settled) => {
          outcomes = settled;
        });
        throw new Error('taken back');
      })
      .catch((error: Error) => expect(error.message).toBe('taken back'));
    await expect.poll(() => outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // A deadlock would have been run again by the connection room: only PostgreSQL can tell, once its figures are in,
    // which they are when the connections are closed.
    await both.close();
    expect(
      await inPostgres('select deadlocks::int as n from pg_stat_database where datname = current_database()'),
    ).toBe(0);
  });

  test('acts once per idempotency key', async () => {
    const input = { products: [tea(), tea({ warehouseId, initialQuantity: 2 })], idempotencyKey: uuidv7() };
    const answers = await Promise.all(Array.from({ length: 5 }, () => owner.call.products.createMany(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });
});

const inPostgres = (text: string) =>
  asAdmin(db.adminUrl, async (client) => (await client.query<{ n: number }>(text)).rows[0]?.n);

/** Until two transactions of this database wait for a lock. */
const twoWait = () =>
  expect
    .poll(() =>
      inPostgres(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      ),
    )
    .toBe(2);
