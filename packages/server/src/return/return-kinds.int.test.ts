import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openStockCompany, refusalOf, type StockCompany } from '../inventory/testing/stock-company.ts';
import { sale as soldElsewhere } from '../sale/testing/entries.ts';
import { saleProbes } from '../sale/testing/probes.ts';

let stock: StockCompany;
let probes: ReturnType<typeof saleProbes>;
const SOLD = new Date('2026-11-23T23:30:00.000Z');
const BACK = new Date('2026-11-27T09:00:00.000Z');
let now = SOLD;

beforeAll(async () => {
  stock = await openStockCompany({ now: () => now, timeZone: 'Europe/Berlin' });
  probes = saleProbes(stock);
});
afterAll(() => stock.drop());
afterEach(async () => expect(await stock.demandDrifts()).toEqual([]));

describe('bundles come back', () => {
  test('as what was held for them, whatever they are made of by then', async () => {
    now = SOLD;
    const [cup, plate] = [await stock.stocked(10), await stock.stocked(10)];
    const inner = await probes.bundleOf({ [cup]: 2, [plate]: 1 });
    const set = await probes.bundleOf({ [inner]: 1, [cup]: 1 });
    const { id: saleId } = await stock.call.sales.create({ lines: [stock.lineOf(set, 3)] });
    await stock.call.sales.complete({ saleId, lines: [{ lineNumber: 1, quantity: 2 }] });
    await probes.redefine(inner, { [plate]: 7 });
    const back = await stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 1 }] });
    expect(back).toMatchObject({ total: '5.00', lines: [{ productId: set, quantity: 1 }] });
    expect([await probes.figures(cup), await probes.figures(plate)]).toEqual([
      [7, 0],
      [9, 0],
    ]);
    expect(await stock.demandOf(cup)).toEqual([['2026-11-24', 6, 3]]);
    await stock.call.returns.create({
      saleId,
      lines: [{ saleLineNumber: 1, quantity: 1, disposition: 'scrap' }],
    });
    expect([await probes.figures(cup), await probes.figures(plate)]).toEqual([
      [7, 0],
      [9, 0],
    ]);
    expect(await stock.demandOf(plate)).toEqual([['2026-11-24', 2, 2]]);
    expect(await stock.call.sales.get({ saleId })).toMatchObject({ status: 'returned' });
  });

  test('of an imported sale, and without a sale, as what they are made of today', async () => {
    const cup = await stock.stocked(10);
    const set = await probes.bundleOf({ [cup]: 2 });
    const entry = soldElsewhere([{ ...stock.lineOf(set, 2), unitPrice: '3.00' }]);
    const { results } = await stock.call.sales.import({ entries: [entry] });
    await probes.redefine(set, { [cup]: 1 });
    const saleId = results[0]?.id ?? '';
    await stock.call.returns.create({ saleId, lines: [{ saleLineNumber: 1, quantity: 2 }] });
    expect(await probes.figures(cup)).toEqual([8, 0]);
    expect(await stock.demandOf(cup)).toEqual([['2011-07-01', 4, 2]]);
    await stock.call.returns.createUnlinked({ lines: [{ ...stock.lineOf(set, 3), unitPrice: '3.00' }] });
    expect(await probes.figures(cup)).toEqual([11, 0]);
  });
});

describe('returns.createUnlinked', () => {
  test('is stock again or scrap, and less demand on its own local day', async () => {
    now = BACK;
    const productId = await stock.stocked(5);
    const line = { ...stock.lineOf(productId, 2), unitPrice: '1.25' };
    const back = await stock.call.returns.createUnlinked({
      channel: 'till',
      externalId: 'C-1',
      returnedAt: '2026-11-25T23:30:00Z',
      lines: [line, { ...line, quantity: 1, disposition: 'scrap' }],
    });
    expect(back).toMatchObject({
      saleId: null,
      channel: 'till',
      total: '3.75',
      lines: [{ saleLineNumber: null, disposition: 'restock' }, { disposition: 'scrap' }],
    });
    expect(await stock.call.returns.get({ returnId: back.id })).toEqual(back);
    expect(await probes.figures(productId)).toEqual([7, 0]);
    expect(await stock.demandOf(productId)).toEqual([['2026-11-26', 0, 3]]);
  });

  test('a number that is taken in its channel, or an id, is refused, and nothing moves', async () => {
    const productId = await stock.stocked(5);
    const lines = [{ ...stock.lineOf(productId, 1), unitPrice: '1.00' }];
    const { id } = await stock.call.returns.createUnlinked({ channel: 'shop', externalId: 'R-9', lines });
    const again = stock.call.returns.createUnlinked({ channel: 'shop', externalId: 'R-9', lines });
    expect(await refusalOf(again)).toMatchObject({
      code: 'STATE_CONFLICT',
      message: expect.stringContaining('"R-9" in the channel "shop"'),
    });
    expect(await refusalOf(stock.call.returns.createUnlinked({ id, lines }))).toMatchObject({
      code: 'STATE_CONFLICT',
    });
    await stock.call.returns.createUnlinked({ channel: 'fair', externalId: 'R-9', lines });
    expect(await probes.figures(productId)).toEqual([7, 0]);
  });

  test('unknown and foreign ids, closed warehouses and the future are refused by their field', async () => {
    const other = await stock.neighbour();
    const productId = await stock.stocked(5);
    const closed = await stock.warehouse('Closed to returns', { active: false });
    const line = { ...stock.lineOf(productId, 1), unitPrice: '1.00' };
    const lines = [
      line,
      { ...line, productId: await other.product() },
      { ...line, warehouseId: other.warehouseId },
    ];
    expect(await refusalOf(stock.call.returns.createUnlinked({ lines }))).toMatchObject({
      code: 'INVALID_REFERENCE',
      details: { references: [{ path: 'lines.1.productId' }, { path: 'lines.2.warehouseId' }] },
    });
    const intoClosed = stock.call.returns.createUnlinked({ lines: [{ ...line, warehouseId: closed }] });
    expect(await refusalOf(intoClosed)).toMatchObject({
      code: 'VALIDATION_FAILED',
      details: { fields: [{ path: 'lines.0.warehouseId' }] },
    });
    const tomorrow = stock.call.returns.createUnlinked({ lines: [line], returnedAt: '2026-11-28T00:00:00Z' });
    expect(await refusalOf(tomorrow)).toMatchObject({ details: { fields: [{ path: 'returnedAt' }] } });
  });
});
