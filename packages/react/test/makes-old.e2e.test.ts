import { createStockflow, type Stockflow } from '@stockflow/sdk';
import { startTestServer } from '@stockflow/server/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { READS, type ReadGroup, WRITES } from '../src/procedures.ts';

let server: Awaited<ReturnType<typeof startTestServer>>;
let s: Stockflow;
beforeAll(async () => {
  server = await startTestServer();
  const { sessionToken } = await createStockflow({ baseUrl: server.url }).auth.signUp({
    company: { name: 'Leaf & Co' },
    user: { email: 'ada@leaf.example', password: 'correct horse battery', firstName: 'Ada', lastName: 'L' },
  });
  s = createStockflow({ baseUrl: server.url, session: sessionToken! });
});
afterAll(() => server.close());

const STATES = ['open', 'acknowledged', 'snoozed', 'resolved'] as const;

/** Everything that a page could show of the company, by group. */
const readAll = async (): Promise<Record<ReadGroup, unknown>> => {
  const every = { limit: 200 };
  const products = await s.products.list(every);
  const productIds = products.items.map(({ id }) => id);
  const of = async <Item, Answer>(
    items: Promise<{ items: Item[] }>,
    read: (item: Item) => PromiseLike<Answer>,
  ) => Promise.all((await items).items.map(read));
  return all({
    alerts: [
      s.alerts.list({ demand: 'any', states: [...STATES], ...every }),
      s.alerts.lowStock({ demand: 'any' }),
      of(s.alerts.list({ demand: 'any', states: [...STATES] }), ({ id }) =>
        s.alerts.history({ alertId: id }),
      ),
      of(s.inventory.levels(every), ({ productId, warehouseId }) =>
        s.alerts.explain({ productId, warehouseId }),
      ),
    ],
    apiKeys: [s.apiKeys.list(every)],
    auth: [s.auth.me()],
    categories: [s.categories.list(every)],
    company: [s.company.get()],
    counts: [s.counts.list(every), of(s.counts.list(), ({ id }) => s.counts.lines({ countId: id }))],
    events: [s.events.list({ limit: 250 })],
    inventory: [
      s.inventory.levels(every),
      s.inventory.history(every),
      productIds.length > 0 && s.inventory.availability({ productIds }),
    ],
    members: [s.members.list(every), s.members.listInvitations(every)],
    products: [
      products,
      of(
        Promise.resolve(products),
        ({ id, isBundle }): PromiseLike<unknown> =>
          isBundle ? s.products.getBundle({ productId: id }) : s.products.get({ productId: id }),
      ),
    ],
    reports: [
      s.reports.overview(),
      s.reports.salesTrend({ days: 7 }),
      s.reports.turnover({ days: 30 }),
      of(Promise.resolve(products), ({ id }) => s.reports.productTimeline({ productId: id, days: 7 })),
    ],
    reservations: [s.reservations.list(every)],
    returns: [s.returns.list(every), of(s.returns.list(), ({ id }) => s.returns.get({ returnId: id }))],
    sales: [s.sales.list(every), of(s.sales.list(), ({ id }) => s.sales.get({ saleId: id }))],
    suppliers: [s.suppliers.list(every), s.suppliers.listOffers(every)],
    thresholds: [s.thresholds.list(every)],
    transfers: [
      s.transfers.list(every),
      of(s.transfers.list(), ({ id }) => s.transfers.get({ transferId: id })),
    ],
    warehouses: [s.warehouses.list(every)],
  });
};
const all = async (reads: Record<ReadGroup, unknown[]>) => {
  const read = Object.entries(reads).map(
    async ([group, answers]) => [group, await Promise.all(answers)] as const,
  );
  return Object.fromEntries(await Promise.all(read)) as Record<ReadGroup, unknown>;
};

/** What goes on by itself, without anybody's write. */
const CLOCK = /"(asOf|at|now|generatedAt|lastUsedAt|from|to|until|daysSince\w*)":("[^"]*"|[\d.]+)/g;
const textOf = (answers: unknown) => JSON.stringify(answers).replace(CLOCK, '');

type Path = {
  [Group in keyof typeof WRITES]: `${Group}.${keyof (typeof WRITES)[Group] & string}`;
}[keyof typeof WRITES];

test('what a write changes anywhere in the company is among what it makes old', async () => {
  const missing: string[] = [];
  const done = new Set<string>();
  let before = await readAll();
  const write = async <Answer>(path: Path, act: () => Promise<Answer>): Promise<Answer> => {
    const answer = await act();
    const after = await readAll();
    const [group, name] = path.split('.') as [keyof typeof WRITES, string];
    const makesOld = (WRITES[group] as Record<string, readonly string[]>)[name]!;
    for (const one of Object.keys(READS) as ReadGroup[]) {
      if (textOf(before[one]) !== textOf(after[one]) && !makesOld.includes(one))
        missing.push(`${path}: ${one}`);
    }
    before = after;
    done.add(path);
    return answer;
  };

  const { id: warehouseId } = await write('warehouses.create', () => s.warehouses.create({ name: 'Main' }));
  const { id: otherId } = await write('warehouses.create', () => s.warehouses.create({ name: 'Other' }));
  const { id: categoryId } = await write('categories.create', () => s.categories.create({ name: 'Tea' }));
  const tea = await write('products.create', () =>
    s.products.create({ sku: 'A', name: 'Assam', price: '6', categoryId, warehouseId, initialQuantity: 40 }),
  );
  const productId = tea.product.id;
  const line = { productId, warehouseId };
  await write('products.createMany', () =>
    s.products.createMany({ products: [{ sku: 'B', name: 'Cup', price: '2' }] }),
  );
  const { id: cupId } = await s.products.getBySku({ sku: 'B' });
  const { id: supplierId } = await write('suppliers.create', () => s.suppliers.create({ name: 'Meyer' }));
  const offer = { supplierId, productId };
  await write('suppliers.setOffer', () =>
    s.suppliers.setOffer({ ...offer, price: '3', leadTimeDays: 7, primary: true }),
  );
  await write('inventory.receive', () =>
    s.inventory.receive({ lines: [{ productId: cupId, warehouseId, quantity: 30 }] }),
  );
  const set = await write('products.createBundle', () =>
    s.products.createBundle({
      sku: 'SET',
      name: 'Set',
      price: '8',
      components: [
        { productId, quantity: 1 },
        { productId: cupId, quantity: 2 },
      ],
    }),
  );
  // Open over all that follows: what it expects to lie there may change with the books.
  const count = await write('counts.open', () => s.counts.open({ warehouseId }));
  const sale = await write('sales.create', () => s.sales.create({ lines: [{ ...line, quantity: 20 }] }));
  await write('sales.complete', () => s.sales.complete({ saleId: sale.id }));
  await write('inventory.adjust', () =>
    s.inventory.adjust({ lines: [{ ...line, quantityChange: -12, reason: 'damaged' }] }),
  );
  const held = await write('inventory.reserve', () =>
    s.inventory.reserve({ lines: [{ ...line, quantity: 1 }] }),
  );
  await write('inventory.release', () => s.inventory.release({ reservationId: held.id }));
  const sold = await s.inventory.reserve({ lines: [{ ...line, quantity: 1 }] });
  before = await readAll();
  await write('inventory.commit', () => s.inventory.commit({ reservationId: sold.id }));
  await write('returns.create', () =>
    s.returns.create({
      saleId: sale.id,
      lines: [{ saleLineNumber: 1, quantity: 1, disposition: 'restock' }],
    }),
  );
  await write('inventory.transfer', () =>
    s.inventory.transfer({
      fromWarehouseId: warehouseId,
      toWarehouseId: otherId,
      lines: [{ productId, quantity: 1 }],
    }),
  );
  const way = await write('transfers.ship', () =>
    s.transfers.ship({
      fromWarehouseId: warehouseId,
      toWarehouseId: otherId,
      lines: [{ productId: cupId, quantity: 4 }],
    }),
  );
  await write('transfers.receive', () =>
    s.transfers.receive({ transferId: way.id, lines: [{ lineNumber: 1, quantity: 4 }] }),
  );
  await write('counts.record', () =>
    s.counts.record({
      countId: count.id,
      lines: [
        { productId, quantity: 5 },
        { productId: cupId, quantity: 20 },
      ],
    }),
  );
  await write('counts.post', () => s.counts.post({ countId: count.id }));
  await write('alerts.acknowledge', async () => s.alerts.acknowledge({ alertIds: await openAlerts() }));
  await write('alerts.assign', async () => {
    const { user } = await s.auth.me();
    return s.alerts.assign({ alertIds: await openAlerts(), assigneeId: user!.id });
  });
  await write('thresholds.set', () => s.thresholds.set({ thresholds: [{ ...line, threshold: 1 }] }));
  await write('thresholds.setWhere', () =>
    s.thresholds.setWhere({ scope: 'level', where: { warehouseIds: [warehouseId] }, threshold: 30 }),
  );
  await write('categories.update', () =>
    s.categories.update({ categoryId, name: 'Teas', lowStockThreshold: 99 }),
  );
  await write('products.update', () => s.products.update({ productId, name: 'Assam, loose', price: '7' }));
  await write('products.setBundle', () =>
    s.products.setBundle({ productId: set.product.id, components: [{ productId: cupId, quantity: 3 }] }),
  );
  await write('suppliers.update', () => s.suppliers.update({ supplierId, name: 'Meyer & Söhne' }));
  await write('warehouses.update', () => s.warehouses.update({ warehouseId, name: 'Hall' }));
  await write('company.update', () => s.company.update({ name: 'Leaf', defaultLowStockThreshold: 50 }));
  await write('members.invite', () => s.members.invite({ email: 'bo@leaf.example', role: 'viewer' }));
  const key = await write('apiKeys.create', () =>
    s.apiKeys.create({ name: 'shop', scopes: ['sales:write'] }),
  );
  await write('apiKeys.revoke', () => s.apiKeys.revoke({ apiKeyId: key.apiKey.id }));
  await write('suppliers.removeOffer', () => s.suppliers.removeOffer(offer));
  await write('suppliers.deactivate', () => s.suppliers.deactivate({ supplierId }));
  await write('categories.deactivate', () => s.categories.deactivate({ categoryId }));
  await write('inventory.set', () =>
    s.inventory.set({
      lines: [
        { productId, warehouseId: otherId, onHand: 0, expectedOnHand: null },
        { productId: cupId, warehouseId: otherId, onHand: 0, expectedOnHand: null },
      ],
    }),
  );
  await write('products.deactivate', () => s.products.deactivate({ productId }));
  await write('warehouses.deactivate', () => s.warehouses.deactivate({ warehouseId: otherId }));
  expect(missing).toEqual([]);
  expect(done.size).toBeGreaterThan(35);
}, 120_000);

const openAlerts = async () => (await s.alerts.list({ demand: 'any' })).items.map(({ id }) => id);
