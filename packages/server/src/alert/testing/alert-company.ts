import type { Database } from '@stockflow/db';
import { identify } from '../../auth/identify.ts';
import { callAs } from '../../testing/index.ts';

/** The day on which these tests play. */
const NOW = new Date('2026-03-31T10:00:00Z');
const DAY_MS = 86_400_000;
let serial = 0;

/** Noon, UTC, so many days before today. */
export const daysAgo = (days: number): string =>
  new Date(Date.parse('2026-03-31T12:00:00Z') - DAY_MS * days).toISOString();

/** A company of its own with one warehouse, and short words for what the tests do in it. */
export const alertCompany = async (database: Database, timeZone = 'UTC') => {
  const now = () => NOW;
  serial += 1;
  const started = await callAs(database, null, { now, address: `10.0.0.${serial % 250}` }).auth.signUp({
    company: { name: 'Low Goods', timeZone },
    user: {
      email: `low-${serial}@goods.example`,
      password: 'correct horse battery',
      firstName: 'A',
      lastName: 'B',
    },
  });
  const credential = started.sessionToken ?? '';
  const call = callAs(database, () => identify({ database, now: NOW, credential }), { now });
  const warehouseId = (await call.warehouses.create({ name: 'Main' })).id;
  return {
    call,
    warehouseId,
    /** Makes a product; answers its id. */
    product: async (fields: { lowStockThreshold?: number; categoryId?: string } = {}): Promise<string> => {
      serial += 1;
      const created = await call.products.create({
        sku: `P-${serial}`,
        name: `P ${serial}`,
        price: '5.00',
        ...fields,
      });
      return created.product.id;
    },
    receive: (productId: string, quantity: number, ago: number) =>
      call.inventory.receive({ lines: [{ productId, warehouseId, quantity, occurredAt: daysAgo(ago) }] }),
    sold: (productId: string, quantity: number, saleDate: string) => {
      serial += 1;
      const lines = [{ productId, warehouseId, quantity, unitPrice: '5.00' }];
      return call.sales.import({ entries: [{ type: 'sale', externalId: `S-${serial}`, saleDate, lines }] });
    },
  };
};

export type AlertCompany = Awaited<ReturnType<typeof alertCompany>>;
