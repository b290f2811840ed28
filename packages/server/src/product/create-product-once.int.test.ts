import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rowsOf } from '../../test/company-tables.ts';
import { failingAt } from '../../test/failing-database.ts';
import { identify } from '../auth/identify.ts';
import { codeOf, foundCompany, type Person, refusalOf } from '../auth/testing/people.ts';
import { callAs } from '../testing/index.ts';

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

describe('many at once', () => {
  test('50 creates of one SKU: exactly one wins, and nothing of the others is left', async () => {
    const company = await foundCompany(db.database);
    const where = (await company.call.warehouses.create({ name: 'Main' })).id;
    const skuInSomeCase = (index: number) => (index % 2 ? 'race-01' : 'RACE-01');
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        company.call.products.create({
          ...tea(),
          sku: skuInSomeCase(index),
          warehouseId: where,
          initialQuantity: 7,
        }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected')
        expect(await codeOf(Promise.reject(outcome.reason))).toBe('SKU_TAKEN');
    }
    const rows = await rowsOf(db.database, company.companyId);
    expect([rows.products, rows.inventory, rows.inventory_history].map((of) => of?.length)).toEqual([
      1, 1, 1,
    ]);
    expect(await company.call.inventory.verify({})).toMatchObject({ levelsChecked: 1, driftCount: 0 });
  });

  test('one idempotency key ten times: one product, and ten equal answers', async () => {
    const company = await foundCompany(db.database);
    const where = (await company.call.warehouses.create({ name: 'Main' })).id;
    const input = tea({ warehouseId: where, initialQuantity: 3, idempotencyKey: 'one-of-ten' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => company.call.products.create(input)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const rows = await rowsOf(db.database, company.companyId, ['products', 'inventory', 'inventory_history']);
    expect(Object.values(rows).map((of) => of.length)).toEqual([1, 1, 1]);
  });
});

describe('an idempotency key', () => {
  test('with another body is refused, and nothing is made', async () => {
    const input = tea({ idempotencyKey: uuidv7() });
    await owner.call.products.create(input);
    expect(await codeOf(owner.call.products.create({ ...input, name: 'Assam' }))).toBe('ID_REUSED');
    expect((await owner.call.products.getBySku({ sku: input.sku })).name).toBe('Earl Grey');
  });

  test('of another procedure is refused', async () => {
    const idempotencyKey = uuidv7();
    await owner.call.categories.create({ name: newSku(), idempotencyKey });
    expect(await codeOf(owner.call.products.create(tea({ idempotencyKey })))).toBe('ID_REUSED');
  });

  test('is the company’s own: another may use the same', async () => {
    const idempotencyKey = uuidv7();
    const ours = await owner.call.products.create(tea({ idempotencyKey }));
    const theirs = await stranger.call.products.create(tea({ idempotencyKey }));
    expect(theirs.product.id).not.toBe(ours.product.id);
  });

  test('whose SKU was taken answers that again, also when the SKU is free by then', async () => {
    const { product } = await owner.call.products.create(tea());
    const input = tea({ sku: product.sku, idempotencyKey: uuidv7() });
    const first = await refusalOf(owner.call.products.create(input));
    await owner.call.products.update({ productId: product.id, sku: newSku() });
    expect(await refusalOf(owner.call.products.create(input))).toEqual(first);
    expect(first.code).toBe('SKU_TAKEN');
  });

  test('that failed for a reference may be sent again, once the reference is there', async () => {
    const later = uuidv7();
    const input = tea({ categoryId: later, idempotencyKey: uuidv7() });
    expect(await codeOf(owner.call.products.create(input))).toBe('INVALID_REFERENCE');
    await owner.call.categories.create({ id: later, name: newSku() });
    expect((await owner.call.products.create(input)).product.categoryId).toBe(later);
  });
});

describe('a failure of the database', () => {
  test('at any statement leaves nothing behind: no product, no level, no ledger line, no idempotency record', async () => {
    const unchanged = await rowsOf(db.database, owner.companyId);
    const input = tea({ categoryId, warehouseId, initialQuantity: 9, idempotencyKey: uuidv7() });
    const callFailingAt = (statement: number) => {
      const failing = failingAt(db.database, statement);
      const who = () => identify({ database: db.database, now: new Date(), credential: owner.token });
      return { call: callAs(failing.database, who), sent: failing.sent };
    };
    let statement = 1;
    for (; statement < 100; statement += 1) {
      const { call, sent } = callFailingAt(statement);
      const outcome = await call.products.create(input).then(
        () => 'made',
        (error: Error) => error,
      );
      if (sent() < statement) {
        expect(outcome).toBe('made');
        break;
      }
      expect(outcome).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
      expect(await rowsOf(db.database, owner.companyId), `statement ${statement} failed`).toEqual(unchanged);
    }
    // claim, savepoint, three references, insert, the kernel's own, release, answer.
    expect(statement).toBeGreaterThan(8);
    expect((await owner.call.products.getBySku({ sku: input.sku })).name).toBe('Earl Grey');
  });
});
