import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from './testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

/** A product with 20 on hand, 5 of them held, in three movements. */
const moved = async () => {
  const productId = await stock.product();
  const line = { productId, warehouseId: stock.warehouseId };
  await stock.call.inventory.receive({ lines: [{ ...line, quantity: 30 }] });
  await stock.call.inventory.adjust({ lines: [{ ...line, quantityChange: -10, reason: 'lost' }] });
  await stock.call.inventory.reserve({ lines: [{ ...line, quantity: 5 }] });
  return productId;
};
const admin = () => stock.callerWith('admin');
const repair = (productId: string, trust: 'level' | 'ledger') =>
  admin().inventory.repair({ productId, warehouseId: stock.warehouseId, trust, notes: 'Disk restored' });
const verify = (productId: string) => stock.call.inventory.verify({ productId });
/** Changes what is stored, past the kernel, as only the administrator can. */
const tamper = (text: string, productId: string) => stock.asAdmin(text, [productId]);

describe('inventory.repair', () => {
  test('the level is believed: one movement brings the ledger up to it, with who and why', async () => {
    const productId = await moved();
    await tamper('update inventory set on_hand = 26 where product_id = $1', productId);
    const { repaired, level, movements } = await repair(productId, 'level');
    expect(repaired).toMatchObject([{ problem: 'on_hand_differs', expected: 20, found: 26 }]);
    expect(level).toMatchObject({ onHand: 26, reserved: 5, version: 4 });
    expect(movements).toMatchObject([
      {
        kind: 'REPAIR',
        sequence: 4,
        onHandBefore: 20,
        onHandChange: 6,
        onHandAfter: 26,
        notes: 'Disk restored',
      },
    ]);
    expect((await stock.movements(productId)).at(-1)).toMatchObject({ actorId: stock.userId });
    expect(await verify(productId)).toMatchObject({ driftCount: 0 });
  });

  test('the ledger is believed: what the level had shown is on record, and taken back', async () => {
    const productId = await moved();
    await tamper(
      'update inventory set on_hand = 26, reserved = 7, incoming = 3 where product_id = $1',
      productId,
    );
    const { level, movements } = await repair(productId, 'ledger');
    expect(level).toMatchObject({ onHand: 20, reserved: 5, incoming: 0, version: 5 });
    expect(movements).toMatchObject([
      { onHandChange: 6, reservedChange: 2 },
      { onHandChange: -6, reservedChange: -2 },
    ]);
    expect(await stock.level(productId)).toMatchObject({ onHand: 20, reserved: 5, incoming: 0 });
    expect(await verify(productId)).toMatchObject({ driftCount: 0 });
  });

  test('what is reserved becomes what the open holds say', async () => {
    const productId = await moved();
    await tamper(
      `update reservations set status = 'released', ended_at = now()
       where id in (select reservation_id from reservation_lines where product_id = $1)`,
      productId,
    );
    const { level, movements } = await repair(productId, 'level');
    expect(level).toMatchObject({ onHand: 20, reserved: 0 });
    expect(movements).toMatchObject([{ onHandChange: 0, reservedChange: -5 }]);
    expect(await verify(productId)).toMatchObject({ driftCount: 0 });
  });

  test.each(['level', 'ledger'] as const)(
    'a movement that is lost, with stock that moved on since: trusting the %s settles it',
    async (trust) => {
      const productId = await moved();
      await tamper('delete from inventory_history where product_id = $1 and sequence = 2', productId);
      await stock.call.inventory.receive({
        lines: [{ productId, warehouseId: stock.warehouseId, quantity: 1 }],
      });
      expect(await verify(productId)).toMatchObject({ driftCount: 3 });
      const { level } = await repair(productId, trust);
      expect(level).toMatchObject({ onHand: trust === 'level' ? 21 : 31, reserved: 5 });
      expect(await verify(productId)).toMatchObject({ driftCount: 0 });
      await tamper('delete from inventory_history where product_id = $1 and sequence = 1', productId);
      expect((await verify(productId)).drifts).not.toEqual([]);
    },
  );

  test('nothing happens where nothing drifts, also the second time', async () => {
    const productId = await moved();
    expect(await repair(productId, 'ledger')).toMatchObject({ repaired: [], movements: [] });
    await tamper('update inventory set on_hand = 26 where product_id = $1', productId);
    await repair(productId, 'ledger');
    expect(await repair(productId, 'ledger')).toMatchObject({ repaired: [], movements: [] });
    expect(await stock.movements(productId)).toHaveLength(5);
  });

  test('refused: a level that is not there, holds over what would be on hand, sums that no level has', async () => {
    const bare = await stock.product();
    expect(await refusalOf(repair(bare, 'level'))).toMatchObject({ code: 'NOT_FOUND' });

    const held = await moved();
    await tamper('delete from inventory_history where product_id = $1 and sequence = 1', held);
    expect(await refusalOf(repair(held, 'level'))).toMatchObject({
      code: 'STATE_CONFLICT',
      details: { state: 'ledger_impossible' },
    });

    const over = await moved();
    await tamper('update inventory set on_hand = 4, reserved = 4 where product_id = $1', over);
    expect(await refusalOf(repair(over, 'level'))).toMatchObject({ details: { state: 'over_reserved' } });
    expect(await repair(over, 'ledger')).toMatchObject({ level: { onHand: 20, reserved: 5 } });

    const rewritten = await moved();
    await tamper(
      `update inventory_history set on_hand_before = on_hand_before + 1, on_hand_after = on_hand_after + 1
       where product_id = $1 and sequence = 2`,
      rewritten,
    );
    expect(await refusalOf(repair(rewritten, 'level'))).toMatchObject({
      details: { state: 'ledger_changed' },
    });
  });
});
