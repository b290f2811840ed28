import { lchownSync, lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Account } from './account.ts';
import { clearLeftover } from './leftover.ts';
import { isHeld, readLock } from './lock.ts';
import { placeAt } from './place.ts';
import { PostgresProblem, type Progress } from './problem.ts';

/**
 * Gives data that root copied (`cp -r`, an unpacked archive) back to PostgreSQL's user; says what to do where
 * an ordinary user meets data of another.
 */
export function handOver(dataFolder: string, account: Account): void {
  const owner = lstatSync(dataFolder).uid;
  if (!account.become) {
    const self = process.getuid?.();
    if (self === undefined || owner === self) return;
    throw new PostgresProblem(
      `The data in ${dataFolder} is of another system user (it was made by a StockFlow started as root).\n` +
        'Start StockFlow as root again, or hand the folder over: sudo chown -R "$USER" .stockflow',
    );
  }
  if (owner !== 0) return;
  const { uid, gid } = account.become;
  lchownSync(dataFolder, uid, gid);
  for (const entry of readdirSync(dataFolder, { recursive: true, encoding: 'utf8' })) {
    lchownSync(join(dataFolder, entry), uid, gid);
  }
}

/** Test clusters whose test run was killed are stopped and removed by the next one. */
export async function sweepAbandoned(progress: Progress): Promise<void> {
  const folder = realpathSync(tmpdir());
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('stockflow-test-')) continue;
    const home = join(folder, name);
    try {
      // Younger than a minute and without a lock: another run is just making it.
      const note = readLock(join(home, 'lock.json'));
      if (isHeld(note) || (note === undefined && Date.now() - lstatSync(home).mtimeMs < 60_000)) continue;
      await clearLeftover(placeAt(home).data, () => {});
      rmSync(home, { recursive: true, force: true });
      progress(`Removed the test database ${home} of a run that was killed.`);
    } catch {} // Another user's, or another run was quicker: not ours to remove.
  }
}
