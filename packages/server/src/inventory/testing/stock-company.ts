import { type CompanyTransaction, compareDemand, type Database } from '@stockflow/db';
import { asAdmin, createTestDatabase, seedCompany } from '@stockflow/db/testing';
import { foldSku } from '@stockflow/domain';
import { type ErrorCode, ROLE_SCOPES, type Role } from '@stockflow/schemas';
import { TRPCError } from '@trpc/server';
import { uuidv7 } from 'uuidv7';
import { expect } from 'vitest';
import type { Actor } from '../../core/actor.ts';
import { callAs } from '../../testing/index.ts';

/** The database of a test file with one company in it, and what its tests ask all the time. */
export type StockCompany = Awaited<ReturnType<typeof openStockCompany>>;

interface Options {
  timeZone?: string;
  now?: () => Date;
  poolMax?: number;
}

/** Clones a database and seeds a company with two warehouses. Products are added by the tests. */
export const openStockCompany = async (options: Options = {}) => {
  const test = await createTestDatabase({ poolMax: options.poolMax ?? 20 });
  return {
    ...test,
    ...(await companyIn(test, options)),
    /** Another company in the same database. */
    neighbour: () => companyIn(test, options),
  };
};

const companyIn = async (
  test: Awaited<ReturnType<typeof createTestDatabase>>,
  { timeZone = 'UTC', now = () => new Date() }: Options = {},
) => {
  const seeded = await seedCompany(test.database, { company: { timeZone } });
  const company = { id: seeded.companyId, name: 'Test company', currency: 'USD', timeZone };
  const callerWith = (role: Role, database: Database = test.database) =>
    callAs(database, actorOf(role, company, seeded.userId), { now });
  const inCompany = <T>(work: (tx: CompanyTransaction) => Promise<T>) =>
    test.database.inCompany(company.id, work);
  const warehouse = async (name: string, data: { active?: boolean } = {}) => {
    const id = uuidv7();
    await inCompany(({ prisma }) =>
      prisma.warehouse.create({
        data: { companyId: company.id, id, name, nameKey: name.toLowerCase(), ...data },
      }),
    );
    return id;
  };
  const second = await warehouse('Second warehouse');
  const call = callerWith('operator');
  const product = (data: ProductData = {}) => inCompany((tx) => addProduct(tx, data));
  return {
    companyId: company.id,
    userId: seeded.userId,
    warehouseId: seeded.warehouseId,
    secondId: second,
    call,
    callerWith,
    inCompany,
    warehouse,
    /** Adds a product, with a SKU and name that nobody has unless given. */
    product,
    /** Adds a product with so many received into the first warehouse. */
    stocked: async (quantity: number, data: ProductData = {}) => {
      const productId = await product(data);
      await call.inventory.receive({ lines: [{ productId, warehouseId: seeded.warehouseId, quantity }] });
      return productId;
    },
    /** So many of a product in the first warehouse. */
    lineOf: (productId: string, quantity: number) => ({
      productId,
      warehouseId: seeded.warehouseId,
      quantity,
    }),
    products: (count: number) =>
      inCompany(async (tx) => {
        const ids: string[] = [];
        for (let index = 0; index < count; index += 1) ids.push(await addProduct(tx, {}));
        return ids;
      }),
    ...probesOf(test.adminUrl, inCompany, seeded.warehouseId),
  };
};

type InCompany = <T>(work: (tx: CompanyTransaction) => Promise<T>) => Promise<T>;

/** What is stored, past every door. */
const probesOf = (adminUrl: string, inCompany: InCompany, first: string) => ({
  asAdmin: (text: string, values: unknown[] = []) =>
    asAdmin(adminUrl, async (client) => (await client.query(text, values)).rows),
  /** Deadlocks that PostgreSQL has ended in this database so far; those behind a retry, too. */
  deadlocks: async (): Promise<number> => {
    const [row] = await asAdmin(adminUrl, async (client) => {
      const text = `select pg_stat_force_next_flush(), deadlocks from pg_stat_database where datname = current_database()`;
      return (await client.query(text)).rows;
    });
    return Number(row.deadlocks);
  },
  /** Day, units sold and units returned, by day. */
  demandOf: async (productId: string): Promise<[string, number, number][]> => {
    const rows = await inCompany((tx) =>
      tx.query<{ day: string; sold: number; returned: number }>({
        text: `select day, units_sold as sold, units_returned as returned
               from demand_daily where product_id = $1 order by day`,
        values: [productId],
      }),
    );
    return rows.map(({ day, sold, returned }) => [day, sold, returned]);
  },
  /** Days of demand that are not what the books say; there are none, whatever happened. */
  demandDrifts: async () => (await inCompany((tx) => compareDemand(tx, 10))).drifts,
  level: (productId: string, warehouseId = first) =>
    inCompany(({ prisma }) => prisma.inventory.findFirst({ where: { productId, warehouseId } })),
  movements: (productId: string, warehouseId = first) =>
    inCompany(({ prisma }) =>
      prisma.inventoryHistory.findMany({ where: { productId, warehouseId }, orderBy: { sequence: 'asc' } }),
    ),
});

interface ProductData {
  sku?: string;
  name?: string;
  price?: string;
  barcode?: string;
  active?: boolean;
  isBundle?: boolean;
  lifecycle?: 'active' | 'discontinued' | 'archived';
  lowStockThreshold?: number;
}

let serial = 0;
const addProduct = async ({ companyId, prisma }: CompanyTransaction, data: ProductData): Promise<string> => {
  const id = uuidv7();
  const sku = data.sku ?? `P-${++serial}`;
  const { name = `Product ${sku}`, price = '5.00', ...rest } = data;
  await prisma.product.create({ data: { companyId, id, name, price, ...rest, sku, skuKey: foldSku(sku) } });
  return id;
};

const actorOf = (role: Role, company: Actor['company'], userId: string): Actor => ({
  kind: 'user',
  id: userId,
  userId,
  role,
  scopes: new Set(ROLE_SCOPES[role]),
  company,
});

/** The refusal that a call ends with, as it stands on the wire; fails when the call goes through. */
export const refusalOf = async (
  call: Promise<unknown>,
): Promise<{ code: ErrorCode; message: string; details: unknown }> => {
  const error = await call.then(
    () => expect.fail('the call went through'),
    (failure: unknown) => failure,
  );
  if (!(error instanceof TRPCError)) throw error;
  const { code, message, details } = error.cause as unknown as {
    code: ErrorCode;
    message: string;
    details: unknown;
  };
  return { code, message, details };
};

/** How many calls went through, and the codes of the others. */
export const tally = async (
  calls: Promise<unknown>[],
): Promise<{ done: number; refused: Record<string, number> }> => {
  const outcomes = await Promise.allSettled(calls);
  const refused: Record<string, number> = {};
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') continue;
    const { code } = (outcome.reason as { cause: { code?: string } }).cause;
    refused[code ?? String(outcome.reason)] = (refused[code ?? String(outcome.reason)] ?? 0) + 1;
  }
  return { done: outcomes.filter(({ status }) => status === 'fulfilled').length, refused };
};
