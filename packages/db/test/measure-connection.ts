// What a call costs on each way to the database: CPU of this process per call, and calls per second.
//   npx tsx packages/db/test/measure-connection.ts [calls]     (figures in docs/decisions/0002)
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { openDatabase } from '../src/connection/index.ts';
import { PrismaClient } from '../src/generated/client.ts';
import { createTestDatabase, seedCompany } from '../src/testing/index.ts';

const calls = Number(process.argv[2] ?? 20_000);
const callers = 20;

const test = await createTestDatabase();
const database = openDatabase({ url: test.appUrl, poolMax: 10 });
const { companyId, categoryId } = await seedCompany(database);
const products = Array.from({ length: 1_000 }, (_, index) => ({
  companyId,
  id: uuidv7(),
  categoryId,
  sku: `SKU-${index}`,
  skuKey: `sku-${index}`,
  name: `Product ${index}`,
  price: '1.50',
}));
await database.inCompany(companyId, (tx) => tx.prisma.product.createMany({ data: products }));

const statement = (index: number) => ({
  name: 'measure',
  text: 'select id, sku, name, price, version from products where company_id = $1 and id = $2',
  values: [companyId, idOf(index)],
});
const idOf = (index: number) => products[index % products.length]?.id ?? '';
const select = { id: true, sku: true, name: true, price: true, version: true };

const admin = new pg.Pool({ connectionString: test.adminUrl, max: 10 });
const plainPrisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: test.appUrl, max: 10 }) });

const ways: Record<string, (index: number) => Promise<unknown>> = {
  'pg, named select, no wall (the floor)': (index) => admin.query(statement(index)),
  readInCompany: (index) => database.readInCompany(companyId, statement(index)),
  'inCompany + query': (index) => database.inCompany(companyId, (tx) => tx.query(statement(index))),
  'inCompany + 3 queries at once': (index) =>
    database.inCompany(companyId, (tx) =>
      Promise.all([0, 1, 2].map((more) => tx.query(statement(index + more)))),
    ),
  'inCompany + prisma.findUnique': (index) =>
    database.inCompany(companyId, (tx) =>
      tx.prisma.product.findUnique({ where: { companyId_id: { companyId, id: idOf(index) } }, select }),
    ),
  'inCompany + prisma.findFirst': (index) =>
    database.inCompany(companyId, (tx) =>
      tx.prisma.product.findFirst({ where: { companyId, id: idOf(index) }, select }),
    ),
  'Prisma interactive transaction: set_config + findFirst': (index) =>
    plainPrisma.$transaction(async (tx) => {
      await tx.$executeRaw`select set_config('app.company_id', ${companyId}, true)`;
      return tx.product.findFirst({ where: { companyId, id: idOf(index) }, select });
    }),
};

for (const [name, call] of Object.entries(ways)) {
  await run(call, calls / 4); // warm
  const { perSecond, cpuMicros } = await run(call, calls);
  process.stdout.write(
    `${name.padEnd(56)} ${perSecond.toFixed(0).padStart(7)}/s ${cpuMicros.toFixed(0).padStart(5)} µs\n`,
  );
}

await admin.end();
await plainPrisma.$disconnect();
await database.close();
await test.drop();
process.exit();

async function run(call: (index: number) => Promise<unknown>, count: number) {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  let next = 0;
  const caller = async () => {
    while (next < count) await call(next++);
  };
  await Promise.all(Array.from({ length: callers }, caller));
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: (count * 1000) / (performance.now() - startedAt), cpuMicros: (user + system) / count };
}
