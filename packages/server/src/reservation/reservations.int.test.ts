import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

test('reads what was made, and what became of it; one that is due has expired, before anybody writes its end', async () => {
  const productId = await stock.stocked(10);
  const made = await stock.call.inventory.reserve({ lines: [stock.lineOf(productId, 3)], notes: 'For Ada' });
  expect(await stock.call.reservations.get({ reservationId: made.id })).toEqual(made);
  await stock.asAdmin(`update reservations set expires_at = now() - interval '1 second' where id = $1`, [
    made.id,
  ]);
  const due = await stock.call.reservations.get({ reservationId: made.id });
  expect(due).toMatchObject({ status: 'expired', lines: [{ quantityReleased: 3 }] });
  expect(due.endedAt).toBe(due.expiresAt);
  expect((await stock.call.reservations.list({ status: 'active', productId })).items).toEqual([]);
  expect((await stock.call.reservations.list({ status: 'expired', productId })).items).toEqual([due]);
  await refusalOf(stock.call.inventory.release({ reservationId: made.id }));
  expect(await stock.call.reservations.get({ reservationId: made.id })).toEqual(due);
});

test('pages give every one once, the newest first; filters by product, warehouse and reference', async () => {
  const company = await stock.neighbour();
  const productId = await company.stocked(50);
  const referenceId = uuidv7();
  const ids: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    const lines = [company.lineOf(productId, 1)];
    const more = index === 2 ? { referenceType: 'cart', referenceId } : {};
    ids.push((await company.call.inventory.reserve({ lines, ...more })).id);
  }
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await company.call.reservations.list({ limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) break;
    cursor = page.nextCursor;
  }
  expect(seen.toSorted()).toEqual(ids.toSorted());
  const { list } = company.call.reservations;
  expect((await list({ referenceId })).items.map(({ id }) => id)).toEqual([ids[2]]);
  expect((await list({ warehouseId: company.secondId })).items).toEqual([]);
  const sale = await company.call.sales.create({ lines: [company.lineOf(productId, 1)] });
  expect((await list({ referenceId: sale.id })).items).toMatchObject([
    { expiresAt: null, referenceType: 'sale' },
  ]);
});

test('another company’s is not found, in the words for one that never was', async () => {
  const other = await stock.neighbour();
  const { id } = await stock.call.inventory.reserve({ lines: [stock.lineOf(await stock.stocked(1), 1)] });
  const foreign = await refusalOf(other.call.reservations.get({ reservationId: id }));
  expect(foreign).toEqual(await refusalOf(other.call.reservations.get({ reservationId: uuidv7() })));
  expect(foreign.code).toBe('NOT_FOUND');
});
