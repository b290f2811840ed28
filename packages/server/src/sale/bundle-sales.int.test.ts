import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';
import { goodsBack, sale as soldElsewhere } from './testing/entries.ts';
import { saleProbes } from './testing/probes.ts';

let stock: StockCompany;
let probes: ReturnType<typeof saleProbes>;
const NOW = new Date('2026-11-23T12:00:00.000Z');

beforeAll(async () => {
  stock = await openStockCompany({ now: () => NOW });
  probes = saleProbes(stock);
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

describe('a sale of a bundle', () => {
  test('reserves its components however deep, ships them, and counts them as demand', async () => {
    const [cup, plate] = [await stock.stocked(20), await stock.stocked(20)];
    const set = await probes.bundleOf({ [cup]: 2, [plate]: 1 });
    const box = await probes.bundleOf({ [set]: 2, [cup]: 1 });
    const sale = await stock.call.sales.create({ lines: [stock.lineOf(plate, 1), stock.lineOf(box, 2)] });
    expect(sale.lines[1]).toMatchObject({
      productId: box,
      quantity: 2,
      unitPrice: '5.00',
      lineTotal: '10.00',
    });
    const { lines } = await probes.holdOf(sale.id);
    expect(lines?.[0]).toEqual([1, plate, null, 1, 0, 0]);
    expect(lines?.slice(1)).toEqual(
      expect.arrayContaining([
        [2, cup, box, 10, 0, 0],
        [2, plate, box, 4, 0, 0],
      ]),
    );
    expect(lines).toHaveLength(3);
    expect([await probes.figures(cup), await probes.figures(plate)]).toEqual([
      [20, 10],
      [20, 5],
    ]);
    const completed = await stock.call.sales.complete({ saleId: sale.id });
    expect(completed.lines.map(({ quantityShipped }) => quantityShipped)).toEqual([1, 2]);
    expect(completed).toEqual(await stock.call.sales.get({ saleId: sale.id }));
    expect([await probes.figures(cup), await probes.figures(plate)]).toEqual([
      [10, 0],
      [15, 0],
    ]);
    expect(await stock.demandOf(cup)).toEqual([['2026-11-23', 10, 0]]);
    expect(await stock.demandOf(plate)).toEqual([['2026-11-23', 5, 0]]);
    expect(await stock.demandOf(box)).toEqual([]);
    expect(await stock.level(box)).toBeNull();
  });

  test('ships what was held, not what the bundle is made of by then; a draft takes what it is made of when confirmed', async () => {
    const [old, young] = [await stock.stocked(10), await stock.stocked(10)];
    const kit = await probes.bundleOf({ [old]: 3 });
    const held = await stock.call.sales.create({ lines: [stock.lineOf(kit, 1)] });
    const draft = await stock.call.sales.create({ status: 'draft', lines: [stock.lineOf(kit, 1)] });
    await probes.redefine(kit, { [young]: 4 });
    await stock.call.sales.complete({ saleId: held.id });
    await stock.call.sales.confirm({ saleId: draft.id });
    expect([await probes.figures(old), await probes.figures(young)]).toEqual([
      [7, 0],
      [10, 4],
    ]);
    await probes.redefine(kit, { [old]: 1 });
    await stock.call.sales.cancel({ saleId: draft.id });
    expect([await probes.figures(old), await probes.figures(young)]).toEqual([
      [7, 0],
      [10, 0],
    ]);
  });

  test('lines that share a component are one demand, and the shortage names the component', async () => {
    const cup = await stock.stocked(9, { sku: 'CUP-SHARED' });
    const pair = await probes.bundleOf({ [cup]: 2 });
    const trio = await probes.bundleOf({ [cup]: 3 });
    const lines = [stock.lineOf(pair, 2), stock.lineOf(trio, 1), stock.lineOf(cup, 3)];
    expect(await refusalOf(stock.call.sales.create({ lines }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId: cup, sku: 'CUP-SHARED', requested: 10, available: 9 }] },
    });
    await stock.call.sales.create({ lines: [...lines.slice(0, 2), stock.lineOf(cup, 2)] });
    expect(await probes.figures(cup)).toEqual([9, 9]);
  });

  test('what cannot be had is said of the sale’s line, whatever component it is about, for a draft too', async () => {
    const [fine, gone] = [await stock.stocked(5), await stock.product({ active: false })];
    const nested = await probes.bundleOf({ [await probes.bundleOf({ [gone]: 1, [fine]: 1 })]: 1 });
    const ended = await stock.product({ isBundle: true, active: false });
    await probes.redefine(ended, { [fine]: 1 });
    const hollow = await probes.bundleOf({ [await probes.bundleOf({})]: 1, [fine]: 1 });
    const huge = await probes.bundleOf({ [fine]: 1000 });
    const lines = [
      stock.lineOf(fine, 1),
      stock.lineOf(nested, 1),
      stock.lineOf(ended, 1),
      stock.lineOf(hollow, 1),
      stock.lineOf(huge, 2_147_484),
    ];
    for (const status of ['draft', 'confirmed'] as const) {
      const { code, details } = await refusalOf(stock.call.sales.create({ status, lines }));
      expect(code).toBe('VALIDATION_FAILED');
      expect((details as { fields: { path: string }[] }).fields.map(({ path }) => path)).toEqual([
        'lines.1.productId',
        'lines.2.productId',
        'lines.3.productId',
        'lines.4.quantity',
      ]);
    }
    expect(await probes.figures(fine)).toEqual([5, 0]);
  });

  test('a draft that can no longer be served is refused by its line when it is confirmed', async () => {
    const cup = await stock.stocked(5);
    const other = await stock.stocked(5);
    const set = await probes.bundleOf({ [cup]: 1, [other]: 1 });
    const { id: saleId } = await stock.call.sales.create({
      status: 'draft',
      lines: [stock.lineOf(cup, 1), stock.lineOf(set, 1)],
    });
    await stock.asAdmin('update products set active = false where id = $1', [other]);
    expect(await refusalOf(stock.call.sales.confirm({ saleId }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.1.productId' }] },
    });
  });

  test('a warehouse closed under a held bundle is named once', async () => {
    const warehouseId = await stock.warehouse('Closing on bundles');
    const parts = [await stock.product(), await stock.product()];
    await stock.call.inventory.receive({
      lines: parts.map((productId) => ({ productId, warehouseId, quantity: 1 })),
    });
    const set = await probes.bundleOf(Object.fromEntries(parts.map((id) => [id, 1])));
    const { id: saleId } = await stock.call.sales.create({
      lines: [{ productId: set, warehouseId, quantity: 1 }],
    });
    await stock.asAdmin('update warehouses set active = false where id = $1', [warehouseId]);
    const { details } = await refusalOf(stock.call.sales.complete({ saleId }));
    expect(details).toEqual({ fields: [{ path: 'lines.0.warehouseId', message: expect.any(String) }] });
  });
});

describe('sales.import of a bundle', () => {
  test('moves and counts its components, there and back; a shortage names the component and the entry', async () => {
    const [cup, plate] = [await stock.stocked(10), await stock.stocked(10)];
    const set = await probes.bundleOf({ [cup]: 2, [plate]: 1 });
    const line = (quantity: number) => ({ ...stock.lineOf(set, quantity), unitPrice: '9.00' });
    const { results } = await stock.call.sales.import({
      entries: [
        soldElsewhere([line(3)]),
        goodsBack([line(1)]),
        goodsBack([line(1)], { disposition: 'scrap' }),
      ],
    });
    expect([await probes.figures(cup), await probes.figures(plate)]).toEqual([
      [6, 0],
      [8, 0],
    ]);
    expect(await stock.demandOf(cup)).toEqual([
      ['2011-06-30', 6, 0],
      ['2011-07-02', 0, 4],
    ]);
    const saleId = results[0]?.id ?? '';
    expect(await stock.call.sales.get({ saleId })).toMatchObject({
      total: '27.00',
      lines: [{ productId: set, quantity: 3, quantityShipped: 3 }],
    });
    expect(await probes.eventsOf(saleId)).toMatchObject([
      { type: 'sale.completed', payload: { saleId, status: 'completed', total: '27.00', lineCount: 1 } },
    ]);
    const entries = [soldElsewhere([line(1)]), soldElsewhere([line(5)])];
    expect(await refusalOf(stock.call.sales.import({ entries }))).toMatchObject({
      code: 'INSUFFICIENT_STOCK',
      details: { shortages: [{ productId: cup, requested: 10, available: 4, path: 'entries.1' }] },
    });
    await probes.redefine(set, {});
    expect(await refusalOf(stock.call.sales.import({ entries }))).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'entries.0.lines.0.productId' }, { path: 'entries.1.lines.0.productId' }] },
    });
  });
});
