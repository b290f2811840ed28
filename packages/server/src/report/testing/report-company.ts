import type { Database } from '@stockflow/db';
import type { Movement, Sale } from '@stockflow/schemas';
import { identify } from '../../auth/identify.ts';
import { callAs } from '../../testing/index.ts';

let serial = 0;

/** A company of its own in a zone, at a moment, with two warehouses; and all of its books, read through the doors. */
export const reportCompany = async (database: Database, timeZone: string, at?: Date) => {
  const now = () => at ?? new Date();
  serial += 1;
  const started = await callAs(database, null, { now, address: `10.1.0.${serial % 250}` }).auth.signUp({
    company: { name: 'Figures Ltd', timeZone, currency: 'EUR' },
    user: {
      email: `report-${serial}@figures.example`,
      password: 'correct horse battery',
      firstName: 'A',
      lastName: 'B',
    },
  });
  const credential = started.sessionToken ?? '';
  const call = callAs(database, () => identify({ database, now: now(), credential }), { now });
  const hall = (await call.warehouses.create({ name: 'Hall' })).id;
  const shop = (await call.warehouses.create({ name: 'Shop' })).id;
  return {
    call,
    hall,
    shop,
    /** Makes a product; answers its id. */
    product: async (fields: { cost?: string; lowStockThreshold?: number } = {}): Promise<string> => {
      serial += 1;
      const named = { sku: `R-${serial}`, name: `R ${serial}`, price: '5.00', ...fields };
      return (await call.products.create(named)).product.id;
    },
    receive: (productId: string, warehouseId: string, quantity: number, at: string, unitCost?: string) =>
      call.inventory.receive({
        lines: [{ productId, warehouseId, quantity, occurredAt: at, ...(unitCost && { unitCost }) }],
      }),
    sold: (
      productId: string,
      warehouseId: string,
      quantity: number,
      saleDate: string,
      unitPrice = '5.00',
    ) => {
      serial += 1;
      const lines = [{ productId, warehouseId, quantity, unitPrice }];
      return call.sales.import({ entries: [{ type: 'sale', externalId: `S-${serial}`, saleDate, lines }] });
    },
    /** The whole ledger. */
    ledger: () => all<Movement>((cursor) => call.inventory.history({ limit: 250, ...cursor })),
    /** Every sale, with its lines. */
    sales: async (): Promise<Sale[]> => {
      const listed = await all<{ id: string }>((cursor) => call.sales.list({ limit: 250, ...cursor }));
      return Promise.all(listed.map(({ id }) => call.sales.get({ saleId: id })));
    },
  };
};

export type ReportCompany = Awaited<ReturnType<typeof reportCompany>>;

const all = async <Item>(
  read: (cursor: { cursor?: string }) => Promise<{ items: Item[]; nextCursor: string | null }>,
): Promise<Item[]> => {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Item[]; nextCursor: string | null } = await read(cursor === null ? {} : { cursor });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
};

/** The local day of an instant, by the runtime's own calendar. */
export const dayIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(instant),
  );

/** Whole numbers below `below`, the same in every run. */
export const dice = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
};
