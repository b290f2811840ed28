import { type Database, keepFigures, reconcileNightly } from '@stockflow/db';
import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AlertCompany, alertCompany, daysAgo } from './testing/alert-company.ts';

const NOW = new Date('2026-03-31T10:00:00Z');
const DAY_MS = 86_400_000;
let on: TestDatabase;
let database: Database;
let shop: AlertCompany;
let companyId: string;
let low: string;

beforeAll(async () => {
  on = await createTestDatabase();
  database = on.database;
});
afterAll(() => on.drop());
beforeEach(async () => {
  shop = await alertCompany(database);
  companyId = (await shop.call.company.get({})).id;
  low = await shop.product();
  await shop.receive(low, 20, 30);
  await shop.sold(low, 15, daysAgo(5));
  const plenty = await shop.product();
  await shop.receive(plenty, 900, 30);
  await shop.sold(plenty, 4, daysAgo(5));
});

const change = (text: string, values: unknown[] = []) =>
  database.inCompany(companyId, (tx) => tx.execute({ text, values }));

/** What goes wrong, and what the comparison calls it. */
const BROKEN: [string, string, unknown][] = [
  [
    'threshold_differs',
    'update inventory set alert_threshold = 7, alert_clear_above = 7',
    ['threshold_differs', 'threshold_differs'],
  ],
  [
    'alert_missing',
    'update inventory set alert_phase = null where is_low',
    ['alert_missing', 'alert_state_differs'],
  ],
];

describe('what is kept for alerts and the books', () => {
  test('agree, whatever was sold', async () => {
    expect(await shop.call.alerts.reconcile({})).toEqual({
      levelsChecked: 2,
      levelDrifts: [],
      levelDriftCount: 0,
      demandDaysChecked: 2,
      demandDrifts: [],
      demandDriftCount: 0,
      repaired: false,
    });
  });

  test('a day of demand that is wrong is named with both figures, left alone, and made right when asked for', async () => {
    await change('update demand_daily set units_sold = 99 where product_id = $1', [low]);
    await change(
      `insert into demand_daily (company_id, product_id, warehouse_id, day, units_sold) values ($1, $2, $3, '2026-03-01', 5)`,
      [companyId, low, shop.warehouseId],
    );
    const drifts = [
      {
        day: '2026-03-01',
        kept: { unitsSold: 5, unitsReturned: 0 },
        books: { unitsSold: 0, unitsReturned: 0 },
      },
      {
        day: '2026-03-26',
        kept: { unitsSold: 99, unitsReturned: 0 },
        books: { unitsSold: 15, unitsReturned: 0 },
      },
    ];
    expect(await shop.call.alerts.reconcile({})).toMatchObject({
      demandDriftCount: 2,
      demandDrifts: drifts,
      repaired: false,
    });
    expect(await shop.call.alerts.reconcile({ repair: true })).toMatchObject({
      demandDriftCount: 2,
      repaired: true,
    });
    expect(await shop.call.alerts.reconcile({ repair: true })).toMatchObject({
      demandDriftCount: 0,
      repaired: false,
    });
    const { alerts } = await shop.call.alerts.lowStock({});
    expect(alerts).toMatchObject([{ demand: { totalRecentSales: 15 } }]);
  });

  test.each(BROKEN)('%s is named, and made right when asked for', async (_, text, problems) => {
    await change(text);
    const found = await shop.call.alerts.reconcile({ repair: true });
    expect(found.levelDrifts.map(({ problem }) => problem)).toEqual(problems);
    expect(await shop.call.alerts.reconcile({})).toMatchObject({ levelDriftCount: 0, demandDriftCount: 0 });
  });

  test('an alert that goes on after its level has recovered is named, and ended when asked for', async () => {
    await shop.receive(low, 500, 1);
    await change(`update inventory set alert_phase = 'raised' where product_id = $1`, [low]);
    const found = await shop.call.alerts.reconcile({ repair: true });
    expect(found.levelDrifts.map(({ problem }) => problem)).toEqual([
      'alert_left_over',
      'alert_state_differs',
    ]);
    expect(await shop.call.alerts.reconcile({})).toMatchObject({ levelDriftCount: 0 });
  });

  test.each([
    ['figures that are wrong', 'net_units = 77', 'figures_differ'],
    ['what is available', 'available = available + 1', 'figures_differ'],
    ['a threshold of before', 'threshold = threshold + 1', 'figures_differ'],
    ['a version of before', 'level_version = level_version - 1', 'figures_differ'],
    ['a low level that is not on the list', 'is_listed = false, level_version = -1', 'not_listed'],
  ])('%s: named, and made right when asked for', async (_, wrong, problem) => {
    while ((await keepFigures(database, companyId, NOW)) > 0);
    const before = await shop.call.alerts.lowStock({ demand: 'any' });
    await change(`update low_stock_figures set ${wrong} where product_id = $1`, [low]);
    const found = await shop.call.alerts.reconcile({ repair: true });
    expect(found.levelDrifts).toMatchObject([{ productId: low, problem }]);
    expect(await shop.call.alerts.reconcile({})).toMatchObject({ levelDriftCount: 0 });
    expect(await shop.call.alerts.lowStock({ demand: 'any' })).toEqual(before);
  });
});

describe('in the night', () => {
  test('one of many processes compares, once a day, from three in the morning on', async () => {
    await shop.call.company.update({ timeZone: 'America/New_York' });
    await change(`update companies set alerts_reconciled_on = '2026-03-30'`);
    const [before, after] = [new Date('2026-03-31T06:59:00Z'), new Date('2026-03-31T07:01:00Z')];
    expect(await reconcileNightly(database, companyId, before)).toBeNull();
    const all = await Promise.all([1, 2, 3].map(() => reconcileNightly(database, companyId, after)));
    expect(all.filter((compared) => compared !== null)).toHaveLength(1);
    expect(await reconcileNightly(database, companyId, after)).toBeNull();
    expect(await reconcileNightly(database, companyId, new Date(after.getTime() + DAY_MS))).not.toBeNull();
  });

  test('makes right what differs, and says what it was', async () => {
    await change(`update companies set alerts_reconciled_on = '2026-03-30'`);
    await change('update demand_daily set units_sold = 0 where product_id = $1', [low]);
    const compared = await reconcileNightly(database, companyId, NOW);
    expect(compared?.demand).toMatchObject({
      drifting: 1,
      drifts: [{ productId: low, books: { unitsSold: 15 } }],
    });
    expect(await shop.call.alerts.reconcile({})).toMatchObject({ demandDriftCount: 0, levelDriftCount: 0 });
  });
});
