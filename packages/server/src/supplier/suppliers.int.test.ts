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
const newName = () => `Supplier ${++serial}`;
const make = async (fields: Record<string, unknown> = {}, person = owner) =>
  person.call.suppliers.create({ name: newName(), ...fields });
const product = async (person = owner) =>
  (await person.call.products.create({ sku: `S-${++serial}`, name: 'Tea', price: '1.00' })).product;

describe('a supplier', () => {
  test('is made, read, changed and cleared; it is paid in 30 days unless said', async () => {
    const address = { line1: 'Kai 1', city: 'Hamburg', country: 'Germany' };
    const made = await make({ contactEmail: ' Order@Meyer.example ', contactPhone: '+49 40 1', address });
    expect(made).toMatchObject({
      contactEmail: 'order@meyer.example',
      contactPhone: '+49 40 1',
      paymentTermsDays: 30,
    });
    expect(await owner.call.suppliers.get({ supplierId: made.id })).toEqual(made);
    const changed = await owner.call.suppliers.update({
      supplierId: made.id,
      contactEmail: null,
      paymentTermsDays: 0,
    });
    expect(changed).toEqual({
      ...made,
      contactEmail: null,
      paymentTermsDays: 0,
      version: 2,
      updatedAt: changed.updatedAt,
    });
    expect(
      await codeOf(owner.call.suppliers.update({ supplierId: made.id, name: 'x', expectedVersion: 1 })),
    ).toBe('VERSION_CONFLICT');
  });

  test('may have the name of another, but not its id', async () => {
    const made = await make();
    expect((await make({ name: made.name })).id).not.toBe(made.id);
    expect(await codeOf(make({ id: made.id }))).toBe('STATE_CONFLICT');
    expect((await make({ id: made.id }, stranger)).id).toBe(made.id);
  });

  test('made ten times with one idempotency key is made once', async () => {
    const input = { name: newName(), idempotencyKey: uuidv7() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await codeOf(make({ ...input, name: newName() }))).toBe('ID_REUSED');
  });

  test('that is unknown or another company’s is not found, by any door', async () => {
    const { id: foreign } = await make({}, stranger);
    const doors = [
      (supplierId: string) => owner.call.suppliers.get({ supplierId }),
      (supplierId: string) => owner.call.suppliers.update({ supplierId, name: newName() }),
      (supplierId: string) => owner.call.suppliers.deactivate({ supplierId }),
    ];
    for (const door of doors) {
      expect(await refusalOf(door(foreign))).toEqual(await refusalOf(door(uuidv7())));
      expect(await codeOf(door(foreign))).toBe('NOT_FOUND');
    }
  });

  test('out of use twice is the same, keeps its offers, takes no new ones, and comes back by update', async () => {
    const { id: supplierId } = await make();
    const { id: productId } = await product();
    const terms = { supplierId, productId, price: '1.00', leadTimeDays: 1 };
    await owner.call.suppliers.setOffer(terms);
    const closed = await owner.call.suppliers.deactivate({ supplierId });
    expect(closed).toMatchObject({ active: false, version: 2 });
    expect(await owner.call.suppliers.deactivate({ supplierId })).toEqual(closed);
    expect((await owner.call.suppliers.listOffers({ supplierId })).items).toHaveLength(1);
    expect(await refusalOf(owner.call.suppliers.setOffer(terms))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'supplierId' }] },
    });
    await owner.call.suppliers.update({ supplierId, active: true });
    expect((await owner.call.suppliers.setOffer(terms)).price).toBe('1.00');
  });

  test('is listed by name, then id, in pages that insertions do not shift', async () => {
    const person = await foundCompany(db.database);
    for (const name of ['meyer', 'Meyer', 'Adler', '50% Off', 'Zorn_1']) await make({ name }, person);
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.call.suppliers.list({ limit: 1, ...(cursor && { cursor }) });
      listed.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
      await make({ name: '0' }, person);
    } while (cursor);
    expect(listed.map((name) => name.toLowerCase())).toEqual([
      '50% off',
      'adler',
      'meyer',
      'meyer',
      'zorn_1',
    ]);
    const namesOf = async (search: string) =>
      (await person.call.suppliers.list({ search })).items.map(({ name }) => name);
    expect(await namesOf('0%')).toEqual(['50% Off']);
    expect(await namesOf('n_')).toEqual(['Zorn_1']);
    expect(await namesOf('MEY')).toHaveLength(2);
  });

  test('is read by a viewer and written by a manager, and by nobody without a session', async () => {
    const { id: supplierId } = await make();
    const { id: productId } = await product();
    const viewer = await join(db.database, { inviter: owner, role: 'viewer' });
    expect((await viewer.call.suppliers.get({ supplierId })).id).toBe(supplierId);
    expect(await codeOf(viewer.call.suppliers.create({ name: newName() }))).toBe('FORBIDDEN');
    expect(await codeOf(viewer.call.suppliers.update({ supplierId, name: 'x' }))).toBe('FORBIDDEN');
    expect(await codeOf(viewer.call.suppliers.deactivate({ supplierId }))).toBe('FORBIDDEN');
    const terms = { supplierId, productId, price: '1.00', leadTimeDays: 1 };
    expect(await codeOf(viewer.call.suppliers.setOffer(terms))).toBe('FORBIDDEN');
    expect(await codeOf(viewer.call.suppliers.removeOffer(terms))).toBe('FORBIDDEN');
    const manager = await join(db.database, { inviter: owner, role: 'manager' });
    expect((await manager.call.suppliers.setOffer(terms)).supplierId).toBe(supplierId);
    expect(await codeOf(callAsNobody(db.database).suppliers.listOffers({}))).toBe('AUTH_REQUIRED');
  });
});

describe('an offer', () => {
  const terms = { price: '3.2', leadTimeDays: 7 };
  const pair = async () => ({ supplierId: (await make()).id, productId: (await product()).id });
  const primariesOf = async (productId: string) =>
    (await owner.call.suppliers.listOffers({ productId })).items
      .filter(({ primary }) => primary)
      .map(({ supplierId }) => supplierId);

  test('is made with defaults, not primary by itself, and replaced whole', async () => {
    const key = await pair();
    const { name } = await owner.call.suppliers.get({ supplierId: key.supplierId });
    const made = await owner.call.suppliers.setOffer({
      ...key,
      ...terms,
      supplierSku: 'M-1',
      packSize: 12,
      primary: false,
    });
    expect(made).toMatchObject({
      ...key,
      supplierName: name,
      productName: 'Tea',
      supplierSku: 'M-1',
      price: '3.20',
      leadTimeDays: 7,
      minimumOrderQuantity: 1,
      packSize: 12,
      primary: false,
    });
    const replaced = await owner.call.suppliers.setOffer({
      ...key,
      price: '2.9999',
      leadTimeDays: 0,
      minimumOrderQuantity: 50,
    });
    expect(replaced).toMatchObject({
      supplierSku: null,
      price: '2.9999',
      minimumOrderQuantity: 50,
      packSize: 1,
    });
    expect((await owner.call.suppliers.listOffers(key)).items).toEqual([replaced]);
  });

  test('that is primary takes the mark from the one that had it, and gives it up when set without', async () => {
    const first = await pair();
    const second = { supplierId: (await make()).id, productId: first.productId };
    const elsewhere = { supplierId: first.supplierId, productId: (await product()).id };
    await owner.call.suppliers.setOffer({ ...elsewhere, ...terms, primary: true });
    await owner.call.suppliers.setOffer({ ...first, ...terms, primary: true });
    expect(await primariesOf(first.productId)).toEqual([first.supplierId]);
    await owner.call.suppliers.setOffer({ ...second, ...terms, primary: true });
    expect(await primariesOf(first.productId)).toEqual([second.supplierId]);
    await owner.call.suppliers.setOffer({ ...second, ...terms });
    expect(await primariesOf(first.productId)).toEqual([]);
    expect(await primariesOf(elsewhere.productId)).toEqual([elsewhere.supplierId]);
  });

  test('set as primary by 30 at once, over three products in different orders: all pass, one mark a product', async () => {
    const products = await Promise.all([product(), product(), product()]);
    const suppliers = await Promise.all(Array.from({ length: 10 }, () => make()));
    const calls = suppliers.flatMap(({ id: supplierId }, turn) =>
      products.map((_, index) => ({ supplierId, productId: products[(index + turn) % 3]?.id ?? '' })),
    );
    const outcomes = await Promise.allSettled(
      calls.map((key) => owner.call.suppliers.setOffer({ ...key, ...terms, primary: true })),
    );
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([]);
    for (const { id } of products) expect(await primariesOf(id)).toHaveLength(1);
  });

  test('is removed once; then there is none to remove, and no primary one', async () => {
    const key = await pair();
    await owner.call.suppliers.setOffer({ ...key, ...terms, primary: true });
    expect(await owner.call.suppliers.removeOffer(key)).toEqual({ done: true });
    expect(await codeOf(owner.call.suppliers.removeOffer(key))).toBe('NOT_FOUND');
    expect((await owner.call.suppliers.listOffers(key)).items).toEqual([]);
  });

  test('of an unknown or foreign supplier or product is refused in the same words, naming each field', async () => {
    const key = await pair();
    const foreign = { supplierId: (await make({}, stranger)).id, productId: (await product(stranger)).id };
    const set = (fields: Partial<typeof key>) =>
      owner.call.suppliers.setOffer({ ...key, ...terms, ...fields });
    for (const field of ['supplierId', 'productId'] as const) {
      const forForeign = await refusalOf(set({ [field]: foreign[field] }));
      expect(forForeign).toEqual(await refusalOf(set({ [field]: uuidv7() })));
      expect(forForeign).toMatchObject({
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: field }] },
      });
    }
    const both = await refusalOf(set({ supplierId: uuidv7(), productId: uuidv7() }));
    expect(both.details).toMatchObject({ references: [{ path: 'supplierId' }, { path: 'productId' }] });
    await stranger.call.suppliers.setOffer({ ...foreign, ...terms });
    expect(await refusalOf(owner.call.suppliers.removeOffer(foreign))).toEqual(
      await refusalOf(owner.call.suppliers.removeOffer({ supplierId: uuidv7(), productId: uuidv7() })),
    );
    expect((await stranger.call.suppliers.listOffers(foreign)).items).toHaveLength(1);
    expect((await owner.call.suppliers.listOffers(foreign)).items).toEqual([]);
  });

  test('is listed by SKU, then supplier, in pages', async () => {
    const person = await foundCompany(db.database);
    const suppliers = [await make({}, person), await make({}, person)];
    const products = [await product(person), await product(person)];
    for (const { id: supplierId } of suppliers) {
      for (const { id: productId } of products) {
        await person.call.suppliers.setOffer({ supplierId, productId, ...terms });
      }
    }
    const keyOf = (offer: { productSku: string; supplierId: string }) =>
      `${offer.productSku} ${offer.supplierId}`;
    const whole = (await person.call.suppliers.listOffers({})).items.map(keyOf);
    expect(whole).toEqual(
      products.flatMap(({ sku }) => suppliers.map(({ id }) => keyOf({ productSku: sku, supplierId: id }))),
    );
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await person.call.suppliers.listOffers({ limit: 1, ...(cursor && { cursor }) });
      paged.push(...page.items.map(keyOf));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(paged).toEqual(whole);
  });
});
