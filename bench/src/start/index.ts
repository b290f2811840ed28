import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeEmbedded, startPostgres } from '@stockflow/postgres';
import { npmStart } from '../npm-start.ts';
import type { Bench, Ran } from '../rounds.ts';

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

const startOnce = async (folder: string): Promise<number> => {
  const started = await npmStart(folder);
  await started.stop();
  return started.tookMs;
};
