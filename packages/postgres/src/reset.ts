import { existsSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { checkExternal } from './external.ts';
import { clearLeftover } from './leftover.ts';
import { isHeld, type LockNote, readLock } from './lock.ts';
import { rememberedPlace } from './place.ts';
import { PostgresProblem, type Progress } from './problem.ts';

/** The StockFlow that runs on this state folder, if one does. */
export function readRunning(folder: string): LockNote | undefined {
  const note = readLock(join(folder, 'lock.json'));
  return isHeld(note) ? note : undefined;
}

/** Removes the embedded database of this state folder for good. Refuses while StockFlow runs on it. */
export async function removeEmbedded(givenFolder: string, progress: Progress): Promise<boolean> {
  if (!existsSync(givenFolder)) return false;
  const folder = realpathSync(givenFolder);
  const running = readRunning(folder);
  if (running) {
    throw new PostgresProblem(
      `StockFlow runs in this folder (process ${running.pid}${running.address ? `, ${running.address}` : ''}).\n` +
        `Stop it first: kill ${running.pid}`,
    );
  }
  const place = rememberedPlace(folder);
  if (place) {
    if (existsSync(place.data)) await clearLeftover(place.data, progress);
    rmSync(place.home, { recursive: true, force: true });
  }
  for (const name of ['place.json', 'lock.json']) rmSync(join(folder, name), { force: true });
  return place !== undefined;
}

/**
 * Empties the user's own database: the schema that the migrations write to goes with all that is in it and is
 * made anew. Refuses while others are connected, since a running StockFlow would fail half-way.
 */
export async function resetExternal(databaseUrl: string): Promise<void> {
  await checkExternal(databaseUrl);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ others: number }>(
      `select count(*)::int as others from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
    );
    const others = rows[0]?.others ?? 0;
    if (others > 0) {
      throw new PostgresProblem(`${others} other connections use this database. Stop StockFlow first.`);
    }
    await client.query(
      `set lock_timeout = '5s'; begin; drop schema public cascade; create schema public; commit`,
    );
  } finally {
    await client.end();
  }
}
