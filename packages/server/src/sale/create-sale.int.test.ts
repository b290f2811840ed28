import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';

let stock: StockCompany;
const BEGIN = new Date('2026-11-23T23:30:00.000Z');
const now = BEGIN;

beforeAll(async () => {
  stock = await openStockCompany({ now: () => now, timeZone: 'Europe/Berlin' });
});
afterAll(() => stock.drop());

const reservationOf = (saleId: string) =>
  stock.inCompany(({ prisma }) =>
    prisma.reservation.findFirst({ where: { referenceId: saleId }, include: { lines: true } }),
  );

describe('sales.create', () => {
  test('5 on hand: sell 1 reserves 1, complete leaves 4 and none reserved', async () => {
    const productId = await stock.stocked(5);
    const sale = await stock.call.sales.create({ lines: [stock.lineOf(productId, 1)] });
    expect(await stock.level(productId)).toMatchObject({ onHand: 5, reserved: 1 });
    await stock.call.sales.complete({ saleId: sale.id });
    expect(await stock.level(productId)).toMatchObject({ onHand: 4, reserved: 0 });
  });

  test('answers the sale whole, with exact totals and the product’s price where none is given', async () => {
    const [tea, milk] = [
      await stock.stocked(9, { price: '1.10', sku: 'TEA-9', name: 'Tea' }),
      await stock.stocked(9),
    ];
    const sale = await stock.call.sales.create({
      channel: 'web',
      externalId: 'W-1',
      customerName: 'Grace Hopper',
      customerEmail: 'Grace@Example.com',
      lines: [stock.lineOf(tea, 3), { ...stock.lineOf(milk, 7), unitPrice: '0.0001' }],
    });
    expect(sale).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
      externalId: 'W-1',
      channel: 'web',
      status: 'confirmed',
      customerName: 'Grace Hopper',
      customerEmail: 'grace@example.com',
      total: '3.3007',
      lineCount: 2,
      notes: null,
      saleDate: now.toISOString(),
      confirmedAt: now.toISOString(),
      completedAt: null,
      cancelledAt: null,
      version: 1,
      createdAt: now.toISOString(),
      lines: [
        {
          lineNumber: 1,
          productId: tea,
          sku: 'TEA-9',
          productName: 'Tea',
          warehouseId: stock.warehouseId,
          warehouseName: 'Main warehouse',
          quantity: 3,
          quantityShipped: 0,
          quantityReturned: 0,
          unitPrice: '1.10',
          lineTotal: '3.30',
        },
        expect.objectContaining({ lineNumber: 2, productId: milk, unitPrice: '0.0001', lineTotal: '0.0007' }),
      ],
    });
    expect(await stock.call.sales.get({ saleId: sale.id })).toEqual(sale);
  });

  test('holds what it reserves: reservation, lines and movements, all for the sale', async () => {
    const productId = await stock.stocked(5);
    const { id } = await stock.call.sales.create({
      lines: [stock.lineOf(productId, 2), stock.lineOf(productId, 1)],
    });
    expect(await reservationOf(id)).toMatchObject({
      status: 'active',
      expiresAt: null,
      referenceType: 'sale',
      lines: [
        { lineNumber: 1, productId, quantity: 2 },
        { lineNumber: 2, productId, quantity: 1 },
      ],
    });
    expect((await stock.movements(productId)).slice(1)).toMatchObject([
      { kind: 'RESERVATION', onHandChange: 0, reservedChange: 2, referenceType: 'sale', referenceId: id },
      { kind: 'RESERVATION', onHandChange: 0, reservedChange: 1, referenceType: 'sale', referenceId: id },
    ]);
    expect(await stock.demandOf(productId)).toEqual([]);
  });

  test('duplicate lines are one demand: 3 and 3 of 5 is short by name, and nothing of the sale is left', async () => {
    const [productId, other] = [await stock.stocked(5), await stock.stocked(5)];
    const refusal = await refusalOf(
      stock.call.sales.create({
        channel: 'short',
        lines: [stock.lineOf(productId, 3), stock.lineOf(other, 1), stock.lineOf(productId, 3)],
      }),
    );
    expect(refusal).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId, warehouseId: stock.warehouseId, requested: 6, available: 5 }] },
    });
    expect(await stock.level(other)).toMatchObject({ reserved: 0, version: 1 });
    expect((await stock.call.sales.list({ channel: 'short' })).items).toEqual([]);
  });

  test('an id or an external id that is taken in its channel is refused; another channel may have it', async () => {
    const productId = await stock.stocked(50);
    const fields = { channel: 'shop', externalId: 'S-77', lines: [stock.lineOf(productId, 1)] };
    const { id } = await stock.call.sales.create(fields);
    expect(await refusalOf(stock.call.sales.create(fields))).toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('"S-77" in the channel "shop"'),
    });
    expect(await refusalOf(stock.call.sales.create({ id, lines: fields.lines }))).toMatchObject({
      code: 'STATE_CONFLICT',
    });
    await stock.call.sales.create({ ...fields, channel: 'fair' });
    expect(await stock.level(productId)).toMatchObject({ reserved: 2 });
  });

  test('unknown, foreign, inactive and bundled things are refused by their field, for a draft too', async () => {
    const { product: foreign, warehouseId: foreignWarehouse } = await stock.neighbour();
    const productId = await stock.stocked(5);
    const bundle = await stock.product({ isBundle: true });
    const archived = await stock.product({ lifecycle: 'archived' });
    for (const status of ['draft', 'confirmed'] as const) {
      const lines = [
        stock.lineOf(productId, 1),
        stock.lineOf(await foreign(), 1),
        { ...stock.lineOf(productId, 1), warehouseId: foreignWarehouse },
      ];
      expect(await refusalOf(stock.call.sales.create({ status, lines }))).toMatchObject({
        code: 'INVALID_REFERENCE',
        details: { references: [{ path: 'lines.1.productId' }, { path: 'lines.2.warehouseId' }] },
      });
      expect(
        await refusalOf(
          stock.call.sales.create({ status, lines: [stock.lineOf(bundle, 1), stock.lineOf(archived, 1)] }),
        ),
      ).toMatchObject({
        code: 'VALIDATION_FAILED',
        details: { fields: [{ path: 'lines.0.productId' }, { path: 'lines.1.productId' }] },
      });
    }
  });

  test('a total that the books cannot hold is refused, not rounded', async () => {
    const productId = await stock.stocked(5);
    const line = { ...stock.lineOf(productId, 2_147_483_647), unitPrice: '9999999999.9999' };
    expect(await refusalOf(stock.call.sales.create({ status: 'draft', lines: [line] }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines' }] },
    });
  });
});
