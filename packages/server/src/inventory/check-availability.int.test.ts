import { uuidv7 } from 'uuidv7';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from './testing/stock-company.ts';

let stock: StockCompany;

beforeAll(async () => {
  stock = await openStockCompany();
});
afterAll(() => stock.drop());

describe('inventory.availability', () => {
  test('of a product per warehouse, by priority and name, and in all; of a bundle what its components make', async () => {
    const [cup, plate] = [await stock.stocked(7), await stock.stocked(9)];
    await stock.call.inventory.receive({
      lines: [{ productId: cup, warehouseId: stock.secondId, quantity: 2 }],
    });
    const manager = stock.callerWith('manager');
    const set = await manager.products.createBundle({
      sku: 'SET',
      name: 'Set',
      price: '1.00',
      components: [
        { productId: cup, quantity: 2 },
        { productId: plate, quantity: 1 },
      ],
    });
    const box = await manager.products.createBundle({
      sku: 'BOX',
      name: 'Box',
      price: '1.00',
      components: [
        { productId: set.productId, quantity: 1 },
        { productId: cup, quantity: 1 },
      ],
    });
    await stock.call.inventory.reserve({ lines: [stock.lineOf(cup, 1)] });
    const { items } = await stock.call.inventory.availability({
      productIds: [box.productId, set.productId, cup],
    });
    expect(items).toMatchObject([
      { productId: box.productId, sku: 'BOX', isBundle: true, total: 2 },
      {
        productId: set.productId,
        total: 3,
        warehouses: [
          { warehouseId: stock.warehouseId, available: 3 },
          { warehouseId: stock.secondId, available: 0 },
        ],
      },
      {
        productId: cup,
        isBundle: false,
        total: 8,
        warehouses: [
          { warehouseId: stock.warehouseId, available: 6 },
          { warehouseId: stock.secondId, available: 2 },
        ],
      },
    ]);
    await manager.warehouses.update({ warehouseId: stock.secondId, priority: 1 });
    const again = await stock.call.inventory.availability({
      productIds: [cup],
      warehouseIds: [stock.secondId],
    });
    expect(again.items).toMatchObject([{ total: 2, warehouses: [{ warehouseId: stock.secondId }] }]);
    const first = await stock.call.inventory.availability({ productIds: [cup] });
    expect(first.items[0]?.warehouses.map(({ warehouseId }) => warehouseId)).toEqual([
      stock.secondId,
      stock.warehouseId,
    ]);
  });

  test('an unknown and a foreign product are not found, in the same words', async () => {
    const { product: foreign } = await stock.neighbour();
    const refused = async (id: string) =>
      refusalOf(stock.call.inventory.availability({ productIds: [await stock.stocked(1), id] }));
    expect(await refused(uuidv7())).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(await foreign())).toEqual(await refused(uuidv7()));
  });
});

test('a hold whose time is up is in no read any more, though nobody has ended it', async () => {
  const productId = await stock.stocked(10, { sku: 'DUE' });
  const { id } = await stock.call.inventory.reserve({ lines: [stock.lineOf(productId, 9)] });
  const figures = async () => {
    const [level] = (await stock.call.inventory.levels({ productIds: [productId] })).items;
    const [listed] = (await stock.call.products.list({ search: 'DUE' })).items;
    const [item] = (await stock.call.inventory.availability({ productIds: [productId] })).items;
    const low = await stock.call.alerts.lowStock({ demand: 'any' });
    return [
      level?.reserved,
      level?.available,
      listed?.reserved,
      listed?.available,
      item?.total,
      low.alerts.find(({ product }) => product.id === productId)?.stock.available,
    ];
  };
  expect(await figures()).toEqual([9, 1, 9, 1, 1, 1]);
  await stock.asAdmin(`update reservations set expires_at = now() - interval '1 second' where id = $1`, [id]);
  expect(await figures()).toEqual([0, 10, 0, 10, 10, 10]);
  expect(await stock.level(productId)).toMatchObject({ reserved: 9 });
});

test('with 20,000 holds that are not due, a read looks at those that are and at no other', async () => {
  await stock.asAdmin(
    `insert into reservations (company_id, id, expires_at)
     select $1, gen_random_uuid(), now() + interval '1 hour' from generate_series(1, 20000)`,
    [stock.companyId],
  );
  await stock.asAdmin('analyze reservations');
  const plan = await stock.inCompany((tx) =>
    tx.query<{ 'QUERY PLAN': string }>({
      text: `explain (analyze, timing off, costs off)
             select l.product_id from reservations r
             join reservation_lines l on l.company_id = r.company_id and l.reservation_id = r.id
             where r.company_id = $1 and r.status = 'active' and r.expires_at is not null and r.expires_at <= now()`,
      values: [stock.companyId],
    }),
  );
  const text = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(text).toContain('reservations_due_idx');
  expect(text).not.toMatch(/Seq Scan on reservations/);
});
