import { createTestDatabase } from '@stockflow/db/testing';
import type { ListProductsInput } from '@stockflow/schemas';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundCompany, join, type Person, refusalOf } from '../auth/testing/people.ts';

let db: Awaited<ReturnType<typeof createTestDatabase>>;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const skusOf = async (person: Person, input: ListProductsInput) =>
  (await person.call.products.list(input)).items.map(({ sku }) => sku);

/** All pages, one after the other; `between` runs after each. */
const allPages = async (
  person: Person,
  input: ListProductsInput & object,
  between = async (_page: number) => {},
) => {
  const skus: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const { items, nextCursor } = await person.call.products.list({ ...input, ...(cursor && { cursor }) });
    skus.push(...items.map(({ sku }) => sku));
    if (nextCursor === null) return skus;
    cursor = nextCursor;
    await between(page);
  }
  throw new Error('the list does not end');
};

describe('finding products', () => {
  let owner: Person;
  let categoryId: string;
  let supplierId: string;

  beforeAll(async () => {
    owner = await foundCompany(db.database);
    categoryId = (await owner.call.categories.create({ name: 'Tea' })).id;
    supplierId = (await owner.call.suppliers.create({ name: 'Meyer' })).id;
    const { products } = await owner.call.products.createMany({
      products: [
        { sku: 'TEA-100', name: 'Earl Grey 100%', price: '4.50', categoryId, barcode: '4006381333931' },
        { sku: 'TEA-200', name: 'Äpfeltee', price: '3.00', categoryId, lifecycle: 'discontinued' },
        { sku: 'MUG-1', name: 'Mug_large', price: '9.00' },
        { sku: 'MUG-2', name: 'Mug large', price: '8.00', barcode: 'Ab-77' },
        { sku: 'POT-1', name: 'Pot \\ lid', price: '30.00' },
      ],
    });
    const idOf = (sku: string) => products.find((product) => product.sku === sku)?.id ?? '';
    await owner.call.suppliers.setOffer({
      supplierId,
      productId: idOf('MUG-1'),
      price: '2.00',
      leadTimeDays: 3,
    });
    await owner.call.products.deactivate({ productId: idOf('POT-1') });
  });

  test.each<[string, ListProductsInput, string[]]>([
    ['everything, active or not, by SKU', {}, ['MUG-1', 'MUG-2', 'POT-1', 'TEA-100', 'TEA-200']],
    ['part of a SKU, whatever its case', { search: 'tea-' }, ['TEA-100', 'TEA-200']],
    ['part of a name, whatever its case', { search: 'EARL' }, ['TEA-100']],
    ['part of a name beyond ASCII, whatever its case', { search: 'äPFEL' }, ['TEA-200']],
    ['a whole barcode', { search: '4006381333931' }, ['TEA-100']],
    ['a whole barcode, whatever its case', { search: 'aB-77' }, ['MUG-2']],
    ['not part of a barcode', { search: '400638' }, []],
    ['% as it stands', { search: '100%' }, ['TEA-100']],
    ['a lone % as it stands', { search: '%' }, ['TEA-100']],
    ['_ as it stands', { search: 'mug_large' }, ['MUG-1']],
    ['a backslash as it stands', { search: '\\' }, ['POT-1']],
    ['a quote as it stands', { search: "' or 1=1 --" }, []],
    ['by category', { categoryIds: [uuidv7()] }, []],
    ['by lifecycle', { lifecycle: 'discontinued' }, ['TEA-200']],
    ['active ones', { active: true }, ['MUG-1', 'MUG-2', 'TEA-100', 'TEA-200']],
    ['inactive ones', { active: false }, ['POT-1']],
    ['by name, whatever its case', { sort: 'name' }, ['TEA-100', 'MUG-2', 'MUG-1', 'POT-1', 'TEA-200']],
    ['by SKU, falling', { order: 'desc' }, ['TEA-200', 'TEA-100', 'POT-1', 'MUG-2', 'MUG-1']],
  ])('finds %s', async (_what, input, skus) => {
    expect(await skusOf(owner, input)).toEqual(skus);
  });

  test('by parent: its variants, and nothing for a product that has none', async () => {
    const { product: shirt } = await owner.call.products.create({ sku: 'SHIRT', name: 'Shirt', price: '20' });
    const variant = { name: 'Shirt', price: '20', parentId: shirt.id };
    await owner.call.products.create({ ...variant, sku: 'SHIRT-RED', optionValues: { colour: 'red' } });
    await owner.call.products.create({ ...variant, sku: 'SHIRT-BLUE', optionValues: { colour: 'blue' } });
    expect(await skusOf(owner, { parentIds: [shirt.id] })).toEqual(['SHIRT-BLUE', 'SHIRT-RED']);
    const [red] = (await owner.call.products.list({ search: 'SHIRT-RED' })).items;
    expect(await skusOf(owner, { parentIds: [red?.id ?? ''] })).toEqual([]);
    for (const { id } of (await owner.call.products.list({ search: 'SHIRT' })).items)
      await owner.call.products.deactivate({ productId: id });
  });

  test('finds by category, by supplier, and by all filters together', async () => {
    expect(await skusOf(owner, { categoryIds: [categoryId, uuidv7()] })).toEqual(['TEA-100', 'TEA-200']);
    expect(await skusOf(owner, { supplierIds: [supplierId] })).toEqual(['MUG-1']);
    expect(await skusOf(owner, { supplierIds: [uuidv7()] })).toEqual([]);
    const mugs = (await owner.call.products.list({ search: 'mug' })).items.map(({ id }) => id);
    expect(await skusOf(owner, { productIds: [...mugs, uuidv7()] })).toEqual(['MUG-1', 'MUG-2']);
    expect(await skusOf(owner, { productIds: mugs, search: 'tea' })).toEqual([]);
    const all: ListProductsInput = {
      search: 'tea',
      categoryIds: [categoryId],
      lifecycle: 'active',
      active: true,
    };
    expect(await skusOf(owner, all)).toEqual(['TEA-100']);
    expect(await skusOf(owner, { ...all, supplierIds: [supplierId] })).toEqual([]);
  });

  test('shows the category’s name, and stock summed over the warehouses', async () => {
    const [north, south] = [
      (await owner.call.warehouses.create({ name: 'North' })).id,
      (await owner.call.warehouses.create({ name: 'South' })).id,
    ];
    const input = {
      sku: 'SUM-1',
      name: 'Sum',
      price: '1.00',
      categoryId,
      warehouseId: north,
      initialQuantity: 2_000_000_000,
    };
    const { product } = await owner.call.products.create(input);
    await owner.call.inventory.receive({
      lines: [{ productId: product.id, warehouseId: south, quantity: 2_000_000_000 }],
    });
    await owner.call.sales.create({
      lines: [{ productId: product.id, warehouseId: south, quantity: 1_500 }],
    });
    const { items } = await owner.call.products.list({ search: 'SUM-1' });
    expect(items).toMatchObject([
      { ...product, categoryName: 'Tea', onHand: 4_000_000_000, reserved: 1_500, available: 3_999_998_500 },
    ]);
    const { items: bare } = await owner.call.products.list({ search: 'MUG-1' });
    expect(bare).toMatchObject([{ categoryName: null, onHand: 0, reserved: 0, available: 0 }]);
  });

  test('shows nothing of another company, and lets a viewer read', async () => {
    const stranger = await foundCompany(db.database);
    expect(await skusOf(stranger, {})).toEqual([]);
    expect(await skusOf(stranger, { categoryIds: [categoryId], supplierIds: [supplierId] })).toEqual([]);
    const viewer = await join(db.database, { inviter: owner, role: 'viewer' });
    expect(await skusOf(viewer, { search: 'mug' })).toEqual(['MUG-1', 'MUG-2']);
  });
});

describe('pages', () => {
  let owner: Person;
  const count = 23;

  beforeAll(async () => {
    owner = await foundCompany(db.database);
    // Names repeat, and all of one call have one time: the id decides.
    await owner.call.products.createMany({
      products: Array.from({ length: count }, (_, index) => ({
        sku: `P-${String(index).padStart(2, '0')}`,
        name: index % 3 === 0 ? 'Same' : `same ${index % 2}`,
        price: '1.00',
      })),
    });
  });

  const sorts = (['sku', 'name', 'createdAt'] as const).flatMap((sort) =>
    (['asc', 'desc'] as const).map((order) => [sort, order] as const),
  );
  test.each(sorts)(
    'by %s %s hold every product once, in one order whatever the size',
    async (sort, order) => {
      const whole = await skusOf(owner, { sort, order, limit: 250 });
      expect(new Set(whole).size).toBe(count);
      expect(await allPages(owner, { sort, order, limit: 1 })).toEqual(whole);
      expect(await allPages(owner, { sort, order, limit: 7 })).toEqual(whole);
      expect(whole.toReversed()).toEqual(
        await skusOf(owner, { sort, order: order === 'asc' ? 'desc' : 'asc', limit: 250 }),
      );
    },
  );

  test('neither skip nor repeat while products are added and sold', async () => {
    const person = await foundCompany(db.database);
    const named = (sku: string) => ({ sku, name: sku, price: '1.00' });
    const there = Array.from({ length: 20 }, (_, index) => `K-${String(index).padStart(2, '0')}`);
    await person.call.products.createMany({ products: there.map(named) });
    const seen = await allPages(person, { limit: 3 }, async (page) => {
      // One before, one among, and one after what was read so far.
      await person.call.products.createMany({
        products: [`A-${page}`, `K-10-${page}`, `Z-${page}`].map(named),
      });
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((sku) => there.includes(sku))).toEqual(there);
    expect(seen).toEqual(seen.toSorted());
  });

  test('go on after the longest names', async () => {
    const person = await foundCompany(db.database);
    const names = ['\u0001', '字', '"', 'ﷺ'].map((letter) => letter.repeat(255));
    await person.call.products.createMany({
      products: names.map((name, index) => ({ sku: `L-${index}`, name, price: '1.00' })),
    });
    expect(await allPages(person, { sort: 'name', limit: 1 })).toHaveLength(4);
  });

  test('are at most 250 long, and an end has no cursor', async () => {
    expect((await owner.call.products.list({ limit: count })).nextCursor).toBeNull();
    expect(await refusalOf(owner.call.products.list({ limit: 251 }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'limit' }] },
    });
  });

  test('refuse a cursor that is none, of another sort, or tampered with', async () => {
    const { nextCursor } = await owner.call.products.list({ limit: 1 });
    const sealed = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url');
    const id = uuidv7();
    const attempts: ListProductsInput[] = [
      { cursor: 'x' },
      { cursor: `${nextCursor}`, sort: 'name' },
      { cursor: `${nextCursor}`, order: 'desc' },
      { cursor: sealed({ sort: 'sku', order: 'asc', key: 'a\u0000', id }) },
      { cursor: sealed({ sort: 'sku', order: 'asc', key: 'a', id: 'x' }) },
      {
        cursor: sealed({ sort: 'createdAt', order: 'asc', key: '0000-01-01T00:00:00Z', id }),
        sort: 'createdAt',
      },
      { cursor: sealed({ sort: 'createdAt', order: 'asc', key: 'infinity', id }), sort: 'createdAt' },
    ];
    for (const attempt of attempts) {
      expect(await refusalOf(owner.call.products.list(attempt))).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { fields: [{ path: 'cursor' }] },
      });
    }
  });
});
