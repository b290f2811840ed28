import { createTestDatabase, type TestDatabase } from '@stockflow/db/testing';
import type { Alert, AlertPage, ListAlertsInput } from '@stockflow/schemas';
import { ALERT_STATES, lowStockAlertSchema } from '@stockflow/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LifeCompany, lifeCompany } from './testing/life-company.ts';

let on: TestDatabase;
let shop: LifeCompany;
let teaId: string;
let supplierId: string;
let backId: string;
/** Every alert of the company, read page by page without a filter. */
let all: Alert[];
const ofTea = new Set<string>();

const ANY = { states: [...ALERT_STATES], demand: 'any' as const };

const allPages = async (input: ListAlertsInput): Promise<{ items: Alert[]; pages: AlertPage[] }> => {
  const pages: AlertPage[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await shop.call.alerts.list({ ...input, limit: 4, cursor });
    pages.push(page);
    if (page.nextCursor === null) return { pages, items: pages.flatMap(({ items }) => items) };
    cursor = page.nextCursor;
  }
};

/** A product that is low in the warehouse, of which so many were sold; its alert. */
const low = async (sold: number, left: number, fields: { categoryId?: string; name?: string } = {}) => {
  const productId = await shop.product(sold + left, fields);
  if (fields.categoryId) ofTea.add(productId);
  if (sold > 0) {
    const { id: saleId } = await shop.call.sales.create({
      lines: [{ productId, warehouseId: shop.warehouseId, quantity: sold }],
    });
    await shop.call.sales.complete({ saleId });
  }
  return { productId, alertId: (await shop.alertOf(productId)).id };
};

beforeAll(async () => {
  on = await createTestDatabase();
  shop = await lifeCompany(on.database);
  const { call, manager } = shop;
  teaId = (await call.categories.create({ name: 'Tea' })).id;
  supplierId = (await call.suppliers.create({ name: 'Meyer' })).id;
  backId = (await call.warehouses.create({ name: 'Back' })).id;
  const made: { productId: string; alertId: string }[] = [];
  for (let index = 0; index < 14; index += 1) {
    const fields = {
      name: `${index % 4 === 0 ? 'Green' : 'Black'} ${index}`,
      ...(index % 2 === 0 && { categoryId: teaId }),
    };
    // One in four sold nothing; of what sold, one in three lasts long.
    const sold = index % 4 === 1 ? 0 : index % 3 === 0 ? 1 : 60;
    made.push(await low(sold, sold === 0 ? 3 : index % 5, fields));
  }
  const ids = made.map(({ alertId }) => alertId);
  const products = made.map(({ productId }) => productId);
  for (const productId of products.slice(0, 5)) {
    await call.suppliers.setOffer({ supplierId, productId, price: '1.00', leadTimeDays: 7, primary: true });
  }
  for (const productId of products.slice(2, 6)) {
    await call.inventory.receive({ lines: [{ productId, warehouseId: backId, quantity: 1 }] });
  }
  await call.alerts.acknowledge({ alertIds: ids.slice(0, 4) });
  await call.alerts.snooze({ alertIds: ids.slice(4, 7), untilWorse: true });
  await call.alerts.resolve({ alertIds: ids.slice(7, 9), reason: 'ordered' });
  await call.alerts.assign({ alertIds: ids.slice(2, 8), assigneeId: manager.userId });
  await call.alerts.assign({ alertIds: ids.slice(8, 10), assigneeId: shop.owner.userId });
  await shop.receive(products[10] ?? '', 20);
  all = (await allPages(ANY)).items;
});
afterAll(() => on.drop());

/** The filter said again in the plainest way, over everything. */
const fits = (filter: ListAlertsInput) => (alert: Alert) => {
  const { states = ['open', 'acknowledged'], severity, demand = 'recent', assigned } = filter ?? {};
  return (
    states.includes(alert.state) &&
    (severity === undefined || alert.severity === severity) &&
    (demand === 'any' || alert.demand.totalRecentSales > 0) &&
    (filter?.warehouseIds?.includes(alert.warehouse.id) ?? true) &&
    (filter?.categoryIds === undefined || ofTea.has(alert.product.id)) &&
    (filter?.supplierIds?.includes(alert.supplier?.id ?? '') ?? true) &&
    (filter?.assigneeId === undefined || alert.assignee?.id === filter.assigneeId) &&
    (assigned === undefined ||
      (assigned === 'me'
        ? alert.assignee?.id === shop.owner.userId
        : (alert.assignee !== null) === (assigned === 'somebody'))) &&
    (filter?.search === undefined ||
      alert.product.name.toLowerCase().includes(filter.search.toLowerCase())) &&
    (filter?.productId === undefined || alert.product.id === filter.productId)
  );
};

const countBy = (alerts: Alert[], keyOf: (alert: Alert) => string | null, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, alerts.filter((alert) => keyOf(alert) === key).length]));

describe('the inbox', () => {
  test('has alerts of every state and both severities to choose among', () => {
    for (const state of ALERT_STATES)
      expect(all.filter((alert) => alert.state === state).length).toBeGreaterThan(1);
    for (const severity of ['critical', 'low']) {
      expect(all.filter((alert) => alert.severity === severity).length).toBeGreaterThan(2);
    }
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all).toHaveLength(18);
  });

  const FILTERS: [string, () => NonNullable<ListAlertsInput>][] = [
    ['nothing', () => ({})],
    ['whatever its state and demand', () => ({ ...ANY, states: [...ALERT_STATES] })],
    ['severity critical', () => ({ severity: 'critical' })],
    ['severity low, in any state', () => ({ severity: 'low', states: [...ALERT_STATES], demand: 'any' })],
    ['snoozed and resolved', () => ({ states: ['snoozed', 'resolved'] })],
    ['resolved', () => ({ states: ['resolved'], demand: 'any' })],
    ['a warehouse', () => ({ warehouseIds: [backId], demand: 'any' })],
    ['a category', () => ({ categoryIds: [teaId], demand: 'any' })],
    ['a supplier', () => ({ supplierIds: [supplierId], demand: 'any' })],
    ['a user', () => ({ assigneeId: shop.manager.userId, states: [...ALERT_STATES], demand: 'any' })],
    ['me', () => ({ assigned: 'me', states: [...ALERT_STATES], demand: 'any' })],
    ['somebody', () => ({ assigned: 'somebody', states: ['acknowledged', 'snoozed'], demand: 'any' })],
    ['nobody', () => ({ assigned: 'nobody', demand: 'any' })],
    ['a word', () => ({ search: 'gREEn', demand: 'any' })],
    ['a product', () => ({ productId: all[0]?.product.id ?? '', demand: 'any' })],
    ['several at once', () => ({ search: 'black', warehouseIds: [shop.warehouseId], severity: 'critical' })],
  ];
  test.each(FILTERS)(
    'asked for %s answers what fits, in order, and counts all of it',
    async (_, filterOf) => {
      const filter = filterOf();
      const { items, pages } = await allPages(filter);
      expect(items).toEqual(all.filter(fits(filter)));
      for (const { counts } of pages) {
        const ofAnyState = all.filter(fits({ ...filter, states: [...ALERT_STATES] }));
        const { severity: __, ...ofAnySeverity } = filter;
        expect(counts).toEqual({
          total: items.length,
          byState: countBy(ofAnyState, ({ state }) => state, ALERT_STATES),
          bySeverity: countBy(all.filter(fits(ofAnySeverity)), ({ severity }) => severity, [
            'critical',
            'low',
          ]),
        });
      }
    },
  );

  test('open ones come first, then acknowledged, snoozed and resolved; in each the newest first', () => {
    const keyOf = ({ state, openedAt, id }: Alert) => [ALERT_STATES.indexOf(state), openedAt, id] as const;
    for (const [index, alert] of all.slice(1).entries()) {
      const [rank, openedAt, id] = keyOf(alert);
      const [rankBefore, openedBefore, idBefore] = keyOf(all[index] as Alert);
      expect(rankBefore <= rank).toBe(true);
      if (rankBefore === rank) expect(`${openedBefore}${idBefore}` > `${openedAt}${id}`).toBe(true);
    }
  });

  test('asked for what is urgent begins with what is out and sells best, page by page, and ends with what is resolved', async () => {
    const { items } = await allPages({ ...ANY, sort: 'urgent' });
    expect(items.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
    const keyOf = ({ state, daysUntilStockout, demand, openedAt, id }: Alert) =>
      state === 'resolved'
        ? [1, 0, -Date.parse(openedAt), id]
        : [0, daysUntilStockout ?? Number.POSITIVE_INFINITY, -demand.velocity, id];
    const compare = (one: Alert, other: Alert): number => {
      const [a, b] = [keyOf(one), keyOf(other)];
      const at = a.findIndex((value, index) => value !== b[index]);
      return at < 0 ? 0 : (a[at] ?? 0) < (b[at] ?? 0) ? -1 : 1;
    };
    expect(items).toEqual([...items].sort(compare));
    expect(items.at(0)?.daysUntilStockout).toBe(0);
    expect(items.at(-1)?.state).toBe('resolved');
    await expect(
      shop.call.alerts.list({
        cursor: (await shop.call.alerts.list({ limit: 1 })).nextCursor ?? '',
        sort: 'urgent',
      }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('shows the same figures as the list of what is low', async () => {
    const { alerts } = await shop.call.alerts.lowStock({ demand: 'any', limit: 250 });
    const inbox = new Map(all.map((alert) => [`${alert.product.id}/${alert.warehouse.id}`, alert]));
    expect(alerts.length).toBe(17);
    for (const alert of alerts) {
      const { severity, ...figures } = alert;
      const shown = inbox.get(`${alert.product.id}/${alert.warehouse.id}`);
      expect(lowStockAlertSchema.omit({ severity: true }).parse(shown)).toEqual(figures);
      expect(shown).toMatchObject({ isLow: true, severity: shown?.state === 'resolved' ? null : severity });
    }
  });

  test('one alert alone is as in the list', async () => {
    for (const alert of all) expect(await shop.call.alerts.get({ alertId: alert.id })).toEqual(alert);
  });

  test('of another window has the figures and the demand of that window', async () => {
    const now = Date.now();
    const productId = await shop.product(0);
    const occurredAt = new Date(now - 30 * 86_400_000).toISOString();
    const level = { productId, warehouseId: shop.warehouseId };
    await shop.call.inventory.receive({ lines: [{ ...level, quantity: 8, occurredAt }] });
    const saleDate = new Date(now - 20 * 86_400_000).toISOString();
    const lines = [{ ...level, quantity: 6, unitPrice: '1.00' }];
    await shop.call.sales.import({
      entries: [{ type: 'sale', externalId: 'old', channel: 'web', saleDate, lines }],
    });
    const ofWindow = async (recentSalesDays: number | undefined) =>
      (await shop.call.alerts.list({ productId, recentSalesDays })).items;
    expect(await ofWindow(7)).toEqual([]);
    const [ofMonth] = await ofWindow(28);
    const [ofCompany] = await ofWindow(undefined);
    expect(ofMonth?.demand).toMatchObject({ totalRecentSales: 6, dailyAverage: 6 / 28 });
    expect(ofCompany?.demand).toMatchObject({ totalRecentSales: 6, dailyAverage: 6 / 90 });
  });

  test('what became inactive is not low, and can still be read', async () => {
    const { productId, alertId } = await low(3, 2);
    await shop.call.products.deactivate({ productId });
    const alert = await shop.call.alerts.get({ alertId });
    expect(alert).toMatchObject({ state: 'resolved', resolution: 'unwatched', isLow: false, severity: null });
  });
});

describe('history', () => {
  test('comes in pages, by alert or by level, the newest first', async () => {
    const { productId, alertId } = await low(0, 1);
    for (const notes of ['a', 'b', 'c', 'd']) await shop.call.alerts.comment({ alertIds: [alertId], notes });
    const level = { productId, warehouseId: shop.warehouseId };
    const first = await shop.call.alerts.history({ ...level, limit: 3 });
    const second = await shop.call.alerts.history({ ...level, limit: 3, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ notes }) => notes)).toEqual(['d', 'c', 'b', 'a', null]);
    expect(second.nextCursor).toBeNull();
    const { items } = await shop.call.alerts.history({ alertId });
    expect(items).toEqual([...first.items, ...second.items]);
    expect((await shop.call.alerts.history({ ...level, warehouseId: backId })).items).toEqual([]);
  });
});
