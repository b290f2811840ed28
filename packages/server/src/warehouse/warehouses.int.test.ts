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
const newName = () => `Warehouse ${++serial}`;
const make = async (fields: Record<string, unknown> = {}, person = owner) =>
  person.call.warehouses.create({ name: newName(), ...fields });
const address = { line1: 'Kai 1', city: 'Hamburg', postalCode: '20457', country: 'Germany' };

describe('a warehouse', () => {
  test('is made, read, changed and cleared', async () => {
    const made = await make({ address, managerId: owner.userId, priority: 7 });
    expect(made).toMatchObject({ address, managerId: owner.userId, priority: 7, active: true, version: 1 });
    expect((await make()).priority).toBe(100);
    expect(made.createdAt).toBe(new Date(made.createdAt).toISOString());
    expect(await owner.call.warehouses.get({ warehouseId: made.id })).toEqual(made);
    const name = newName();
    const changed = await owner.call.warehouses.update({
      warehouseId: made.id,
      name,
      address: null,
      priority: 0,
      expectedVersion: 1,
    });
    expect(changed).toEqual({
      ...made,
      name,
      address: null,
      priority: 0,
      version: 2,
      updatedAt: changed.updatedAt,
    });
  });

  test('has a name that no other has, whatever its case and width; another company’s names do not count', async () => {
    await make({ name: 'Ｎord Straße' });
    expect(await refusalOf(make({ name: 'NORD straße' }))).toMatchObject({
      code: 'NAME_TAKEN',
      details: { name: 'NORD straße' },
    });
    const other = await make();
    const rename = owner.call.warehouses.update({
      warehouseId: other.id,
      name: 'nord strasse'.replace('ss', 'ß'),
    });
    expect(await codeOf(rename)).toBe('NAME_TAKEN');
    expect((await make({ name: 'Nord Straße' }, stranger)).name).toBe('Nord Straße');
  });

  test('of one name made 20 times at once is made once', async () => {
    const name = newName();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => make({ name })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await owner.call.warehouses.list({ search: name })).items).toHaveLength(1);
  });

  test('made ten times with one idempotency key is made once; another body is refused', async () => {
    const input = { name: newName(), idempotencyKey: uuidv7() };
    const answers = await Promise.all(Array.from({ length: 10 }, () => make(input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await codeOf(make({ ...input, name: newName() }))).toBe('ID_REUSED');
  });

  test('may have an id that the caller made, once', async () => {
    const id = uuidv7();
    expect((await make({ id })).id).toBe(id);
    expect(await codeOf(make({ id }))).toBe('STATE_CONFLICT');
    expect((await make({ id }, stranger)).id).toBe(id);
  });

  test('has a manager of its own company: an unknown and a foreign one are refused in the same words', async () => {
    const { id: warehouseId } = await make();
    const attempts = [
      (managerId: string) => make({ managerId }),
      (managerId: string) => owner.call.warehouses.update({ warehouseId, managerId }),
    ];
    for (const attempt of attempts) {
      const forForeign = await refusalOf(attempt(stranger.userId));
      expect(forForeign).toEqual(await refusalOf(attempt(uuidv7())));
      expect(forForeign).toMatchObject({
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: 'managerId', message: 'There is no such user in this company.' }] },
      });
    }
  });

  test('that is unknown or another company’s is not found, by any door', async () => {
    const { id: foreign } = await make({}, stranger);
    const doors = [
      (warehouseId: string) => owner.call.warehouses.get({ warehouseId }),
      (warehouseId: string) => owner.call.warehouses.update({ warehouseId, name: newName() }),
      (warehouseId: string) => owner.call.warehouses.update({ warehouseId, active: false }),
      (warehouseId: string) => owner.call.warehouses.deactivate({ warehouseId }),
    ];
    for (const door of doors) {
      const forForeign = await refusalOf(door(foreign));
      expect(forForeign).toEqual(await refusalOf(door(uuidv7())));
      expect(forForeign.code).toBe('NOT_FOUND');
    }
  });

  test('that has changed since is not changed', async () => {
    const { id: warehouseId } = await make();
    await owner.call.warehouses.update({ warehouseId, name: newName() });
    expect(
      await refusalOf(owner.call.warehouses.update({ warehouseId, name: newName(), expectedVersion: 1 })),
    ).toMatchObject({
      code: 'VERSION_CONFLICT',
      details: { conflicts: [{ id: warehouseId, expected: 1, current: 2 }] },
    });
  });

  test('is read by a viewer and written by a manager, and by nobody without a session', async () => {
    const { id: warehouseId } = await make();
    expect(await codeOf(callAsNobody(db.database).warehouses.get({ warehouseId }))).toBe('AUTH_REQUIRED');
    const viewer = await join(db.database, { inviter: owner, role: 'viewer' });
    expect((await viewer.call.warehouses.get({ warehouseId })).id).toBe(warehouseId);
    const manager = await join(db.database, { inviter: owner, role: 'manager' });
    expect((await make({}, manager)).version).toBe(1);
    const operator = await join(db.database, { inviter: owner, role: 'operator' });
    for (const { call } of [viewer, operator]) {
      expect(await codeOf(call.warehouses.create({ name: newName() }))).toBe('FORBIDDEN');
      expect(await codeOf(call.warehouses.update({ warehouseId, name: newName() }))).toBe('FORBIDDEN');
      expect(await codeOf(call.warehouses.deactivate({ warehouseId }))).toBe('FORBIDDEN');
    }
  });
});

describe('closing a warehouse', () => {
  const stocked = async (quantity: number) => {
    const { id: warehouseId } = await make();
    const input = {
      sku: `W-${++serial}`,
      name: 'Tea',
      price: '1.00',
      warehouseId,
      initialQuantity: quantity,
    };
    const { product } = await owner.call.products.create(input);
    return { warehouseId, productId: product.id };
  };
  const adjust = (where: { warehouseId: string; productId: string }, quantityChange: number) =>
    owner.call.inventory.adjust({ lines: [{ ...where, quantityChange, reason: 'correction' }] });

  test('closes an empty one, twice the same, and update opens it again', async () => {
    const { id: warehouseId } = await make();
    const closed = await owner.call.warehouses.deactivate({ warehouseId });
    expect(closed).toMatchObject({ active: false, version: 2 });
    expect(await owner.call.warehouses.deactivate({ warehouseId })).toEqual(closed);
    expect(await owner.call.warehouses.update({ warehouseId, active: true })).toMatchObject({
      active: true,
      version: 3,
    });
  });

  test('is refused with the figures while it holds stock, by update too; empty it closes', async () => {
    const where = await stocked(7);
    const { warehouseId } = where;
    for (const attempt of [
      () => owner.call.warehouses.deactivate({ warehouseId }),
      () => owner.call.warehouses.update({ warehouseId, active: false, name: newName() }),
    ]) {
      const refusal = await refusalOf(attempt());
      expect(refusal).toMatchObject({
        code: 'STATE_CONFLICT',
        details: { state: 'holds_stock', allowed: ['empty'] },
      });
      expect(refusal.message).toMatch(/holds 7 units.*of 1 product/);
    }
    expect(await owner.call.warehouses.get({ warehouseId })).toMatchObject({ active: true, version: 1 });
    await adjust(where, -7);
    expect((await owner.call.warehouses.deactivate({ warehouseId })).active).toBe(false);
    expect(await codeOf(adjust(where, 1))).toBe('VALIDATION_FAILED');
  });

  test('while stock comes in at the same moment: it is closed and empty, or open', async () => {
    for (let round = 0; round < 10; round += 1) {
      const where = await stocked(0);
      const { warehouseId } = where;
      await Promise.allSettled([
        adjust(where, 5),
        owner.call.warehouses.deactivate({ warehouseId }),
        owner.call.products.create({
          sku: `W-${++serial}`,
          name: 'T',
          price: '1.00',
          warehouseId,
          initialQuantity: 2,
        }),
      ]);
      const { active } = await owner.call.warehouses.get({ warehouseId });
      const { items } = await owner.call.inventory.levels({ warehouseIds: [warehouseId] });
      const held = items.reduce((sum, { onHand }) => sum + onHand, 0);
      expect(active || held === 0, `active: ${active}, held: ${held}`).toBe(true);
    }
  });
});

describe('listing warehouses', () => {
  test('is by name whatever its case, in pages, narrowed by state and by part of the name', async () => {
    const person = await foundCompany(db.database);
    for (const name of ['beta', 'Alpha', 'gamma_1', 'Gamma 1', '100% Delta']) await make({ name }, person);
    const namesOf = async (input: Parameters<typeof person.call.warehouses.list>[0]) =>
      (await person.call.warehouses.list(input)).items.map(({ name }) => name);
    expect(await namesOf({})).toEqual(['100% Delta', 'Alpha', 'beta', 'Gamma 1', 'gamma_1']);
    expect(await namesOf({ search: 'MMA' })).toEqual(['Gamma 1', 'gamma_1']);
    expect(await namesOf({ search: 'a_1' })).toEqual(['gamma_1']);
    expect(await namesOf({ search: '0%' })).toEqual(['100% Delta']);
    const first = await person.call.warehouses.list({ limit: 2 });
    await make({ name: 'aaa' }, person);
    const cursor = first.nextCursor ?? '';
    const second = await person.call.warehouses.list({ limit: 3, cursor });
    expect([...first.items, ...second.items].map(({ name }) => name)).toEqual([
      '100% Delta',
      'Alpha',
      'beta',
      'Gamma 1',
      'gamma_1',
    ]);
    expect(second.nextCursor).toBeNull();
    await person.call.warehouses.deactivate({ warehouseId: first.items[0]?.id ?? '' });
    expect(await namesOf({ active: false })).toEqual(['100% Delta']);
    expect(await namesOf({ active: true })).toHaveLength(5);
    expect(await codeOf(person.call.warehouses.list({ cursor: 'x' }))).toBe('VALIDATION_FAILED');
  });
});
