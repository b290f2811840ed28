import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../test/company-tables.ts';
import {
  callAsNobody,
  callWith,
  codeOf,
  foundCompany,
  join,
  type Person,
  refusalOf,
} from '../auth/testing/people.ts';

let db: TestDatabase;
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

describe('a new product', () => {
  test('comes with its level and its first ledger line, by whom, when and at what cost', async () => {
    const input = tea({ categoryId, cost: '1.2345', warehouseId, initialQuantity: 40 });
    const { product, level } = await owner.call.products.create(input);
    expect(product).toMatchObject({
      sku: input.sku,
      name: 'Earl Grey',
      price: '4.50',
      cost: '1.2345',
      categoryId,
      lifecycle: 'active',
      active: true,
      isBundle: false,
      version: 1,
    });
    expect(product.createdAt).toBe(new Date(product.createdAt).toISOString());
    expect(level).toEqual({ warehouseId, onHand: 40, reserved: 0, available: 40 });
    const { items: levels } = await owner.call.inventory.levels({ productIds: [product.id] });
    expect(levels).toMatchObject([{ warehouseId, onHand: 40, reserved: 0, available: 40, version: 1 }]);
    const { items: movements } = await owner.call.inventory.history({ productId: product.id });
    expect(movements).toMatchObject([
      {
        warehouseId,
        sequence: 1,
        kind: 'INITIAL_STOCK',
        onHandChange: 40,
        reservedChange: 0,
        onHandBefore: 0,
        onHandAfter: 40,
        unitCost: '1.2345',
        referenceType: 'product',
        referenceId: product.id,
        actorType: 'user',
        actorId: owner.userId,
      },
    ]);
  });

  test('without a warehouse has no level', async () => {
    const { product, level } = await owner.call.products.create(tea());
    expect(level).toBeNull();
    expect((await owner.call.inventory.levels({ productIds: [product.id] })).items).toEqual([]);
  });

  test('with a warehouse and no quantity has a level of 0, and no movement: nothing moved', async () => {
    for (const quantity of [{}, { initialQuantity: 0 }]) {
      const { product, level } = await owner.call.products.create(tea({ warehouseId, ...quantity }));
      expect(level).toEqual({ warehouseId, onHand: 0, reserved: 0, available: 0 });
      expect((await owner.call.inventory.levels({ productIds: [product.id] })).items).toMatchObject([
        { onHand: 0, version: 0 },
      ]);
      expect((await owner.call.inventory.history({ productId: product.id })).items).toEqual([]);
    }
  });

  test('keeps all that was said of it', async () => {
    const { product: parent } = await owner.call.products.create(tea());
    const given = tea({
      id: uuidv7(),
      description: 'Black tea with bergamot',
      barcode: '4006381333931',
      weightGrams: 250,
      lengthMm: 100,
      widthMm: 60,
      heightMm: 160,
      parentId: parent.id,
      optionValues: { size: '250 g', leaf: 'whole' },
      lowStockThreshold: 0,
      lifecycle: 'discontinued',
    });
    const { product } = await owner.call.products.create(given);
    expect(product).toMatchObject(given);
    expect(await owner.call.products.get({ productId: product.id })).toEqual(product);
    expect(await owner.call.products.getBySku({ sku: given.sku.toLowerCase() })).toEqual(product);
  });

  test.each([
    [
      'an API key',
      async () => (await owner.call.apiKeys.create({ name: 'k', scopes: ['catalogue:write'] })).key,
    ],
    ['a manager', async () => (await join(db.database, { inviter: owner, role: 'manager' })).token],
    ['an admin', async () => (await join(db.database, { inviter: owner, role: 'admin' })).token],
  ])('can be made by %s', async (_who, credential) => {
    const call = callWith(db.database, await credential());
    expect((await call.products.create(tea({ warehouseId, initialQuantity: 1 }))).level?.onHand).toBe(1);
  });
});

describe('a product is not made', () => {
  const before = () => rowsOf(db.database, owner.companyId);
  let unchanged: Awaited<ReturnType<typeof before>>;
  beforeAll(async () => {
    unchanged = await before();
  });
  const expectUnchanged = async () => expect(await before()).toEqual(unchanged);

  test('without signing in', async () => {
    expect(await codeOf(callAsNobody(db.database).products.create(tea()))).toBe('AUTH_REQUIRED');
    await expectUnchanged();
  });

  const wrong: [string, Record<string, unknown>, string][] = [
    ['no name', { name: undefined }, 'name'],
    ['an empty name', { name: '  ' }, 'name'],
    ['a name of 256 characters', { name: 'x'.repeat(256) }, 'name'],
    ['no SKU', { sku: undefined }, 'sku'],
    ['an empty SKU', { sku: '' }, 'sku'],
    ['a SKU of 51 characters', { sku: 'x'.repeat(51) }, 'sku'],
    ['a SKU with a space', { sku: 'A B' }, 'sku'],
    ['a SKU with an underscore', { sku: 'A_B' }, 'sku'],
    ['a SKU with an umlaut', { sku: 'Ä' }, 'sku'],
    ['no price', { price: undefined }, 'price'],
    ['a price below 0', { price: '-0.01' }, 'price'],
    ['a price with 3 decimals', { price: '1.005' }, 'price'],
    ['a price that is a float', { price: 1.5 }, 'price'],
    ['a price that is no number', { price: 'NaN' }, 'price'],
    ['a quantity below 0', { initialQuantity: -1, warehouseId: uuidv7() }, 'initialQuantity'],
    ['half a unit', { initialQuantity: 0.5, warehouseId: uuidv7() }, 'initialQuantity'],
    [
      'more than 32 bits of units',
      { initialQuantity: 2_147_483_648, warehouseId: uuidv7() },
      'initialQuantity',
    ],
    ['a quantity and no warehouse', { initialQuantity: 1 }, 'warehouseId'],
    ['an id that is none', { id: '17' }, 'id'],
    ['a field that there is not', { colour: 'red' }, 'colour'],
    ['a company', { companyId: uuidv7() }, 'companyId'],
  ];
  test.each(wrong)('with %s, and the field is named', async (_what, fields, path) => {
    const refusal = await refusalOf(owner.call.products.create(tea(fields) as never));
    expect(refusal.code).toBe('VALIDATION_FAILED');
    const { fields: named } = refusal.details as { fields: { path: string }[] };
    expect([...new Set(named.map((field) => field.path))]).toEqual([path]);
    await expectUnchanged();
  });

  test('with several mistakes, and each is named', async () => {
    const refusal = await refusalOf(owner.call.products.create({ sku: '!', name: '', price: '-1' }));
    const { fields } = refusal.details as { fields: { path: string }[] };
    expect(fields.map(({ path }) => path).sort()).toEqual(['name', 'price', 'sku']);
  });

  test('with the longest of everything it is', async () => {
    const given = tea({
      name: '𝔘'.repeat(127),
      sku: `${newSku()}-${'x'.repeat(40)}`,
      price: '9999999999.99',
    });
    const { product, level } = await owner.call.products.create({
      ...given,
      warehouseId,
      initialQuantity: 2_147_483_647,
    });
    expect(product).toMatchObject(given);
    expect(level?.onHand).toBe(2_147_483_647);
    unchanged = await before();
  });

  test.each(['operator', 'viewer'] as const)('by an %s', async (role) => {
    const { call } = await join(db.database, { inviter: owner, role });
    unchanged = await before();
    expect(await refusalOf(call.products.create(tea({ warehouseId, initialQuantity: 1 })))).toMatchObject({
      code: 'FORBIDDEN',
      details: { required: 'catalogue:write' },
    });
    await expectUnchanged();
  });

  test.each(['categoryId', 'warehouseId', 'parentId'] as const)(
    'with a %s that is unknown or another company’s, in the same words',
    async (field) => {
      const foreign = {
        categoryId: async () => (await stranger.call.categories.create({ name: newSku() })).id,
        warehouseId: async () => (await stranger.call.warehouses.create({ name: newSku() })).id,
        parentId: async () => (await stranger.call.products.create(tea())).product.id,
      };
      const forUnknown = await refusalOf(owner.call.products.create(tea({ [field]: uuidv7() })));
      const forForeign = await refusalOf(
        owner.call.products.create(tea({ [field]: await foreign[field]() })),
      );
      expect(forForeign).toEqual(forUnknown);
      expect(forForeign).toMatchObject({
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: field }] },
      });
      await expectUnchanged();
    },
  );

  test('in a warehouse or category that is deactivated, and it says so', async () => {
    const closed = await owner.call.warehouses.create({ name: newSku() });
    await owner.call.warehouses.deactivate({ warehouseId: closed.id });
    const unused = await owner.call.categories.create({ name: newSku() });
    await owner.call.categories.deactivate({ categoryId: unused.id });
    unchanged = await before();
    const refusal = await refusalOf(
      owner.call.products.create(tea({ warehouseId: closed.id, categoryId: unused.id })),
    );
    expect(refusal.code).toBe('VALIDATION_FAILED');
    expect(refusal.details).toMatchObject({
      fields: [
        { path: 'categoryId', message: expect.stringContaining('deactivated') },
        { path: 'warehouseId', message: expect.stringContaining('not active') },
      ],
    });
    await expectUnchanged();
  });

  test('as a variant of itself', async () => {
    const id = uuidv7();
    expect(await refusalOf(owner.call.products.create(tea({ id, parentId: id })))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'parentId' }] },
    });
    await expectUnchanged();
  });

  test('with a SKU that is taken, whatever its case; another company’s SKUs do not count', async () => {
    const input = tea({ sku: `Taken-${newSku()}` });
    await owner.call.products.create(input);
    unchanged = await before();
    const again = tea({ sku: input.sku.toUpperCase(), warehouseId, initialQuantity: 5 });
    expect(await refusalOf(owner.call.products.create(again))).toMatchObject({
      code: 'SKU_TAKEN',
      details: { sku: again.sku },
    });
    await expectUnchanged();
    expect((await stranger.call.products.create(input)).product.sku).toBe(input.sku);
  });

  test('with an id that a product has; another company’s ids do not count', async () => {
    const input = { ...tea(), id: uuidv7() };
    await owner.call.products.create(input);
    unchanged = await before();
    expect(await codeOf(owner.call.products.create({ ...input, sku: newSku() }))).toBe('STATE_CONFLICT');
    expect(await codeOf(owner.call.products.create(input))).toBe('SKU_TAKEN');
    await expectUnchanged();
    expect((await stranger.call.products.create(input)).product.id).toBe(input.id);
  });
});
