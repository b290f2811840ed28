import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asAdmin, createTestDatabase } from '@stockflow/db/testing';
import { startPostgres } from '@stockflow/postgres';
import { startChild } from '../child.ts';
import type { Contender } from '../rounds.ts';
import { BULK_LINES, type LoadAnswer, type LoadAsked, type LoadConfig, type Scenario } from './load-types.ts';
import { seedBench } from './seed.ts';

const CALLERS = 50;
const LEVELS = 10_000;

interface Bench {
  contenders: [Contender, ...Contender[]];
  close(): Promise<void>;
}

/** Reservations over HTTP through the SDK, 50 callers: what share of an empty procedure's calls. */
export const stock = async (): Promise<Bench> =>
  benchOf((load) => [
    load('auth.me, an empty procedure (floor)', 'empty', CALLERS),
    load('inventory.reserve over 10,000 levels', 'reserve-spread', CALLERS),
    load('inventory.reserve on one level', 'reserve-hot', CALLERS),
  ]);

/** One caller alone: a reservation over HTTP beside one prepared statement that writes the same. */
export const stockAlone = async (): Promise<Bench> =>
  benchOf((load) => [
    load('one prepared statement by pg (floor)', 'floor-spread', 1),
    load('inventory.reserve', 'reserve-spread', 1),
    load('auth.me, for what HTTP costs', 'empty', 1),
  ]);

/** 500 lines a call, beside one multi-row statement that writes the same; calls are counted as lines. */
export const stockBulk = async (): Promise<Bench> =>
  benchOf((load) => [
    load('one multi-row statement by pg (floor)', 'floor-bulk', 2, BULK_LINES),
    load('inventory.receive of 500 lines', 'bulk', 2, BULK_LINES),
  ]);

type Load = (name: string, scenario: Scenario, callers: number, perCall?: number) => Contender;

/** A PostgreSQL that keeps what it commits (fsync and synchronous_commit on), a server and a load, each a process. */
const benchOf = async (contendersOf: (load: Load) => [Contender, ...Contender[]]): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-bench-'));
  const postgres = await startPostgres({ folder, port: 0 });
  process.env.STOCKFLOW_TEST_ADMIN_URL = postgres.adminUrl;
  const database = await createTestDatabase();
  const server = await startChild<object, { url: string }>(new URL('./serve.ts', import.meta.url), {
    databaseUrl: database.appUrl,
  });
  const seeded = await seedBench(server.ready.url, LEVELS);
  await asAdmin(database.adminUrl, (client) => client.query('vacuum analyze'));
  const config: LoadConfig = { ...seeded, url: server.ready.url, databaseUrl: database.appUrl };
  const load = await startChild<LoadAsked, LoadAnswer>(new URL('./load.ts', import.meta.url), config);
  return {
    contenders: contendersOf((name, scenario, callers, perCall = 1) => ({
      name,
      run: async (ms) => {
        const { calls, p50Ms, p99Ms } = await load.ask({ scenario, callers, ms });
        return { calls: calls * perCall, p50Ms, p99Ms };
      },
    })),
    async close() {
      await load.close();
      await server.close();
      await database.drop();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
