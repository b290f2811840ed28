// How many lines a second `sales.import` takes through the caller, with an idempotency key:
//   node --conditions=@stockflow/source --import tsx packages/server/src/sale/testing/measure-import.ts [without-spare-keys]
// Calls of 90 sales with 22 lines over 4,000 products, one after the other. On a PostgreSQL of its own, with fsync off,
// or on STOCKFLOW_TEST_ADMIN_URL. `without-spare-keys` first drops the foreign keys that others imply.

import { readFileSync } from 'node:fs';
import { uuidv7 } from 'uuidv7';
import { openStockCompany, type StockCompany } from '../../inventory/testing/stock-company.ts';

const PRODUCTS = 4_000;
const SALES = 90;
const LINES = 22;
const ROUNDS = 30;
const WARM_UP = 10;
/** Foreign keys that follow from others of the same row: the level has them all, the sale has the company. */
const SPARE_KEYS = [
  'inventory_history.company_id',
  'inventory_history.company_id_product_id',
  'inventory_history.company_id_warehouse_id',
  'sale_items.company_id',
  'demand_daily.company_id',
];

const stock = await openStockCompany({ poolMax: 1, timeZone: 'Europe/London' });

const addProducts = async ({ companyId, inCompany, call, warehouseId }: StockCompany): Promise<string[]> => {
  const ids = Array.from({ length: PRODUCTS }, () => uuidv7());
  await inCompany(({ prisma }) =>
    prisma.product.createMany({
      data: ids.map((id) => ({ companyId, id, sku: `M-${id}`, skuKey: `m-${id}`, name: id, price: '1.00' })),
    }),
  );
  for (let from = 0; from < PRODUCTS; from += 500) {
    const lines = ids
      .slice(from, from + 500)
      .map((productId) => ({ productId, warehouseId, quantity: 10_000_000 }));
    await call.inventory.receive({ lines });
  }
  return ids;
};

let serial = 0;
let soldAt = Date.UTC(2010, 11, 1);
const entriesOf = (ids: readonly string[]) =>
  Array.from({ length: SALES }, () => {
    soldAt += 20 * 60_000;
    return {
      type: 'sale' as const,
      externalId: `M-${++serial}`,
      saleDate: new Date(soldAt).toISOString(),
      lines: Array.from({ length: LINES }, () => ({
        // Some products sell more than others.
        productId: ids[Math.floor(ids.length * Math.random() ** 2)] ?? '',
        warehouseId: stock.warehouseId,
        quantity: 1 + Math.floor(Math.random() * 12),
        unitPrice: '2.55',
      })),
    };
  });

/** Milliseconds of CPU that the connection's server process has used, where /proc tells. */
const serverCpuMs = (pid: number): number => {
  const [, , , , , , , , , , , user, system] =
    readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(user) + Number(system)) * 10;
};

const ids = await addProducts(stock);
if (process.argv.includes('without-spare-keys')) {
  for (const key of SPARE_KEYS) {
    const [table, columns] = key.split('.');
    await stock.asAdmin(`alter table ${table} drop constraint ${table}_${columns}_fkey`);
  }
}
const [{ pid } = { pid: 0 }] = await stock.inCompany((tx) =>
  tx.query<{ pid: number }>({ text: 'select pg_backend_pid() as pid', values: [] }),
);
let began = { at: 0, node: process.cpuUsage(), server: 0 };
for (let round = 0; round < ROUNDS; round += 1) {
  if (round === WARM_UP) {
    // Without statistics foreign keys are checked along a wrong index: see docs/decisions/0004-stock-kernel.md.
    await stock.asAdmin('analyze');
    began = { at: performance.now(), node: process.cpuUsage(), server: serverCpuMs(pid) };
  }
  await stock.call.sales.import({ entries: entriesOf(ids), idempotencyKey: `measure-${round}` });
}
const lines = (ROUNDS - WARM_UP) * SALES * LINES;
const tookMs = performance.now() - began.at;
const { user, system } = process.cpuUsage(began.node);
const us = (ms: number) => `${Math.round((ms * 1000) / lines)} µs`;
process.stdout.write(
  `${Math.round(lines / (tookMs / 1000))} lines/s; a line: ${us((user + system) / 1000)} of Node, ` +
    `${us(serverCpuMs(pid) - began.server)} of PostgreSQL\n`,
);
await stock.drop();
process.exit(0);
