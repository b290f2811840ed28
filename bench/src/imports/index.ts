import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAdmin, createTestDatabase } from '@stockflow/db/testing';
import { startPostgres } from '@stockflow/postgres';
import type { Stockflow } from '@stockflow/sdk';
import { startChild } from '../child.ts';
import type { Bench, Ran } from '../rounds.ts';
import { type Copied, copyIn, copyOut } from './copy.ts';
import { type Catalogue, productsOf, type Rows, salesOf, seedCatalogue } from './rows.ts';

/** So many calls under way at once: an importer sends the next while one is written. */
const CALLERS = 2;
/** As many calls' rows as the floor writes in a round. */
const FLOOR_CALLS = 5;

interface Subject {
  /** What one call imports. */
  callOf: (stockflow: Stockflow, catalogue: Catalogue) => Rows;
  /** Where its rows are written, with what leaves out those that the seed wrote. */
  tables: readonly { table: string; where: string }[];
}

/** Sale lines by `sales.import`, 2,000 a call, beside COPY of the rows that they became. */
export const importSales = (): Promise<Bench> =>
  benchOf({
    callOf: salesOf,
    tables: [
      { table: 'sales', where: 'true' },
      { table: 'sale_items', where: 'true' },
      { table: 'inventory_history', where: "kind = 'SALE'" },
    ],
  });

/** Products by `products.createMany`, 500 a call, beside COPY of the rows that they became. */
export const importProducts = (): Promise<Bench> =>
  benchOf({
    callOf: productsOf,
    tables: [{ table: 'products', where: "sku like 'I-%'" }],
  });

/** A PostgreSQL that keeps what it commits, a server as a process of its own, and two databases that are alike. */
const benchOf = async ({ callOf, tables }: Subject): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-bench-'));
  const postgres = await startPostgres({ folder, port: 0 });
  const database = await createTestDatabase({}, postgres.adminUrl);
  const server = await startChild<object, { url: string }>(new URL('../http/serve.ts', import.meta.url), {
    databaseUrl: database.appUrl,
  });
  const { stockflow, catalogue } = await seedCatalogue(server.ready.url);
  const floorRows = await rowsOfCalls(stockflow, { callOf, catalogue, adminUrl: database.adminUrl, tables });
  const emptied = await emptiedClone(postgres.adminUrl, new URL(database.adminUrl).pathname.slice(1), tables);

  const importing = async (ms: number): Promise<Ran> => {
    const began = performance.now();
    let lines = 0;
    const caller = async () => {
      while (performance.now() < began + ms) lines += await callOf(stockflow, catalogue).send();
    };
    await Promise.all(Array.from({ length: CALLERS }, caller));
    return { calls: lines, elapsedMs: performance.now() - began };
  };
  const copying = async (): Promise<Ran> => {
    const fresh = await cloneOf(postgres.adminUrl, emptied);
    const elapsedMs = await copyIn(fresh.adminUrl, floorRows.copied);
    await fresh.drop();
    return { calls: floorRows.lines, elapsedMs };
  };
  return {
    contenders: [
      { name: 'COPY of the same rows (floor)', run: copying },
      { name: 'import over HTTP by the SDK', run: importing },
    ],
    async close() {
      await server.close();
      await database.drop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Some calls, and what they left in the tables. */
const rowsOfCalls = async (
  stockflow: Stockflow,
  { callOf, catalogue, adminUrl, tables }: Subject & { catalogue: Catalogue; adminUrl: string },
): Promise<{ lines: number; copied: Copied[] }> => {
  let lines = 0;
  for (let call = 0; call < FLOOR_CALLS; call += 1) lines += await callOf(stockflow, catalogue).send();
  return { lines, copied: await copyOut(adminUrl, tables) };
};

/**
 * The same company a second time without what was imported: the floor writes there. Both have seen ANALYZE: on tables without
 * statistics foreign keys are looked up by whichever index is small, at ten times the price.
 */
const emptiedClone = async (clusterUrl: string, name: string, tables: Subject['tables']): Promise<string> => {
  const address = new URL(clusterUrl);
  address.pathname = name;
  await asAdmin(address.href, (client) => client.query('vacuum analyze'));
  const clone = await cloneOf(clusterUrl, name);
  await asAdmin(clone.adminUrl, async (client) => {
    for (const { table, where } of [...tables].reverse())
      await client.query(`delete from ${table} where ${where}`);
    await client.query('vacuum');
  });
  return clone.name;
};

const cloneOf = async (clusterUrl: string, template: string) => {
  const name = `stockflow_bench_${randomBytes(6).toString('hex')}`;
  const address = new URL(clusterUrl);
  await asAdmin(clusterUrl, async (client) => {
    // A template may have no other visitor: the server's connections come back by themselves.
    await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      template,
    ]);
    await client.query(`create database "${name}" template "${template}"`);
  });
  address.pathname = name;
  return {
    name,
    adminUrl: address.href,
    drop: () => asAdmin(clusterUrl, (client) => client.query(`drop database "${name}" with (force)`)),
  };
};
