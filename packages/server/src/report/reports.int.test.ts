import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn, dice, type ReportCompany, reportCompany } from './testing/report-company.ts';

// Clocks in New York went forward on 8 March 2026: the window below has a day of 23 hours.
const ZONE = 'America/New_York';
const NOW = new Date('2026-03-31T10:00:00Z');
const HOUR_MS = 3_600_000;
const ago = (hours: number): string => new Date(NOW.getTime() - hours * HOUR_MS).toISOString();

let on: TestDatabase;
let company: ReportCompany;
let products: string[];
const roll = dice(7);

/** Sixty days of receipts, sales, returns and adjustments in two warehouses, at all hours, in no order. */
beforeAll(async () => {
  on = await createTestDatabase();
  company = await reportCompany(on.database, ZONE, NOW);
  const { call, hall, shop } = company;
  products = [
    await company.product({ cost: '2.5' }),
    await company.product({ lowStockThreshold: 30 }),
    await company.product({ cost: '0.0333' }),
    await company.product(),
  ];
  for (const [index, productId] of products.entries()) {
    for (const warehouseId of [hall, shop]) {
      // The last one has no cost at all.
      const unitCost = index === 1 ? '3.1234' : undefined;
      await company.receive(productId, warehouseId, 300 + roll(100), ago(60 * 24), unitCost);
    }
  }
  for (let step = 0; step < 80; step += 1) {
    const productId = products[roll(4)] ?? '';
    const warehouseId = roll(3) === 0 ? shop : hall;
    const at = ago(roll(58 * 24));
    const what = roll(6);
    if (what === 0) await company.receive(productId, warehouseId, 1 + roll(20), at);
    else if (what === 1)
      await call.inventory.adjust({
        lines: [{ productId, warehouseId, quantityChange: -1 - roll(3), reason: 'damaged', occurredAt: at }],
      });
    else await company.sold(productId, warehouseId, 1 + roll(6), at, `${roll(9)}.${1000 + roll(8999)}`);
  }
  for (const sale of (await company.sales()).slice(0, 12)) {
    await call.returns.create({
      saleId: sale.id,
      lines: [{ saleLineNumber: 1, quantity: 1, disposition: roll(2) === 0 ? 'restock' : 'scrap' }],
    });
  }
}, 120_000);
afterAll(() => on.drop());

describe('the timeline of a product', () => {
  test.each([0, 1, 2, 3])('is, day by day, what its ledger says (product %i)', async (index) => {
    const productId = products[index] ?? '';
    const ledger = await company.ledger();
    for (const warehouseId of [undefined, company.hall, company.shop]) {
      const { days, ...timeline } = await company.call.reports.productTimeline({
        productId,
        days: 45,
        ...(warehouseId !== undefined && { warehouseId }),
      });
      const own = ledger.filter(
        (movement) =>
          movement.productId === productId &&
          (warehouseId === undefined || movement.warehouseId === warehouseId),
      );
      expect(days).toHaveLength(45);
      expect(days.at(-1)?.day).toBe('2026-03-31');
      expect(days[0]?.day).toBe('2026-02-15');
      for (const { day, onHand, movedIn, movedOut } of days) {
        const until = own.filter(({ occurredAt }) => dayIn(occurredAt, ZONE) <= day);
        const that = own.filter(({ occurredAt }) => dayIn(occurredAt, ZONE) === day);
        expect(onHand, day).toBe(until.reduce((sum, { onHandChange }) => sum + onHandChange, 0));
        expect(movedIn, day).toBe(that.reduce((sum, { onHandChange }) => sum + Math.max(onHandChange, 0), 0));
        expect(movedOut, day).toBe(
          that.reduce((sum, { onHandChange }) => sum + Math.max(-onHandChange, 0), 0),
        );
      }
      const sold = (await company.sales()).flatMap((sale) =>
        sale.lines
          .filter(
            (line) =>
              line.productId === productId && (warehouseId === undefined || line.warehouseId === warehouseId),
          )
          .map((line) => ({ day: dayIn(sale.saleDate, ZONE), units: line.quantityShipped })),
      );
      for (const { day, sold: units } of days)
        expect(units, day).toBe(
          sold.filter((line) => line.day === day).reduce((sum, line) => sum + line.units, 0),
        );
      expect(timeline.onHand).toBe(days.at(-1)?.onHand);
    }
  });

  test('has the velocity, threshold and day of stock-out of the alert of its level', async () => {
    const productId = await company.product({ lowStockThreshold: 50 });
    await company.receive(productId, company.hall, 60, ago(20 * 24));
    for (const days of [15, 10, 3]) await company.sold(productId, company.hall, 7, ago(days * 24));
    const { alerts } = await company.call.alerts.lowStock();
    const alert = alerts.find(({ product }) => product.id === productId);
    const there = { productId, warehouseId: company.hall };
    const timeline = await company.call.reports.productTimeline(there);
    expect(alert?.demand.velocity).toBe(1);
    expect(timeline).toMatchObject({
      velocity: alert?.demand.velocity,
      daysUntilStockout: alert?.daysUntilStockout,
      stockoutDate: alert?.stockoutDate,
      threshold: 50,
      netUnits: 21,
      available: 39,
    });
  });

  test('of an unknown product, or in an unknown warehouse, is not found', async () => {
    const unknown = '01900000-0000-7000-8000-000000000000';
    const call = company.call.reports.productTimeline;
    await expect(call({ productId: unknown })).rejects.toMatchObject({ cause: { code: 'NOT_FOUND' } });
    await expect(call({ productId: products[0] ?? '', warehouseId: unknown })).rejects.toMatchObject({
      cause: { code: 'NOT_FOUND' },
    });
  });
});

test('the sales trend is what the sales say, day by day, with a day of 23 hours in it and zeros where nothing sold', async () => {
  const trend = await company.call.reports.salesTrend({ days: 29 });
  const sales = (await company.sales()).filter(
    ({ status }) => status === 'completed' || status === 'returned',
  );
  const figuresOf = (isIn: (day: string) => boolean) => {
    const found = sales.filter(({ saleDate }) => isIn(dayIn(saleDate, ZONE)));
    const lines = found.flatMap((sale) => sale.lines);
    return {
      sales: found.length,
      units: lines.reduce((sum, line) => sum + line.quantityShipped, 0),
      revenue: moneyOf(
        lines.reduce((sum, line) => sum + BigInt(line.quantityShipped) * parts(line.unitPrice), 0n),
      ),
    };
  };
  expect(trend).toMatchObject({
    startsOn: '2026-03-03',
    endsOn: '2026-03-31',
    timeZone: ZONE,
    currency: 'EUR',
  });
  expect(trend.days).toHaveLength(29);
  expect(trend.days.some(({ sales: count }) => count === 0)).toBe(true);
  for (const day of trend.days) expect(day).toMatchObject(figuresOf((named) => named === day.day));
  expect(trend.total).toMatchObject(figuresOf((day) => day >= '2026-03-03'));
  expect(trend.previous).toMatchObject({ startsOn: '2026-02-02', endsOn: '2026-03-02' });
  expect(trend.previous).toMatchObject(figuresOf((day) => day >= '2026-02-02' && day <= '2026-03-02'));
  // All twelve returns came back today.
  expect(Number(trend.total.refunds)).toBeGreaterThan(0);
  expect(trend.days.at(-1)?.refunds).toBe(trend.total.refunds);
});

test.each([7, 45, 365])(
  'turnover of %i days is cost of goods sold over the average value of the ledger',
  async (days) => {
    const turnover = await company.call.reports.turnover({ days });
    const ledger = (await company.ledger()).filter(({ productId }) => products.includes(productId));
    // Costs as they are known today: of the receipts of the second, else the product's; of the last there is none.
    const costs = new Map([
      [products[0], 2.5],
      [products[1], 3.1234],
      [products[2], 0.0333],
    ]);
    const others = (await company.ledger()).length - ledger.length;
    expect(others).toBeGreaterThan(0);
    const midnight = new Date(`${turnover.startsOn}T00:00:00${days === 45 ? '-05:00' : '-04:00'}`).getTime();
    expect(dayIn(new Date(midnight).toISOString(), ZONE)).toBe(turnover.startsOn);
    let held = 0;
    let sold = 0;
    for (const { productId, kind, onHandChange, occurredAt } of ledger) {
      const cost = costs.get(productId) ?? 0;
      const at = Math.min(Math.max(Date.parse(occurredAt), midnight), NOW.getTime());
      held += (cost * onHandChange * (NOW.getTime() - at)) / (NOW.getTime() - midnight);
      const isSale = kind === 'SHIPMENT' || kind === 'SALE' || kind === 'RETURN';
      if (isSale && Date.parse(occurredAt) >= midnight) sold -= cost * onHandChange;
    }
    expect(sold).toBeGreaterThan(0);
    expect(Number(turnover.costOfGoodsSold)).toBeCloseTo(sold, 3);
    expect(Number(turnover.averageStockValue)).toBeCloseTo(held, 1);
    expect(turnover.turnsPerYear).toBeCloseTo((sold / held) * (365 / days), 3);
    expect(turnover.daysOfStock).toBeCloseTo((held / sold) * days, 1);
    if (days > 7) expect(turnover.unitsWithoutCost).toBeGreaterThan(0);
  },
);

test('a company without anything turns nothing over, and its overview is zeros', async () => {
  const fresh = await reportCompany(on.database, 'Pacific/Kiritimati', NOW);
  expect(await fresh.call.reports.turnover()).toMatchObject({
    costOfGoodsSold: '0.00',
    averageStockValue: '0.00',
    turnsPerYear: null,
    daysOfStock: null,
  });
  const { total, days } = await fresh.call.reports.salesTrend();
  expect(days).toHaveLength(30);
  // Half a day ahead of UTC and more: it is the first of April there.
  expect(days.at(-1)?.day).toBe('2026-04-01');
  expect(total).toEqual({ sales: 0, units: 0, revenue: '0.00', refunds: '0.00' });
  expect(await fresh.call.reports.overview()).toMatchObject({
    today: '2026-04-01',
    alerts: { open: 0, acknowledged: 0, critical: 0, low: 0 },
    sales: { toShip: 0, oldestToShipAt: null, drafts: 0 },
    catalogue: { products: 0, warehouses: 2 },
    stock: { units: 0, value: '0.00', unitsWithoutCost: 0, productsStocked: 0, stockOuts: 0 },
  });
});

const parts = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
};
const moneyOf = (value: bigint): string => {
  const digits = value.toString().padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4).replace(/0{1,2}$/, '')}`;
};
