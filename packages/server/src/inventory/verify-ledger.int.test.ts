import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, type StockCompany } from './testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

/** A product with four movements: on hand 10, 30, 25; then 5 reserved. */
const moved = async () => {
  const productId = await stock.product();
  const line = { productId, warehouseId: stock.warehouseId };
  await stock.call.inventory.receive({
    lines: [
      { ...line, quantity: 10 },
      { ...line, quantity: 20 },
    ],
  });
  await stock.call.inventory.adjust({ lines: [{ ...line, quantityChange: -5, reason: 'lost' }] });
  await stock.call.sales.create({ lines: [{ ...line, quantity: 5 }] });
  return productId;
};
const verify = (productId: string) => stock.call.inventory.verify({ productId });
/** Changes what is stored, past the kernel, as only the administrator can. */
const tamper = (text: string, productId: string) => stock.asAdmin(text, [productId]);

describe('inventory.verify', () => {
  test('of a ledger that was only written by the kernel every level and movement is checked and nothing drifts', async () => {
    const productId = await moved();
    expect(await verify(productId)).toEqual({
      levelsChecked: 1,
      movementsChecked: 4,
      drifts: [],
      driftCount: 0,
    });
  });

  test('a level that was changed past the ledger is found, with what it should be', async () => {
    const productId = await moved();
    await tamper('update inventory set on_hand = 26, reserved = 6 where product_id = $1', productId);
    const at = { productId, warehouseId: stock.warehouseId };
    expect(await verify(productId)).toMatchObject({
      driftCount: 3,
      drifts: [
        { ...at, problem: 'holds_differ', expected: 5, found: 6 },
        { ...at, problem: 'on_hand_differs', expected: 25, found: 26 },
        { ...at, problem: 'reserved_differs', expected: 5, found: 6 },
      ],
    });
  });

  test('level and ledger agree, but a hold or goods in transit do not: both are found', async () => {
    const productId = await moved();
    await tamper(
      "update reservations set status = 'released', ended_at = now() where id in (select reservation_id from reservation_lines where product_id = $1)",
      productId,
    );
    await tamper('update inventory set incoming = 2 where product_id = $1', productId);
    expect((await verify(productId)).drifts).toMatchObject([
      { problem: 'holds_differ', expected: 0, found: 5 },
      { problem: 'incoming_differs', expected: 0, found: 2 },
    ]);
  });

  test('a level with stock and without any movement is found', async () => {
    const productId = await stock.product();
    await stock.asAdmin(
      'insert into inventory (company_id, product_id, warehouse_id, on_hand) values ($1, $2, $3, 7)',
      [stock.companyId, productId, stock.warehouseId],
    );
    expect(await verify(productId)).toMatchObject({
      levelsChecked: 1,
      movementsChecked: 0,
      drifts: [{ problem: 'on_hand_differs', expected: 0, found: 7 }],
    });
  });

  test('a movement that was taken out leaves a gap, a broken chain, and a level that differs', async () => {
    const productId = await moved();
    await tamper('delete from inventory_history where product_id = $1 and sequence = 2', productId);
    expect((await verify(productId)).drifts).toMatchObject([
      { problem: 'on_hand_chain_broken', expected: 10, found: 30 },
      { problem: 'on_hand_differs', expected: 5, found: 25 },
      { problem: 'sequence_gap', expected: 2, found: 3 },
    ]);
  });

  test('a movement that was rewritten in itself breaks the chain to the next', async () => {
    const productId = await moved();
    await tamper(
      'update inventory_history set on_hand_change = 19, on_hand_after = 29 where product_id = $1 and sequence = 2',
      productId,
    );
    expect((await verify(productId)).drifts).toMatchObject([
      { problem: 'on_hand_chain_broken', expected: 29, found: 30 },
      { problem: 'on_hand_differs', expected: 24, found: 25 },
    ]);
  });

  test('names a hundred drifts and counts them all; a filter looks at its levels only', async () => {
    const ids = await stock.products(120);
    await stock.call.inventory.receive({
      lines: ids.map((productId) => ({ productId, warehouseId: stock.secondId, quantity: 1 })),
    });
    await stock.asAdmin('update inventory set on_hand = 2 where warehouse_id = $1', [stock.secondId]);
    const found = await stock.call.inventory.verify({ warehouseId: stock.secondId });
    expect(found).toMatchObject({ levelsChecked: 120, movementsChecked: 120, driftCount: 120 });
    expect(found.drifts).toHaveLength(100);
    expect(await stock.call.inventory.verify({ productId: await moved() })).toMatchObject({ driftCount: 0 });
  });

  test('the application itself can neither change nor take out a movement', async () => {
    const productId = await moved();
    for (const text of [
      'update inventory_history set notes = null where product_id = $1',
      'delete from inventory_history where product_id = $1',
    ]) {
      await expect(stock.inCompany((tx) => tx.execute({ text, values: [productId] }))).rejects.toThrow(
        'permission denied',
      );
    }
  });
});
