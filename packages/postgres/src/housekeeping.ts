import { chmodSync, lchownSync, lstatSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, canRun } from './account.ts';
import { clearLeftover } from './leftover.ts';
import { isHeld, readLock } from './lock.ts';
import { letPass, type Place, placeAt } from './place.ts';
import { PostgresProblem, type Progress } from './problem.ts';

/**
 * Gives data that root copied (`cp -r`, an unpacked archive) back to PostgreSQL's user; says what to do where
 * an ordinary user meets data of another, and where a folder above was closed since.
 */
export function handOver(place: Place, account: Account): void {
  const owner = lstatSync(place.home).uid;
  if (!account.become) {
    const self = process.getuid?.();
    if (self === undefined) return;
    if (owner === self) {
      chmodSync(place.data, 0o700);
      return;
    }
    throw new PostgresProblem(
      `The data in ${place.home} is of another system user (it was made by a StockFlow started as root).\n` +
        'Start StockFlow as root again, or hand the folder over: sudo chown -R "$USER" .stockflow',
    );
  }
  // PostgreSQL refuses data that others may read, as some ways to copy leave it.
  chmodSync(place.data, 0o700);
  const { uid, gid } = account.become;
  letPass(place.home, account);
  lchownSync(place.home, uid, gid);
  if (lstatSync(place.data).uid === 0) {
    lchownSync(place.data, uid, gid);
    for (const entry of readdirSync(place.data, { recursive: true, encoding: 'utf8' })) {
      lchownSync(join(place.data, entry), uid, gid);
    }
  }
  if (canRun(account, '/bin/sh', ['-c', 'cd "$1"', 'sh', place.data])) return;
  throw new PostgresProblem(
    `PostgreSQL's user "${account.name}" can no longer enter its data in ${place.data}: a folder above is closed.\n` +
      'Was the project moved? Move it back, or let others pass through (chmod o+x) the folders above.',
  );
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
