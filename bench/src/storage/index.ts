import { openDatabase, prepareDatabase } from '@stockflow/db';
import { startPostgres } from '@stockflow/postgres';
import { createStockflow, type Stockflow } from '@stockflow/sdk';
import { createServer } from '@stockflow/server';
import pg from 'pg';
import pino from 'pino';
import { markdownTable } from '../record.ts';

/** Bytes on disk, indexes with it, that one call leaves behind. */
export interface StorageFigures {
  readonly what: string;
  readonly calls: number;
  /** All tables together, a call. */
  readonly bytes: number;
  /** Of these, in tables that are pruned after a day or so. */
  readonly passing: number;
  /** The tables that grow most. */
  readonly tables: readonly { readonly table: string; readonly bytes: number }[];
}

const CALLS = 4_000;
const AT_ONCE = 40;
const PRODUCTS = 200;
/** Answers of writes are kept for a day, for whoever sends the same again. */
const PASSING = new Set(['idempotency_records', 'sessions', 'rate_limits', 'threshold_changes']);

/** What calls cost on disk, read from the sizes of the tables before and after, on a PostgreSQL of its own. */
export const storageBench = async (progress: (line: string) => void): Promise<StorageFigures[]> => {
  const postgres = await startPostgres({ ephemeral: true });
  const { appUrl } = await prepareDatabase({ adminUrl: postgres.adminUrl });
  const database = openDatabase({ url: appUrl });
  const many = { points: 1_000_000, seconds: 60 };
  const server = await createServer({
    database,
    logger: pino({ level: 'silent' }),
    publicUrl: 'http://127.0.0.1',
    throttleLimits: { signUpPerAddress: many },
  });
  const client = new pg.Client({ connectionString: postgres.adminUrl });
  await client.connect();
  try {
    const shop = await openShop(await server.listen({ port: 0, host: '127.0.0.1' }));
    const figures: StorageFigures[] = [];
    for (const [what, call] of Object.entries(CALLS_OF)) {
      progress(`storage: ${CALLS.toLocaleString('en')} times ${what}`);
      const before = await sizes(client);
      await repeat(CALLS, (index) => call(shop, index));
      figures.push(grown(what, before, await sizes(client)));
    }
    return figures;
  } finally {
    await client.end();
    await server.close();
    await database.close();
    await postgres.stop();
  }
};

interface Shop {
  readonly stockflow: Stockflow;
  readonly warehouseId: string;
  readonly productIds: readonly string[];
}

const CALLS_OF: Record<string, (shop: Shop, index: number) => Promise<unknown>> = {
  'a receipt of one line': ({ stockflow, ...shop }, index) =>
    stockflow.inventory.receive({ lines: [lineOf(shop, index)] }),
  'a hold of one line, shipped': async ({ stockflow, ...shop }, index) => {
    const held = await stockflow.inventory.reserve({ lines: [lineOf(shop, index)] });
    await stockflow.inventory.commit({ reservationId: held.id });
  },
  'a sale of two lines, completed': async ({ stockflow, ...shop }, index) => {
    const lines = [lineOf(shop, index), lineOf(shop, index + 1)];
    const { id } = await stockflow.sales.create({ customerName: 'A customer', lines });
    await stockflow.sales.complete({ saleId: id });
  },
};

const lineOf = ({ warehouseId, productIds }: Pick<Shop, 'warehouseId' | 'productIds'>, index: number) => ({
  warehouseId,
  productId: productIds[index % PRODUCTS] ?? '',
  quantity: 1,
});

const openShop = async (baseUrl: string): Promise<Shop> => {
  const { sessionToken } = await createStockflow({ baseUrl }).auth.signUp({
    company: { name: 'Storage Ltd' },
    user: {
      email: 'owner@storage.example',
      password: 'correct horse battery',
      firstName: 'S',
      lastName: 'T',
    },
  });
  const stockflow = createStockflow({ baseUrl, session: sessionToken ?? '' });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const { products } = await stockflow.products.createMany({
    products: Array.from({ length: PRODUCTS }, (_none, index) => ({
      sku: `SKU-${index}`,
      name: `Product ${index}`,
      price: '9.99',
      warehouseId,
      initialQuantity: 100_000,
    })),
  });
  return { stockflow, warehouseId, productIds: products.map(({ id }) => id) };
};

/** So many calls, some at once. */
const repeat = async (count: number, call: (index: number) => Promise<unknown>): Promise<void> => {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) await call(next++);
    }),
  );
};

/** After VACUUM: what dead rows leave is used again, and does not add up. */
const sizes = async (client: pg.Client): Promise<Map<string, number>> => {
  await client.query('vacuum');
  const { rows } = await client.query<{ table: string; bytes: string }>(
    `select relname as table, pg_total_relation_size(oid) as bytes from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  return new Map(rows.map(({ table, bytes }) => [table, Number(bytes)]));
};

const grown = (what: string, before: Map<string, number>, after: Map<string, number>): StorageFigures => {
  const tables = [...after]
    .map(([table, bytes]) => ({ table, bytes: Math.round((bytes - (before.get(table) ?? 0)) / CALLS) }))
    .filter(({ bytes }) => bytes >= 5)
    .sort((one, other) => other.bytes - one.bytes);
  const sum = (of: typeof tables) => of.reduce((total, { bytes }) => total + bytes, 0);
  const passing = sum(tables.filter(({ table }) => PASSING.has(table)));
  return { what, calls: CALLS, bytes: sum(tables), passing, tables };
};

/** As a table, which a terminal shows as well. */
export const storageInMarkdown = (figures: readonly StorageFigures[]): string =>
  markdownTable(
    ['what', 'bytes', 'of them kept for a day only', 'where they go'],
    figures.map(({ what, bytes, passing, tables }) => [
      what,
      bytes.toLocaleString('en'),
      passing.toLocaleString('en'),
      tables.map((one) => `${one.table} ${one.bytes}`).join(', '),
    ]),
  );
