import { createTestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callAsNobody, codeOf, foundCompany, join, type Person, refusalOf } from '../auth/testing/people.ts';

let db: Awaited<ReturnType<typeof createTestDatabase>>;
let owner: Person;
let stranger: Person;

beforeAll(async () => {
  db = await createTestDatabase();
  owner = await foundCompany(db.database);
  stranger = await foundCompany(db.database);
});
afterAll(() => db.drop());

let serial = 0;
const newSku = () => `SKU-${++serial}`;
const make = async (fields: Record<string, unknown> = {}, person = owner) =>
  (await person.call.products.create({ sku: newSku(), name: 'Earl Grey', price: '4.50', ...fields })).product;
const update = (productId: string, fields: Record<string, unknown>) =>
  owner.call.products.update({ productId, ...fields });

describe('products.update', () => {
  test('changes what is given, clears what is null, leaves the rest, and counts', async () => {
    const before = await make({
      description: 'old',
      barcode: '123',
      cost: '1.00',
      optionValues: { size: 'M' },
    });
    const after = await update(before.id, {
      name: 'Assam',
      description: null,
      cost: '2.5',
      optionValues: { size: 'L' },
    });
    expect(after).toEqual({
      ...before,
      name: 'Assam',
      description: null,
      cost: '2.50',
      optionValues: { size: 'L' },
      version: 2,
      updatedAt: after.updatedAt,
    });
    expect(after.updatedAt >= before.updatedAt).toBe(true);
    expect(await owner.call.products.get({ productId: before.id })).toEqual(after);
  });

  test('with nothing to change changes nothing, and still checks the version', async () => {
    const product = await make();
    expect(await update(product.id, {})).toEqual(product);
    expect(await update(product.id, { expectedVersion: 1 })).toEqual(product);
    expect(await codeOf(update(product.id, { expectedVersion: 2 }))).toBe('VERSION_CONFLICT');
  });

  test('that expects another version is refused with the current one', async () => {
    const product = await make();
    await update(product.id, { price: '5.00', expectedVersion: 1 });
    expect(await refusalOf(update(product.id, { price: '6.00', expectedVersion: 1 }))).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { conflicts: [{ id: product.id, expected: 1, current: 2 }] },
    });
    expect((await owner.call.products.get({ productId: product.id })).price).toBe('5.00');
  });

  test('20 at once that expect the same version: exactly one passes', async () => {
    const product = await make();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        update(product.id, { name: `by ${index}`, expectedVersion: 1 }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await owner.call.products.get({ productId: product.id })).version).toBe(2);
  });

  test('20 at once of one idempotency key change once', async () => {
    const product = await make();
    const input = { name: 'once', idempotencyKey: uuidv7() };
    await Promise.all(Array.from({ length: 20 }, () => update(product.id, input)));
    expect((await owner.call.products.get({ productId: product.id })).version).toBe(2);
  });

  test('gives a free SKU, and its own in another case; refuses a taken one', async () => {
    const product = await make();
    const other = await make();
    expect((await update(product.id, { sku: product.sku.toLowerCase() })).sku).toBe(
      product.sku.toLowerCase(),
    );
    expect(await refusalOf(update(product.id, { sku: other.sku.toLowerCase() }))).toMatchObject({
      code: 'SKU_TAKEN',
      details: { sku: other.sku.toLowerCase() },
    });
    expect((await update(product.id, { sku: newSku() })).version).toBe(3);
  });

  test('refuses an unknown and a foreign category or parent in the same words', async () => {
    const product = await make();
    const foreignCategory = (await stranger.call.categories.create({ name: newSku() })).id;
    const foreignParent = (await make({}, stranger)).id;
    for (const [field, foreign] of [
      ['categoryId', foreignCategory],
      ['parentId', foreignParent],
    ] as const) {
      const forForeign = await refusalOf(update(product.id, { [field]: foreign }));
      expect(forForeign).toEqual(await refusalOf(update(product.id, { [field]: uuidv7() })));
      expect(forForeign).toMatchObject({
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: field }] },
      });
    }
    expect((await owner.call.products.get({ productId: product.id })).version).toBe(1);
  });

  test('refuses a category out of use, unless the product is in it already', async () => {
    const categoryId = (await owner.call.categories.create({ name: newSku() })).id;
    const inside = await make({ categoryId });
    const outside = await make();
    await owner.call.categories.deactivate({ categoryId });
    expect(await codeOf(update(outside.id, { categoryId }))).toBe('VALIDATION_FAILED');
    expect((await update(inside.id, { categoryId, name: 'kept' })).name).toBe('kept');
    expect((await update(inside.id, { categoryId: null })).categoryId).toBeNull();
  });

  test('of an unknown or another company’s product is not found', async () => {
    const foreign = await make({}, stranger);
    const forForeign = await refusalOf(update(foreign.id, { name: 'mine' }));
    expect(forForeign).toEqual(await refusalOf(update(uuidv7(), { name: 'mine' })));
    expect(forForeign.code).toBe('NOT_FOUND');
    expect(await refusalOf(update(foreign.id, { name: 'mine', expectedVersion: 1 }))).toEqual(forForeign);
    expect(await stranger.call.products.get({ productId: foreign.id })).toEqual(foreign);
  });

  test('is refused without a session and to an operator', async () => {
    const { id: productId } = await make();
    expect(await codeOf(callAsNobody(db.database).products.update({ productId, name: 'x' }))).toBe(
      'AUTH_REQUIRED',
    );
    const { call } = await join(db.database, { inviter: owner, role: 'operator' });
    expect(await codeOf(call.products.update({ productId, name: 'x' }))).toBe('FORBIDDEN');
    expect(await codeOf(call.products.deactivate({ productId }))).toBe('FORBIDDEN');
  });
});

describe('variants', () => {
  test('get a parent, change it and lose it', async () => {
    const [parent, other, variant] = [await make(), await make(), await make()];
    expect((await update(variant.id, { parentId: parent.id })).parentId).toBe(parent.id);
    expect((await update(variant.id, { parentId: other.id })).parentId).toBe(other.id);
    expect((await update(variant.id, { parentId: null })).parentId).toBeNull();
  });

  test('are never their own parent, at any depth', async () => {
    const top = await make();
    const middle = await make({ parentId: top.id });
    const bottom = await make({ parentId: middle.id });
    for (const parentId of [top.id, middle.id, bottom.id]) {
      expect(await refusalOf(update(top.id, { parentId }))).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { fields: [{ path: 'parentId' }] },
      });
    }
    expect((await owner.call.products.get({ productId: top.id })).parentId).toBeNull();
  });

  test('never come into a circle, also when each link of it is set at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const ring = await Promise.all(Array.from({ length: 6 }, () => make()));
      const idAt = (index: number) => ring[index % ring.length]?.id ?? '';
      const outcomes = await Promise.allSettled(
        ring.map((product, index) => update(product.id, { parentId: idAt(index + 1) })),
      );
      // All but the last link make a chain; whichever came last would have closed it.
      expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    }
  });
});

describe('products.deactivate', () => {
  test('takes a product out of use with its stock, twice the same, and update brings it back', async () => {
    const warehouseId = (await owner.call.warehouses.create({ name: newSku() })).id;
    const product = await make({ warehouseId, initialQuantity: 3 });
    const gone = await owner.call.products.deactivate({ productId: product.id });
    expect(gone).toMatchObject({ active: false, version: 2 });
    expect(await owner.call.products.deactivate({ productId: product.id })).toEqual(gone);
    expect((await owner.call.inventory.levels({ productIds: [product.id] })).items).toMatchObject([
      { onHand: 3 },
    ]);
    expect(await update(product.id, { active: true })).toMatchObject({ active: true, version: 3 });
  });

  test('keeps the SKU taken', async () => {
    const product = await make();
    await owner.call.products.deactivate({ productId: product.id });
    expect(await codeOf(make({ sku: product.sku }))).toBe('SKU_TAKEN');
  });

  test('of an unknown or another company’s product is not found, and so is reading it', async () => {
    const foreign = await make({}, stranger);
    for (const productId of [foreign.id, uuidv7()]) {
      expect(await codeOf(owner.call.products.deactivate({ productId }))).toBe('NOT_FOUND');
      expect(await codeOf(owner.call.products.get({ productId }))).toBe('NOT_FOUND');
    }
    expect(await codeOf(owner.call.products.getBySku({ sku: 'NO-SUCH' }))).toBe('NOT_FOUND');
    expect((await stranger.call.products.get({ productId: foreign.id })).active).toBe(true);
  });
});
