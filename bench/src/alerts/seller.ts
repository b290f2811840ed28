import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAdmin, createTestDatabase } from '@stockflow/db/testing';
import { startPostgres } from '@stockflow/postgres';
import { createStockflow } from '@stockflow/sdk';
import { startChild } from '../child.ts';
import type { Ran } from '../rounds.ts';
import type { Kind, LoadAnswer, LoadAsked, LoadConfig, Selling } from './load-types.ts';

/** Levels of each kind; at the brink more than one run can sell. */
const LEVELS: Readonly<Record<Kind, number>> = { unwatched: 1_000, plenty: 1_000, low: 1_000, brink: 6_000 };
/** The company's threshold, where a product has none of its own. */
const THRESHOLD = 10;
const PLENTY = 1_000_000;
const PRODUCTS_A_CALL = 500;

const STOCK: Readonly<Record<Kind, { initialQuantity: number; lowStockThreshold?: number }>> = {
  unwatched: { initialQuantity: PLENTY },
  plenty: { initialQuantity: PLENTY },
  low: { initialQuantity: PLENTY, lowStockThreshold: 2 * PLENTY },
  brink: { initialQuantity: THRESHOLD + 1 },
};

/** A company that sells, on a server and a PostgreSQL of its own, and the load that buys. */
export interface Seller {
  /** Where others go, and with what. */
  readonly address: { readonly url: string; readonly apiKey: string };
  /** Sells for so long; the CPU time is the server's. */
  sell(selling: Selling): Promise<Ran & Pick<LoadAnswer, 'turns'>>;
  close(): Promise<void>;
}

/**
 * A PostgreSQL that keeps what it commits, a server and a load, each a process. Small on purpose: in a large database a sale
 * costs more, and what alerts add to it would be a smaller share.
 */
export const startSeller = async (progress: (line: string) => void): Promise<Seller> => {
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-bench-'));
  const postgres = await startPostgres({ folder, port: 0 });
  process.env.STOCKFLOW_TEST_ADMIN_URL = postgres.adminUrl;
  const database = await createTestDatabase();
  const server = await startChild<object, { url: string; cpuMicros: number }>(
    new URL('../stock/serve.ts', import.meta.url),
    {
      databaseUrl: database.appUrl,
    },
  );
  const { url } = server.ready;
  progress('seeding a company that sells');
  const config = await seed(url);
  await unwatch(database.adminUrl, config.productIds.unwatched);
  const load = await startChild<LoadAsked, LoadAnswer>(new URL('./load.ts', import.meta.url), config);
  return {
    address: { url, apiKey: config.apiKey },
    async sell(selling) {
      const before = await server.ask({});
      const ran = await load.ask(selling);
      const after = await server.ask({});
      await load.ask({ restock: true });
      return { ...ran, cpuMicros: after.cpuMicros - before.cpuMicros };
    },
    async close() {
      await load.close();
      await server.close();
      await database.drop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const seed = async (url: string): Promise<LoadConfig> => {
  const { sessionToken } = await createStockflow({ baseUrl: url }).auth.signUp({
    company: { name: 'Bench' },
    user: {
      email: 'bench@stockflow.example',
      password: 'correct horse battery',
      firstName: 'B',
      lastName: 'E',
    },
  });
  const stockflow = createStockflow({ baseUrl: url, session: sessionToken ?? undefined });
  const { id: warehouseId } = await stockflow.warehouses.create({ name: 'Main' });
  const made = async (kind: Kind): Promise<string[]> => {
    const ids: string[] = [];
    for (let from = 0; from < LEVELS[kind]; from += PRODUCTS_A_CALL) {
      const products = Array.from({ length: Math.min(PRODUCTS_A_CALL, LEVELS[kind] - from) }, (_, index) => ({
        sku: `${kind}-${from + index}`,
        name: `Bench product, ${kind}, ${from + index}`,
        price: '9.90',
        warehouseId,
        ...STOCK[kind],
      }));
      const answer = await stockflow.products.createMany({ products });
      ids.push(...answer.products.map(({ id }) => id));
    }
    return ids;
  };
  const productIds = {
    unwatched: await made('unwatched'),
    plenty: await made('plenty'),
    low: await made('low'),
    brink: await made('brink'),
  };
  const { key } = await stockflow.apiKeys.create({
    name: 'Bench',
    scopes: ['stock:write', 'stock:read', 'sales:write', 'sales:read', 'alerts:read'],
  });
  return { url, apiKey: key, warehouseId, productIds };
};

/** As near as one comes to a kernel without alerts: levels without a threshold, for which it decides nothing and writes nothing. */
const unwatch = (adminUrl: string, productIds: readonly string[]): Promise<unknown> =>
  asAdmin(adminUrl, async (client) => {
    await client.query(
      'update inventory set alert_threshold = null, alert_clear_above = null where product_id = any($1::uuid[])',
      [productIds],
    );
    await client.query('vacuum analyze');
  });
