import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureLevels } from './index.ts';
import { codeOf, type Kernel, openKernel } from './testing/kernel.ts';

let kernel: Kernel;

beforeAll(async () => {
  kernel = await openKernel();
});
afterAll(() => kernel.drop());

describe('locks', () => {
  test('are taken in the order of the key, whatever the order of the lines', async () => {
    const [first, second, third] = (await kernel.products(3)) as [string, string, string];
    await kernel.post([kernel.line(first, 5), kernel.line(second, 5), kernel.line(third, 5)]);
    const letGo = await kernel.holdingLevel(second);
    const posted = kernel.post([kernel.line(third, 1), kernel.line(second, 1), kernel.line(first, 1)]);
    await kernel.somebodyWaits();
    expect(await kernel.isFree(first)).toBe(false);
    expect(await kernel.isFree(third)).toBe(true);
    await letGo();
    expect((await posted).map(codeOf)).toEqual(['accepted']);
  });

  test('are not held while a missing level is being made', async () => {
    const [existing, missing] = (await kernel.products(2)) as [string, string];
    await kernel.post([kernel.line(existing, 5)]);
    const letGo = await kernel.holding(
      'insert into inventory (company_id, product_id, warehouse_id) values ($1, $2, $3)',
      [kernel.companyId, missing, kernel.warehouseId],
    );
    const posted = kernel.post([kernel.line(existing, 1), kernel.line(missing, 1)]);
    await kernel.somebodyWaits();
    expect(await kernel.isFree(existing)).toBe(true);
    await letGo();
    expect((await posted).map(codeOf)).toEqual(['accepted']);
    expect(await kernel.levelOf(missing)).toMatchObject({ onHand: 1 });
  });

  test('of levels that are not asked for are not taken, though their product and their warehouse are', async () => {
    const [a, b] = (await kernel.products(2)) as [string, string];
    const otherId = await kernel.warehouse('Other');
    await kernel.post([kernel.line(a, 1), kernel.line(a, 1, { warehouseId: otherId }), kernel.line(b, 1)]);
    const letGo = await kernel.holdingLevel(a, otherId);
    // Asks for a in the one warehouse and b in the other.
    const outcomes = await kernel.post(
      [kernel.line(a, 1), kernel.line(b, 1)],
      [kernel.line(b, 1, { warehouseId: otherId })],
    );
    await letGo();
    expect(outcomes.map(codeOf)).toEqual(['accepted', 'accepted']);
  });

  test('a warehouse that is being closed is waited for, and is closed then', async () => {
    const [a] = (await kernel.products(1)) as [string];
    const closingId = await kernel.warehouse('Closing');
    const letGo = await kernel.holding(
      `with locked as (select id from warehouses where company_id = $1 and id = $2 for update)
       update warehouses set active = false where company_id = $1 and id in (select id from locked)`,
      [kernel.companyId, closingId],
    );
    const posted = kernel.post([kernel.line(a, 1, { warehouseId: closingId })]);
    await kernel.somebodyWaits();
    await letGo();
    expect((await posted)[0]).toMatchObject({
      accepted: false,
      refusal: { code: 'VALIDATION_FAILED', details: { fields: [{ path: 'lines.0.warehouseId' }] } },
    });
  });
});

describe('ensureLevels', () => {
  test('inserts in the order of the key: it waits with the lower ones made and the higher ones not begun', async () => {
    const [first, second, third] = (await kernel.products(3)) as [string, string, string];
    const INSERT = 'insert into inventory (company_id, product_id, warehouse_id) values ($1, $2, $3)';
    const keyOf = (productId: string) => [kernel.companyId, productId, kernel.warehouseId];
    const letGo = await kernel.holding(INSERT, keyOf(second));
    const pairs = [third, second, first].map((productId) => ({
      productId,
      warehouseId: kernel.warehouseId,
    }));
    const ensured = kernel.inCompany((tx) => ensureLevels(tx, pairs));
    await kernel.somebodyWaits();
    const canInsert = (productId: string) =>
      kernel
        .inCompany(async (tx) => {
          await tx.execute({ text: `set local lock_timeout = '100ms'`, values: [] });
          await tx.execute({ text: INSERT, values: keyOf(productId) });
          throw new Error('inserted');
        })
        .catch((error: Error) => error.message === 'inserted');
    expect(await canInsert(first)).toBe(false);
    expect(await canInsert(third)).toBe(true);
    await letGo();
    await ensured;
    expect(await kernel.levelOf(third)).toMatchObject({ onHand: 0 });
  });

  test('makes what is missing, once, however often and in whatever order it is asked', async () => {
    const ids = await kernel.products(20);
    await kernel.post([kernel.line(ids[3] ?? '', 7)]);
    const pairs = ids.map((productId) => ({ productId, warehouseId: kernel.warehouseId }));
    await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        kernel.inCompany((tx) => ensureLevels(tx, index % 2 ? pairs : [...pairs, ...pairs].reverse())),
      ),
    );
    const levels = await kernel.inCompany(({ prisma }) =>
      prisma.inventory.findMany({ where: { productId: { in: ids } } }),
    );
    expect(levels).toHaveLength(20);
    expect(await kernel.levelOf(ids[3] ?? '')).toMatchObject({ onHand: 7, version: 1 });
  });
});
