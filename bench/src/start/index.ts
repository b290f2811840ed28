import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { removeEmbedded, startPostgres } from '@stockflow/postgres';
import type { Bench, Ran } from '../rounds.ts';

const program = join(import.meta.dirname, '../../../tools/start.mjs');

/**
 * How long `npm start` takes on data that is there, until it says that it is ready: database, migrations looked at, API and
 * page. The floor is the same PostgreSQL on the same data alone. The first start of all, with its seed, does not count.
 */
export const start = async (): Promise<Bench> => {
  const folder = mkdtempSync(join(tmpdir(), 'stockflow-bench-'));
  await startOnce(folder);
  const postgresAlone = async (): Promise<Ran> => {
    const began = performance.now();
    const postgres = await startPostgres({ folder, port: 0 });
    const elapsedMs = performance.now() - began;
    await postgres.stop();
    return ranOnce(elapsedMs);
  };
  return {
    contenders: [
      { name: 'its PostgreSQL alone (floor)', run: postgresAlone },
      { name: 'npm start, the second time', run: async () => ranOnce(await startOnce(folder)) },
    ],
    async close() {
      await removeEmbedded(folder, () => {});
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const ranOnce = (elapsedMs: number): Ran => ({ calls: 1, elapsedMs, p50Ms: elapsedMs, p99Ms: elapsedMs });

/** Starts StockFlow, waits until it is ready, ends it; answers for how many milliseconds one had to wait. */
const startOnce = async (folder: string): Promise<number> => {
  const began = performance.now();
  const child = spawn(process.execPath, [program, '--json', '--port', String(await freePort())], {
    env: { ...process.env, DATABASE_URL: '', STATE_FOLDER: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const ready = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      if ((JSON.parse(line) as { event?: string }).event === 'ready') resolve(performance.now() - began);
    });
  });
  const tookMs = await Promise.race([ready, ended.then(() => undefined)]);
  if (tookMs === undefined) throw new Error(`npm start ended with ${child.exitCode} before it was ready`);
  child.kill('SIGTERM');
  await ended;
  return tookMs;
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
};
