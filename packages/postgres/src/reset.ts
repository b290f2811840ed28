import { existsSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
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
