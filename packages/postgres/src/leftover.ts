import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresProblem, type Progress } from './problem.ts';
import { isAlive, isGoneWithin, isPostgresOn } from './processes.ts';

/** Above every system's highest process id, so certainly nobody's. */
const nobodysPid = 2_147_483_646;

/**
 * Deals with a server that a killed parent left on this data, and with the note of one that is gone.
 *
 * A server that runs is stopped cleanly, not adopted: it was started with the settings of then, and a child of
 * our own can be watched. The note (`postmaster.pid`) is never deleted: with it PostgreSQL checks that no
 * process of the dead server still has its memory, and deleting it is how data gets corrupted. Only where its
 * id was given to a stranger since (PostgreSQL would then refuse to start) an id that nobody has is put in.
 */
export async function clearLeftover(dataFolder: string, progress: Progress): Promise<void> {
  const note = join(dataFolder, 'postmaster.pid');
  let lines: string[];
  try {
    lines = readFileSync(note, 'utf8').split('\n');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (isPostgresOn(pid, dataFolder)) {
    progress(
      `A PostgreSQL (process ${pid}) was left running by a StockFlow that was killed; stopping it. Its data is kept.`,
    );
    await stop(pid, dataFolder);
    return;
  }
  progress('PostgreSQL was not stopped properly last time; it recovers by itself.');
  let hasId = false;
  try {
    process.kill(pid, 0);
    hasId = true;
  } catch {}
  if (hasId || !Number.isInteger(pid)) writeFileSync(note, [nobodysPid, ...lines.slice(1)].join('\n'));
}

async function stop(pid: number, dataFolder: string): Promise<void> {
  // A stranger could get the id between two signals: look again before each.
  for (const [signal, timeoutMs] of [
    ['SIGINT', 20_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!isPostgresOn(pid, dataFolder)) return;
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return;
      throw new PostgresProblem(
        `PostgreSQL (process ${pid}) runs on ${dataFolder} as another user. Stop it as that user: kill -INT ${pid}`,
      );
    }
    if (await isGoneWithin(pid, timeoutMs)) return;
  }
  if (isAlive(pid)) throw new PostgresProblem(`PostgreSQL (process ${pid}) on ${dataFolder} does not stop.`);
}
