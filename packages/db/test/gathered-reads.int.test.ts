import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../src/index.ts';
import { createTestDatabase, seedCompany, type TestDatabase } from '../src/testing/index.ts';

let opened: TestDatabase;
let database: Database;

beforeAll(async () => {
  opened = await createTestDatabase();
  database = opened.database;
});
afterAll(() => opened.drop());

/** Which transaction a read stood in, and in which company; `of` comes back. */
const where = (of: number) => ({
  name: 'where',
  text: `select $1::int as of, pg_backend_pid() || ' ' || now()::text as transaction,
                current_setting('app.company_id') as company`,
  values: [of],
});
interface Where {
  of: number;
  transaction: string;
  company: string;
}

describe('reads by a key', () => {
  test('of a company share transactions when many come at once, and each has its own answer', async () => {
    const { companyId } = await seedCompany(database);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, of) => database.readByKey<Where>(companyId, where(of))),
    );
    expect(answers.map(([row]) => row?.of)).toEqual(answers.map((_, of) => of));
    // One alone at once, the others by up to 32.
    expect(new Set(answers.map(([row]) => row?.transaction)).size).toBeLessThan(20);
  });

  test('of two companies share nothing', async () => {
    const [one, two] = [await seedCompany(database), await seedCompany(database)];
    const ids = Array.from({ length: 120 }, (_, index) => (index % 2 === 0 ? one : two).companyId);
    const answers = await Promise.all(ids.map((id, of) => database.readByKey<Where>(id, where(of))));
    expect(answers.map(([row]) => row?.company)).toEqual(ids);
  });

  test('one that fails is refused alone', async () => {
    const { companyId } = await seedCompany(database);
    const divide = (by: number) => ({
      name: 'divide',
      text: 'select 100 / $1::int as share',
      values: [by],
    });
    const by = [1, 2, 4, 5, 0, 10, 20, 0, 25];
    const outcomes = await Promise.allSettled(by.map((one) => database.readByKey(companyId, divide(one))));
    const shares = outcomes.map((one) => (one.status === 'fulfilled' ? one.value[0]?.share : one.status));
    expect(shares).toEqual([100, 50, 25, 20, 'rejected', 10, 5, 'rejected', 4]);
    expect(outcomes[4]).toMatchObject({ reason: { message: expect.stringContaining('division by zero') } });
  });

  test('never sees less than what was committed before it was asked', async () => {
    const { companyId, warehouseId } = await seedCompany(database);
    const name = {
      name: 'warehouse-name',
      text: 'select name from warehouses where company_id = $1 and id = $2',
      values: [companyId, warehouseId],
    };
    let isOver = false;
    const others = Array.from({ length: 8 }, async () => {
      while (!isOver) await database.readByKey(companyId, name);
    });
    for (let round = 0; round < 50; round += 1) {
      const next = `Hall ${round}`;
      await database.inCompany(companyId, (tx) =>
        tx.query({
          name: 'rename',
          text: 'update warehouses set name = $3 where company_id = $1 and id = $2',
          values: [companyId, warehouseId, next],
        }),
      );
      expect(await database.readByKey(companyId, name)).toEqual([{ name: next }]);
    }
    isOver = true;
    await Promise.all(others);
  });

  test('leaves nothing behind: the next read of a company that was busy begins at once', async () => {
    const { companyId } = await seedCompany(database);
    await Promise.all(Array.from({ length: 40 }, (_, of) => database.readByKey(companyId, where(of))));
    const [first] = await database.readByKey<Where>(companyId, where(1));
    const [second] = await database.readByKey<Where>(companyId, where(2));
    expect(first?.transaction).not.toBe(second?.transaction);
  });
});
