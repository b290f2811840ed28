import { createTestDatabase, asAdmin } from '@stockflow/db/testing';
import { listProductsStatement } from '@stockflow/db';
import { foundCompany } from '../src/auth/testing/people.ts';
const db = await createTestDatabase();
const o = await foundCompany(db.database);
const w = (await o.call.warehouses.create({ name: 'M' })).id;
const w2 = (await o.call.warehouses.create({ name: 'M2' })).id;
const cats = await Promise.all(['a','b','c'].map((name) => o.call.categories.create({ name })));
let t = performance.now();
for (let b = 0; b < 100; b++) {
  await o.call.products.createMany({ products: Array.from({ length: 500 }, (_, i) => ({ sku: `SKU-${b}-${i}`, name: `Product ${i * 7919 % 1000} ${b}`, price: '1.00', cost: '0.50', categoryId: cats[i % 3]!.id, warehouseId: w, initialQuantity: i % 5 })) });
}
console.log('createMany 50,000 products', Math.round(performance.now() - t), 'ms;', Math.round((performance.now() - t) / 100), 'ms per 500');
await asAdmin(db.adminUrl, (c) => c.query('analyze'));
const time = async (name: string, work: () => Promise<unknown>) => {
  await work(); const runs = 10; const s = performance.now();
  for (let i = 0; i < runs; i++) await work();
  console.log(name, ((performance.now() - s) / runs).toFixed(1), 'ms');
};
await time('list by sku', () => o.call.products.list({}));
await time('list 250 by sku', () => o.call.products.list({ limit: 250 }));
const p1 = await o.call.products.list({ limit: 250 });
await time('next page', () => o.call.products.list({ limit: 50, cursor: p1.nextCursor! }));
await time('list by name', () => o.call.products.list({ sort: 'name' }));
await time('list by createdAt desc', () => o.call.products.list({ sort: 'createdAt', order: 'desc' }));
await time('search common', () => o.call.products.list({ search: 'product' }));
await time('search rare', () => o.call.products.list({ search: 'SKU-77-4' }));
await time('search none', () => o.call.products.list({ search: 'zzzz' }));
await time('category', () => o.call.products.list({ categoryIds: [cats[0]!.id] }));
await time('getBySku', () => o.call.products.getBySku({ sku: 'sku-5-5' }));
await time('create', () => o.call.products.create({ sku: `N-${Math.random().toString(36).slice(2)}`, name: 'x', price: '1.00', warehouseId: w, initialQuantity: 3, idempotencyKey: Math.random().toString(36) }));
for (const f of [{ sort: 'sku', order: 'asc' }, { sort: 'name', order: 'asc' }] as const) {
  const st = listProductsStatement(o.companyId, { ...f, limit: 50 });
  const rows = await db.database.readInCompany<Record<string, string>>(o.companyId, { text: 'explain (analyze, buffers, costs off) ' + st.text, values: st.values });
  console.log(rows.map((r) => r['QUERY PLAN']).join('\n'));
}
await db.drop(); process.exit(0);
