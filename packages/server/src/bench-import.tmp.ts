import { openStockCompany } from './inventory/testing/stock-company.ts';
import { uuidv7 } from 'uuidv7';
const analyze = process.argv[2] === 'analyze';
const stock = await openStockCompany({ poolMax: 5, timeZone: 'Europe/London' });
const N = 4000;
const ids: string[] = Array.from({ length: N }, () => uuidv7());
await stock.inCompany(({ prisma }) => prisma.product.createMany({ data: ids.map((id, i) => ({ companyId: stock.companyId, id, sku: `B-${i}`, skuKey: `b-${i}`, name: `n${i}`, price: '1.00' })) }));
let t = performance.now();
for (let i = 0; i < N; i += 500) await stock.call.inventory.receive({ lines: ids.slice(i, i + 500).map((productId) => ({ productId, warehouseId: stock.warehouseId, quantity: 1_000_000, unitCost: '1.50' })) });
console.log('receive lines/s', Math.round(N / ((performance.now() - t) / 1000)));
if (analyze) await stock.asAdmin('analyze');
const callers = Number(process.argv[3] ?? 1), rounds = Number(process.argv[4] ?? 20);
let serial = 0, at = Date.UTC(2010, 11, 1);
const rnd = (n: number) => Math.floor(Math.random() * n);
const call = () => { const entries = Array.from({ length: 91 }, () => ({ type: 'sale' as const, channel: 'x', externalId: `E-${++serial}`, saleDate: new Date((at += 1_200_000)).toISOString(), customerName: 'Customer 17850', lines: Array.from({ length: 22 }, () => ({ productId: ids[Math.floor(N * Math.random() ** 2)]!, warehouseId: stock.warehouseId, quantity: 1 + rnd(12), unitPrice: '2.55' })) })); return stock.call.sales.import({ entries, idempotencyKey: `k-${serial}` }); };
for (let r = 0; r < rounds; r += 1) {
  const t0 = performance.now(), c0 = process.cpuUsage();
  await Promise.all(Array.from({ length: callers }, call));
  const ms = performance.now() - t0, c = process.cpuUsage(c0);
  if (r % 4 === 3 || r < 2) console.log(r, Math.round(callers * 91 * 22 / ms * 1000), 'lines/s', ms.toFixed(0), 'ms, node cpu', ((c.user + c.system) / 1000).toFixed(0));
}
await stock.drop(); process.exit(0);
