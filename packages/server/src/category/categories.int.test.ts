import { createTestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
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
const newName = () => `Category ${++serial}`;
const make = async (fields: Record<string, unknown> = {}, person = owner) =>
  person.call.categories.create({ name: newName(), ...fields });

test('a category is made, read, changed and cleared; its threshold is 10 unless said, and null leaves it to the company', async () => {
  const made = await make({ description: 'Black and green' });
  expect(made).toMatchObject({
    description: 'Black and green',
    lowStockThreshold: 10,
    active: true,
    version: 1,
  });
  expect(await owner.call.categories.get({ categoryId: made.id })).toEqual(made);
  const changed = await owner.call.categories.update({
    categoryId: made.id,
    description: null,
    lowStockThreshold: null,
  });
  expect(changed).toEqual({
    ...made,
    description: null,
    lowStockThreshold: null,
    version: 2,
    updatedAt: changed.updatedAt,
  });
  expect((await make({ lowStockThreshold: null })).lowStockThreshold).toBeNull();
  expect((await make({ lowStockThreshold: 0 })).lowStockThreshold).toBe(0);
});

test('its name is no other’s, whatever its case, also when 20 make it at once', async () => {
  const name = newName();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) => make({ name: index % 2 ? name : name.toUpperCase() })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const other = await make();
  expect(await refusalOf(owner.call.categories.update({ categoryId: other.id, name }))).toMatchObject({
    code: 'NAME_TAKEN',
    details: { name },
  });
  expect((await make({ name }, stranger)).name).toBe(name);
});

test('a name that folds into more than an index row holds is refused at its field', async () => {
  expect(await refusalOf(make({ name: 'ﷺ'.repeat(255) }))).toMatchObject({
    code: 'VALIDATION_FAILED',
    details: { fields: [{ path: 'name' }] },
  });
  expect((await make({ name: '字'.repeat(255) })).version).toBe(1);
});

test('one idempotency key acts once', async () => {
  const input = { name: newName(), idempotencyKey: uuidv7() };
  const answers = await Promise.all(Array.from({ length: 10 }, () => make(input)));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await codeOf(make({ ...input, lowStockThreshold: 1 }))).toBe('ID_REUSED');
});

test('an id is used once in a company', async () => {
  const id = uuidv7();
  await make({ id });
  expect(await codeOf(make({ id }))).toBe('STATE_CONFLICT');
  expect((await make({ id }, stranger)).id).toBe(id);
});

test('an unknown and a foreign category are not found, by any door', async () => {
  const { id: foreign } = await make({}, stranger);
  const doors = [
    (categoryId: string) => owner.call.categories.get({ categoryId }),
    (categoryId: string) => owner.call.categories.update({ categoryId, name: newName() }),
    (categoryId: string) => owner.call.categories.deactivate({ categoryId }),
  ];
  for (const door of doors) {
    expect(await refusalOf(door(foreign))).toEqual(await refusalOf(door(uuidv7())));
    expect(await codeOf(door(foreign))).toBe('NOT_FOUND');
  }
  expect((await stranger.call.categories.get({ categoryId: foreign })).version).toBe(1);
});

test('out of use twice is the same, its products stay, and update brings it back', async () => {
  const { id: categoryId } = await make();
  const { product } = await owner.call.products.create({
    sku: 'C-1',
    name: 'Tea',
    price: '1.00',
    categoryId,
  });
  const closed = await owner.call.categories.deactivate({ categoryId });
  expect(closed).toMatchObject({ active: false, version: 2 });
  expect(await owner.call.categories.deactivate({ categoryId })).toEqual(closed);
  expect((await owner.call.products.get({ productId: product.id })).categoryId).toBe(categoryId);
  expect(await owner.call.categories.update({ categoryId, active: true })).toMatchObject({
    active: true,
    version: 3,
  });
});

test('of two writers that expect one version, one passes', async () => {
  const { id: categoryId } = await make();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 10 }, () =>
      owner.call.categories.update({ categoryId, name: newName(), expectedVersion: 1 }),
    ),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await codeOf(owner.call.categories.update({ categoryId, active: true, expectedVersion: 1 }))).toBe(
    'VERSION_CONFLICT',
  );
});

test('a list is by name, in pages that insertions do not shift', async () => {
  const person = await foundCompany(db.database);
  for (const name of ['d', 'B', 'f', 'H']) await make({ name }, person);
  const first = await person.call.categories.list({ limit: 2 });
  for (const name of ['a', 'e']) await make({ name }, person);
  const second = await person.call.categories.list({ limit: 2, cursor: first.nextCursor ?? '' });
  const third = await person.call.categories.list({ limit: 2, cursor: second.nextCursor ?? '' });
  const names = [first, second, third].flatMap(({ items }) => items.map(({ name }) => name));
  expect(names).toEqual(['B', 'd', 'e', 'f', 'H']);
  expect(third.nextCursor).toBeNull();
  expect((await person.call.categories.list({ search: 'h' })).items.map(({ name }) => name)).toEqual(['H']);
  expect((await person.call.categories.list({ active: false })).items).toEqual([]);
});

test('viewers read, managers write, nobody comes without a session', async () => {
  const { id: categoryId } = await make();
  const viewer = await join(db.database, { inviter: owner, role: 'viewer' });
  expect((await viewer.call.categories.get({ categoryId })).id).toBe(categoryId);
  expect(await codeOf(viewer.call.categories.create({ name: newName() }))).toBe('FORBIDDEN');
  expect(await codeOf(viewer.call.categories.update({ categoryId, name: newName() }))).toBe('FORBIDDEN');
  expect(await codeOf(viewer.call.categories.deactivate({ categoryId }))).toBe('FORBIDDEN');
  const manager = await join(db.database, { inviter: owner, role: 'manager' });
  expect((await make({}, manager)).version).toBe(1);
  expect(await codeOf(callAsNobody(db.database).categories.list({}))).toBe('AUTH_REQUIRED');
});
