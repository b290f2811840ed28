import { createStockflow, type LowStockAlert, type Stockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planOf } from './plan.ts';
import { seedDemo } from './seed-demo.ts';
import { GIFT_BOX_SKU, underWayOf } from './under-way.ts';

type TestServer = Awaited<ReturnType<typeof startTestServer>>;

const now = new Date();
let server: TestServer;
let stockflow: Stockflow;
let seconds: number;
const lines: string[] = [];

async function ownerOf(
  { url }: TestServer,
  { email, password }: { email: string; password: string },
): Promise<Stockflow> {
  const { sessionToken } = await createStockflow({ baseUrl: url }).auth.signIn({ email, password });
  return createStockflow({ baseUrl: url, session: sessionToken ?? '' });
}

/** What is in a company, counted and summed. */
async function tally(of: Stockflow) {
  const ledger = await of.inventory.verify();
  const levels = await of.inventory.levels().toArray({ limit: 5000 });
  const sales = await of.sales.list().toArray({ limit: 20_000 });
  const offers = await of.suppliers.listOffers().toArray({ limit: 5000 });
  const members = await of.members.list().toArray({ limit: 100 });
  const invitations = await of.members.listInvitations().toArray({ limit: 100 });
  return {
    movements: ledger.movementsChecked,
    drifts: ledger.drifts,
    levels: levels
      .map(({ sku, warehouseName, onHand, reserved }) => [sku, warehouseName, onHand, reserved])
      .sort(),
    sales: sales.length,
    open: sales
      .filter(({ status }) => status !== 'completed')
      .map(({ externalId, status }) => [externalId, status]),
    offers: offers.length,
    products: (await of.products.list().toArray({ limit: 5000 })).length,
    members: members.map(({ email, role }) => [email, role]),
    invitations: invitations.map(({ email }) => email),
  };
}

beforeAll(async () => {
  server = await startTestServer();
  const startedAt = performance.now();
  const access = await seedDemo({ baseUrl: server.url, progress: (line) => lines.push(line), now });
  seconds = (performance.now() - startedAt) / 1000;
  if (!access) throw new Error('no access');
  stockflow = await ownerOf(server, access);
  const { scopes } = await createStockflow({ baseUrl: server.url, apiKey: access.apiKey }).auth.me();
  expect(scopes).toContain('stock:write');
  console.log(`seeded in ${seconds.toFixed(1)} s\n${lines.join('\n')}`);
});
afterAll(() => server?.close());

describe('the demo company', () => {
  test('its ledger replays without drift and every level stands where the plan ended', async () => {
    const { drifts, levels, movements, sales } = await tally(stockflow);
    expect(drifts).toEqual([]);
    const plan = planOf(now);
    const sent = new Map(underWayOf(plan).transfer.map(({ level, quantity }) => [level, quantity]));
    const expected = plan.levels
      .filter(({ events }) => events.length > 0)
      .map((level) => level.endStock - (sent.get(level) ?? 0));
    expect(levels.map(([, , onHand]) => onHand).sort()).toEqual(expected.sort());
    expect(movements).toBeGreaterThan(20_000);
    expect(sales).toBeGreaterThan(3000);
  });

  test('its low-stock list has critical, low and sold-out rows, also one that sold out three weeks ago', async () => {
    const alerts = await stockflow.alerts.lowStock().toArray({ limit: 1000 });
    const count = (fits: (alert: LowStockAlert) => boolean) => alerts.filter(fits).length;
    const { items } = await stockflow.inventory.levels({ limit: 1 });
    expect(items).toHaveLength(1);
    const levels = (await stockflow.inventory.levels().toArray({ limit: 5000 })).length;
    expect(alerts.length / levels).toBeGreaterThan(0.05);
    expect(alerts.length / levels).toBeLessThan(0.1);
    expect(count(({ severity }) => severity === 'critical')).toBeGreaterThan(15);
    expect(count(({ severity }) => severity === 'low')).toBeGreaterThan(15);
    const out = alerts.filter(({ stock }) => stock.onHand === 0);
    expect(out.length).toBeGreaterThanOrEqual(8);
    const lastSales = await Promise.all(out.map((alert) => lastSaleDaysAgo(alert)));
    expect(Math.max(...lastSales)).toBeGreaterThanOrEqual(19);
    expect(alerts.some(({ supplier }) => supplier !== null && supplier.leadTimeDays > 0)).toBe(true);
  });

  async function lastSaleDaysAgo({ product, warehouse }: LowStockAlert): Promise<number> {
    const { items } = await stockflow.inventory.history({
      productId: product.id,
      warehouseId: warehouse.id,
      kinds: ['SALE'],
      limit: 1,
    });
    return (now.getTime() - Date.parse(items[0]?.occurredAt ?? '')) / 86_400_000;
  }

  test('it has a person of each role, one who is invited, and sales under way that hold stock', async () => {
    const { members, invitations, open, levels } = await tally(stockflow);
    expect(members.map(([, role]) => role).sort()).toEqual([
      'admin',
      'manager',
      'operator',
      'owner',
      'viewer',
    ]);
    expect(invitations).toHaveLength(1);
    expect(open.filter(([, status]) => status === 'confirmed')).toHaveLength(9);
    expect(open.filter(([, status]) => status === 'draft')).toHaveLength(4);
    expect(levels.filter(([, , , reserved]) => Number(reserved) > 0).length).toBeGreaterThan(15);
  });

  test('it has goods on the road, a hold, a count half done, and a bundle that could be packed', async () => {
    const [transfers, holds, counts] = await Promise.all([
      stockflow.transfers.list({ status: 'in_transit' }),
      stockflow.reservations.list({ status: 'active' }),
      stockflow.counts.list({ status: 'open' }),
    ]);
    expect(transfers.items).toMatchObject([{ lineCount: 3 }]);
    expect(holds.items.filter(({ referenceType }) => referenceType === null)).toHaveLength(1);
    expect(counts.items).toMatchObject([{ lineCount: 8, countedCount: 4, differenceCount: 1 }]);
    const { id } = await stockflow.products.getBySku({ sku: GIFT_BOX_SKU });
    const { items } = await stockflow.inventory.availability({ productIds: [id] });
    expect(items[0]?.total).toBeGreaterThan(0);
  });

  test('its inbox shows that people work with it: acknowledged, assigned, commented, asleep, resolved', async () => {
    const { counts, items } = await stockflow.alerts.list({ limit: 100 });
    expect(counts.byState).toMatchObject({ acknowledged: 3, snoozed: 1 });
    const ended = await stockflow.alerts.list({ states: ['resolved'] }).toArray({ limit: 1000 });
    expect(ended.filter(({ resolution }) => resolution === 'ordered')).toHaveLength(1);
    expect(counts.byState.open).toBeGreaterThan(40);
    const names = items.flatMap(({ assignee }) => assignee?.name ?? []).sort();
    expect(names).toEqual(['Miriam Yılmaz', 'Miriam Yılmaz', 'Tomasz Nowak', 'Tomasz Nowak']);
    const called = items.find(({ assignee }) => assignee?.name === 'Miriam Yılmaz');
    const { items: changes } = await stockflow.alerts.history({ alertId: called?.id ?? '' });
    expect(changes.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['opened', 'acknowledged', 'assigned']),
    );
  });

  test('seeded once more, even on another day, it is as it was', async () => {
    const before = await tally(stockflow);
    const later = new Date(now.getTime() + 60_000);
    expect(await seedDemo({ baseUrl: server.url, progress: () => {}, now: later })).toBeDefined();
    expect(await tally(stockflow)).toEqual(before);
  });

  test('an owner who has chosen another password keeps their company to themselves', async () => {
    const other = await startTestServer();
    try {
      const user = {
        email: 'demo@alsterkontor.example',
        password: 'a password of my own',
        firstName: 'A',
        lastName: 'B',
      };
      await createStockflow({ baseUrl: other.url }).auth.signUp({ company: { name: 'Mine' }, user });
      const said: string[] = [];
      expect(
        await seedDemo({ baseUrl: other.url, progress: (line) => said.push(line), now }),
      ).toBeUndefined();
      expect(said.join()).toContain('left as it is');
    } finally {
      await other.close();
    }
  });
});

test('interrupted three times and called again, a seed ends as one that was not', async () => {
  const interrupted = await startTestServer();
  try {
    for (const stage of ['Catalogue', '25 %', '75 %']) {
      const progress = (line: string) => {
        if (line.includes(stage)) throw new Error(`ended at ${stage}`);
      };
      await expect(seedDemo({ baseUrl: interrupted.url, progress, now })).rejects.toThrow(
        `ended at ${stage}`,
      );
    }
    const access = await seedDemo({ baseUrl: interrupted.url, progress: () => {}, now: new Date() });
    if (!access) throw new Error('no access');
    expect(await tally(await ownerOf(interrupted, access))).toEqual(await tally(stockflow));
  } finally {
    await interrupted.close();
  }
});
